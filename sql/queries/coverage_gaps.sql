-- Which papers are known and not in the tables, and why?
-- NL: Welke bekende stukken staan niet in de tabellen, en waarom?
-- Grain: one row per paper that a source lists, or that a dossier leaves a gap for, and that is not held.
-- :param dossier text default NULL: Number of the dossier without spaces: 36867, 36600-XV.
SELECT
    publication_id,
    min(title) AS title,
    list(DISTINCT state ORDER BY state) AS states,
    max(since) AS since,
    list(DISTINCT reason ORDER BY reason) FILTER (reason IS NOT NULL) AS reasons
FROM coverage
ANTI JOIN publication USING (publication_id)
WHERE $dossier IS NULL OR dossier_number = $dossier
GROUP BY publication_id
ORDER BY since DESC NULLS LAST, publication_id
