-- Grain: one row per official target that is cited at all; sort by papers or citations.
CREATE OR REPLACE VIEW most_cited_paper AS
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
    cited.kind,
    cited.target,
    cited.papers,
    cited.citations,
    held.publication_id AS cited_publication_id,
    publication.title
FROM (
    SELECT kind, target, count(*) AS papers, sum(citations)::BIGINT AS citations
    FROM (
        SELECT publication_id, kind, target, count(*) AS citations
        FROM reference
        WHERE target IS NOT NULL AND kind NOT IN ('answer', 'url', 'law')
        GROUP BY publication_id, kind, target
    ) AS edge
    GROUP BY kind, target
) AS cited
LEFT JOIN held ON held.name = cited.target
LEFT JOIN publication ON publication.publication_id = held.publication_id;

COMMENT ON VIEW most_cited_paper IS 'One row per official target that is cited at all; sort by papers or citations.';
COMMENT ON COLUMN most_cited_paper.kind IS 'What is cited: kamerstuk, aanhangsel, handelingen, eu_document and so on.';
COMMENT ON COLUMN most_cited_paper.target IS 'Normal name of what is cited: kst-22112-4103, dossier-36741, COM(2025)120.';
COMMENT ON COLUMN most_cited_paper.papers IS 'Papers that cite it.';
COMMENT ON COLUMN most_cited_paper.citations IS 'Citations in all.';
COMMENT ON COLUMN most_cited_paper.cited_publication_id IS 'The cited paper, where the warehouse holds it.';
COMMENT ON COLUMN most_cited_paper.title IS 'Title of the cited paper, where the warehouse holds it.';
