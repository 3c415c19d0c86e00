-- Grain: one row per fractie and session year.
CREATE OR REPLACE VIEW party_activity AS
SELECT
    asking.party,
    publication.session_year,
    sum(asking.questions)::BIGINT AS questions,
    sum(asking.answered)::BIGINT AS answered,
    sum(asking.answered_elsewhere)::BIGINT AS answered_elsewhere,
    sum(asking.open_questions)::BIGINT AS open_questions,
    coalesce(sum(len(list_filter(asking.open_due_days, lambda day: day < load.as_of))), 0)::BIGINT AS overdue,
    sum(asking.deferred)::BIGINT AS deferred,
    count(*) AS papers,
    count(DISTINCT publication.dossier_number) AS dossiers
FROM linked.party_counts AS asking
JOIN publication ON publication.publication_id = asking.publication_id
CROSS JOIN load
GROUP BY asking.party, publication.session_year;

COMMENT ON COLUMN party_activity.party IS 'Short name of the fractie that asks; a joint question counts once for each of its fracties.';
COMMENT ON COLUMN party_activity.papers IS 'Papers in which it asks.';
