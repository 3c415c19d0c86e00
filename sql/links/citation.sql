-- Grain: one row per paper that cites, kind of reference and target that it cites.
SELECT publication_id, kind, target, count(*) AS citations
FROM reference
WHERE target IS NOT NULL
GROUP BY publication_id, kind, target
