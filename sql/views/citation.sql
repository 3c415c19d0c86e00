-- Grain: one row per paper that cites and target that it cites: the edges of the citation graph.
CREATE OR REPLACE VIEW citation AS
SELECT
    edge.publication_id,
    edge.kind,
    edge.target,
    edge.citations,
    held.publication_id AS cited_publication_id
FROM linked.citations AS edge
LEFT JOIN citation_name AS held ON held.name = edge.target
WHERE edge.kind NOT IN ('answer', 'url', 'law');

COMMENT ON COLUMN citation.citations IS 'Number of times that this paper cites it.';
