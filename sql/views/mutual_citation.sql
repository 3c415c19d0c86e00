-- Grain: one row per pair of held papers that cite each other.
CREATE OR REPLACE VIEW mutual_citation AS
WITH number AS MATERIALIZED (
    SELECT publication_id, row_number() OVER () AS paper FROM publication
),
edge AS MATERIALIZED (
    -- Why a pair as one number: comparing names takes far longer.
    SELECT citing.paper << 31 | cited.paper AS pair, cited.paper << 31 | citing.paper AS turned, citation.citations
    FROM linked.citations AS citation
    JOIN number AS citing ON citing.publication_id = citation.publication_id
    JOIN citation_name ON citation_name.name = citation.target
    JOIN number AS cited ON cited.publication_id = citation_name.publication_id
    WHERE citing.paper <> cited.paper
),
mutual AS MATERIALIZED (
    SELECT pair, turned, sum(citations)::BIGINT AS citations
    FROM edge
    SEMI JOIN (SELECT turned AS pair FROM edge) AS back USING (pair)
    GROUP BY pair, turned
)
SELECT
    one.publication_id,
    other.publication_id AS other_publication_id,
    there.citations,
    back.citations AS other_citations
FROM mutual AS there
JOIN mutual AS back ON back.pair = there.turned
JOIN number AS one ON one.paper = there.pair >> 31
JOIN number AS other ON other.paper = back.pair >> 31
WHERE one.publication_id < other.publication_id;

COMMENT ON COLUMN mutual_citation.publication_id IS 'Paper with the identifier that sorts first.';
