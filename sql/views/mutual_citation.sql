-- Grain: one row per pair of held papers that cite each other.
CREATE OR REPLACE VIEW mutual_citation AS
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
),
edge AS (
    SELECT reference.publication_id, held.publication_id AS cited_publication_id, count(*) AS citations
    FROM reference
    JOIN held ON held.name = reference.target
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
COMMENT ON COLUMN mutual_citation.other_publication_id IS 'The other paper.';
COMMENT ON COLUMN mutual_citation.citations IS 'How often the first cites the other.';
COMMENT ON COLUMN mutual_citation.other_citations IS 'How often the other cites the first.';
