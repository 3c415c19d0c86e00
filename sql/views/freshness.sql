-- Grain: one row in all: how far and how complete the warehouse is.
CREATE OR REPLACE VIEW freshness AS
SELECT
    load.as_of,
    load.log_position,
    load.last_event_at,
    (SELECT max(listed_until) FROM listing) AS listed_until,
    (SELECT max(published_on) FROM publication) AS last_published_on,
    (SELECT max(dated_on) FROM letter) AS last_letter_on,
    (SELECT count(*) FROM publication) AS papers,
    (SELECT count(*) FROM letter) AS letters,
    (SELECT count(*) FROM question) AS questions,
    (SELECT count(*) FROM answer) AS answers,
    (SELECT count(DISTINCT publication_id) FROM coverage WHERE state IN ('listed', 'failed')) AS missing,
    (SELECT count(DISTINCT publication_id) FROM coverage WHERE state = 'quarantined') AS quarantined,
    (SELECT count(DISTINCT publication_id) FROM coverage WHERE state = 'expected') AS expected
FROM load;

COMMENT ON VIEW freshness IS 'One row in all: how far and how complete the warehouse is.';
COMMENT ON COLUMN freshness.as_of IS 'Day up to which the warehouse knows the source (load.as_of): what is open or overdue is so as of this day.';
COMMENT ON COLUMN freshness.log_position IS 'Position in the event log of the last event that the tables know.';
COMMENT ON COLUMN freshness.last_event_at IS 'Moment of that event, in UTC: when the pipeline last had news.';
COMMENT ON COLUMN freshness.listed_until IS 'Last day that was listed whole at the source; NULL where nothing was listed by day.';
COMMENT ON COLUMN freshness.last_published_on IS 'Day on which the newest held paper became available.';
COMMENT ON COLUMN freshness.last_letter_on IS 'Latest date of a letter.';
COMMENT ON COLUMN freshness.papers IS 'Papers in the tables.';
COMMENT ON COLUMN freshness.letters IS 'Letters in the tables.';
COMMENT ON COLUMN freshness.questions IS 'Questions in the tables.';
COMMENT ON COLUMN freshness.answers IS 'Answers in the tables.';
COMMENT ON COLUMN freshness.missing IS 'Papers that a source lists and that are not fetched yet, or could not be.';
COMMENT ON COLUMN freshness.quarantined IS 'Papers that wait in quarantine.';
COMMENT ON COLUMN freshness.expected IS 'Papers that no source lists though the letters of a dossier leave a gap for them.';
