-- Which papers and documents are cited by most papers?
-- NL: Naar welke stukken en documenten verwijzen de meeste stukken?
-- Grain: one row per paper or document that is cited.
-- :param kind text default NULL: What is cited: kamerstuk, eu_document, staatsblad, aanhangsel, ecli.
-- :param most integer default 20: Most rows that are shown.
SELECT kind, target, papers, citations, cited_publication_id, title
FROM most_cited_paper
WHERE $kind IS NULL OR kind = $kind
ORDER BY papers DESC, citations DESC, target
LIMIT $most
