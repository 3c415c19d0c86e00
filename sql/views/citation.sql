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

COMMENT ON VIEW citation IS 'One row per paper that cites and target that it cites: the edges of the citation graph.';
COMMENT ON COLUMN citation.publication_id IS 'Publication that cites.';
COMMENT ON COLUMN citation.kind IS 'What is cited: kamerstuk, aanhangsel, handelingen, eu_document and so on.';
COMMENT ON COLUMN citation.citations IS 'How often this paper cites it.';
