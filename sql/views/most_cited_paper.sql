-- Grain: one row per official target that is cited at all; sort by papers or citations.
CREATE OR REPLACE VIEW most_cited_paper AS
SELECT
    cited.kind,
    cited.target,
    cited.papers,
    cited.citations,
    held.publication_id AS cited_publication_id,
    publication.title
FROM (
    SELECT kind, target, count(*) AS papers, sum(citations)::BIGINT AS citations
    FROM linked.citations
    WHERE kind NOT IN ('answer', 'url', 'law')
    GROUP BY kind, target
) AS cited
LEFT JOIN citation_name AS held ON held.name = cited.target
LEFT JOIN publication ON publication.publication_id = held.publication_id;

COMMENT ON COLUMN most_cited_paper.papers IS 'Papers that cite it.';
COMMENT ON COLUMN most_cited_paper.citations IS 'Citations in all.';
COMMENT ON COLUMN most_cited_paper.title IS 'Title of the cited paper, where the warehouse holds it.';
