-- Grain: one row per pair of held papers that cite each other.
CREATE OR REPLACE VIEW mutual_citation AS
WITH edge AS (
    SELECT reference.publication_id, held.publication_id AS cited_publication_id, count(*) AS citations
    FROM reference
    JOIN citation_name AS held ON held.name = reference.target
    GROUP BY reference.publication_id, held.publication_id
)
SELECT
    there.publication_id,
    there.cited_publication_id AS other_publication_id,
    there.citations,
    back.citations AS other_citations
FROM edge AS there
JOIN edge AS back
    ON back.publication_id = there.cited_publication_id AND back.cited_publication_id = there.publication_id
WHERE there.publication_id < there.cited_publication_id;

COMMENT ON VIEW mutual_citation IS 'One row per pair of held papers that cite each other.';
COMMENT ON COLUMN mutual_citation.publication_id IS 'The paper whose identifier sorts first.';
