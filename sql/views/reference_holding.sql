-- Grain: one row per reference with an official target: whether the warehouse holds what it cites.
CREATE OR REPLACE VIEW reference_holding AS
SELECT
    reference.reference_id,
    reference.publication_id,
    reference.letter_id,
    reference.question_id,
    reference.answer_id,
    reference.footnote,
    reference.kind,
    reference.text,
    reference.target,
    reference.status,
    reference.url,
    held.publication_id AS cited_publication_id,
    dossier.papers AS cited_dossier_papers,
    held.publication_id IS NOT NULL OR dossier.papers IS NOT NULL AS holds
FROM reference
LEFT JOIN citation_name AS held ON held.name = reference.target
LEFT JOIN (
    SELECT 'dossier-' || dossier_number AS name, count(*) AS papers
    FROM publication
    WHERE dossier_number IS NOT NULL
    GROUP BY dossier_number
) AS dossier ON dossier.name = reference.target
WHERE reference.target IS NOT NULL AND reference.kind NOT IN ('answer', 'url', 'law');

COMMENT ON COLUMN reference_holding.question_id IS 'Question that cites; NULL where none does.';
COMMENT ON COLUMN reference_holding.footnote IS 'Number of the footnote with the citation; NULL where the text itself cites.';
COMMENT ON COLUMN reference_holding.kind IS 'Kind of target: kamerstuk, aanhangsel, handelingen, eu_document, staatsblad, staatscourant, tractatenblad, ecli, letter.';
