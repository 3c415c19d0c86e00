-- Which papers cite each other?
-- NL: Welke stukken verwijzen naar elkaar?
-- Grain: one row per pair of held papers that cite each other.
SELECT
    pair.publication_id,
    one.title,
    pair.citations,
    pair.other_publication_id,
    other.title AS other_title,
    pair.other_citations
FROM mutual_citation AS pair
JOIN publication AS one ON one.publication_id = pair.publication_id
JOIN publication AS other ON other.publication_id = pair.other_publication_id
ORDER BY pair.citations + pair.other_citations DESC, pair.publication_id, pair.other_publication_id
