-- Which cited papers does the warehouse not hold, the most cited first?
-- NL: Welke stukken waarnaar verwezen wordt ontbreken, de meest genoemde eerst?
-- Grain: one row per paper or document that is cited and not held.
-- :param kind text default kamerstuk: What is cited: kamerstuk, eu_document, staatsblad, aanhangsel, ecli.
-- :param most integer default 50: Most rows that are shown.
SELECT
    target, count(DISTINCT publication_id) AS papers, count(*) AS citations, min(url) AS url, min(text) AS as_printed
FROM reference_holding
WHERE NOT holds AND kind = $kind
GROUP BY target
ORDER BY papers DESC, citations DESC, target
LIMIT $most
