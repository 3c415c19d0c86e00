-- Which papers were kept out of the tables, and why?
-- NL: Welke stukken zijn buiten de tabellen gehouden, en waarom?
-- Grain: one row per failure that holds, or held, a paper out.
-- :param state text default open: open (waits for a person), released, rejected or superseded.
SELECT
    quarantine.publication_id,
    listed.title,
    quarantine.rule,
    quarantine.reason,
    quarantine.table_name,
    quarantine.row_id,
    quarantine.decided_by,
    quarantine.decided_why
FROM quarantine
LEFT JOIN (SELECT publication_id, min(title) AS title FROM coverage GROUP BY publication_id) AS listed
    ON listed.publication_id = quarantine.publication_id
WHERE quarantine.state = $state
ORDER BY quarantine.publication_id, quarantine.content_sha256, quarantine.ordinal
