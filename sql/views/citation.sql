-- Grain: one row per paper that cites and target that it cites: the edges of the citation graph.
CREATE OR REPLACE VIEW citation AS
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
    edge.publication_id,
    edge.kind,
    edge.target,
    edge.citations,
    held.publication_id AS cited_publication_id
FROM (
    SELECT publication_id, kind, target, count(*) AS citations
    FROM reference
    WHERE target IS NOT NULL AND kind NOT IN ('answer', 'url', 'law')
    GROUP BY publication_id, kind, target
) AS edge
LEFT JOIN held ON held.name = edge.target;

COMMENT ON VIEW citation IS 'One row per paper that cites and target that it cites: the edges of the citation graph.';
COMMENT ON COLUMN citation.publication_id IS 'Publication that cites.';
COMMENT ON COLUMN citation.kind IS 'What is cited: kamerstuk, aanhangsel, handelingen, eu_document and so on.';
COMMENT ON COLUMN citation.target IS 'Normal name of what is cited: kst-22112-4103, dossier-36741, COM(2025)120.';
COMMENT ON COLUMN citation.citations IS 'How often this paper cites it.';
COMMENT ON COLUMN citation.cited_publication_id IS 'The cited paper, where the warehouse holds it.';
