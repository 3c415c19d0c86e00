-- Grain: one row per reference with an official target: whether the warehouse holds what it cites.
CREATE OR REPLACE VIEW reference_holding AS
WITH held AS (
    -- Every name by which a held paper can be cited.
    SELECT name, min(publication_id) AS publication_id
    FROM (
        SELECT publication_id AS name, publication_id FROM publication
        UNION ALL
        SELECT identifier.value AS name, identifier.publication_id
        FROM identifier
        SEMI JOIN publication ON publication.publication_id = identifier.publication_id
        WHERE identifier.scheme = 'official'
    ) AS named
    GROUP BY name
)
SELECT
    reference.reference_id,
    reference.publication_id,
    reference.letter_id,
    reference.question_id,
    reference.answer_id,
    reference.kind,
    reference.text,
    reference.target,
    reference.status,
    reference.url,
    held.publication_id AS cited_publication_id,
    dossier.papers AS cited_dossier_papers,
    held.publication_id IS NOT NULL OR dossier.papers IS NOT NULL AS holds
FROM reference
LEFT JOIN held ON held.name = reference.target
LEFT JOIN (
    SELECT 'dossier-' || dossier_number AS name, count(*) AS papers
    FROM publication
    WHERE dossier_number IS NOT NULL
    GROUP BY dossier_number
) AS dossier ON dossier.name = reference.target
WHERE reference.target IS NOT NULL AND reference.kind NOT IN ('answer', 'url', 'law');

COMMENT ON VIEW reference_holding IS 'One row per reference with an official target: whether the warehouse holds what it cites.';
COMMENT ON COLUMN reference_holding.reference_id IS 'Key of the reference.';
COMMENT ON COLUMN reference_holding.publication_id IS 'Publication that cites.';
COMMENT ON COLUMN reference_holding.letter_id IS 'Letter that cites; NULL for the head of the paper.';
COMMENT ON COLUMN reference_holding.question_id IS 'Question that cites, where one does.';
COMMENT ON COLUMN reference_holding.answer_id IS 'Answer that cites, where one does.';
COMMENT ON COLUMN reference_holding.kind IS 'What is cited: kamerstuk, aanhangsel, handelingen, eu_document, staatsblad, staatscourant, tractatenblad, ecli, letter.';
COMMENT ON COLUMN reference_holding.text IS 'The citation as printed.';
COMMENT ON COLUMN reference_holding.target IS 'Normal name of what is cited: kst-22112-4103, dossier-36741, COM(2025)120.';
COMMENT ON COLUMN reference_holding.status IS 'resolved, ambiguous or unresolved: whether one official target was told.';
COMMENT ON COLUMN reference_holding.url IS 'Official address of the target; NULL where none is known.';
COMMENT ON COLUMN reference_holding.cited_publication_id IS 'The cited paper, where the warehouse holds it.';
COMMENT ON COLUMN reference_holding.cited_dossier_papers IS 'Where a whole dossier is cited: how many of its papers the warehouse holds.';
COMMENT ON COLUMN reference_holding.holds IS 'Whether the warehouse holds the cited paper, or a paper of the cited dossier.';
