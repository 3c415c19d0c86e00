-- Grain: one row in all: how far and how complete the warehouse is.
CREATE OR REPLACE VIEW freshness AS
SELECT
    load.as_of,
    load.sample,
    load.log_position,
    load.last_event_at,
    (SELECT max(listed_until) FROM listing) AS listed_until,
    (SELECT max(published_on) FROM publication) AS last_published_on,
    (SELECT max(dated_on) FROM letter) AS last_letter_on,
    (SELECT count(*) FROM publication) AS papers,
    (SELECT count(*) FROM letter) AS letters,
    (SELECT count(*) FROM question_state) AS questions,
    (SELECT count(*) FROM answer) AS answers,
    (SELECT count(DISTINCT publication_id) FROM coverage WHERE state IN ('listed', 'failed')) AS missing,
    (SELECT count(DISTINCT publication_id) FROM coverage WHERE state = 'quarantined') AS quarantined,
    (SELECT count(DISTINCT publication_id) FROM coverage WHERE state = 'expected') AS expected
FROM load;

COMMENT ON COLUMN freshness.sample IS 'True for the papers of the fictional sample.';
COMMENT ON COLUMN freshness.papers IS 'Papers in the tables.';
COMMENT ON COLUMN freshness.questions IS 'Questions that were asked, each counted once.';
