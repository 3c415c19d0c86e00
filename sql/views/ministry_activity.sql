-- Grain: one row per ministry that is asked and session year; a letter to two ministries counts once for each.
CREATE OR REPLACE VIEW ministry_activity AS
WITH asked AS (
    -- Why by letter first: fifteen times fewer rows are joined with the ministries.
    SELECT
        coalesce(request_letter_id, letter_id) AS letter_id, publication_id, session_year,
        question_counts(state, overdue, deferred) AS states
    FROM question_state
    GROUP BY ALL
)
SELECT
    letter_ministry.ministry_id,
    max(ministry.name) AS ministry,
    asked.session_year,
    sum(states.questions)::BIGINT AS questions,
    sum(states.answered)::BIGINT AS answered,
    sum(states.answered_elsewhere)::BIGINT AS answered_elsewhere,
    sum(states.open_questions)::BIGINT AS open_questions,
    sum(states.overdue)::BIGINT AS overdue,
    sum(states.deferred)::BIGINT AS deferred,
    count(DISTINCT asked.publication_id) AS papers
FROM asked
LEFT JOIN letter_ministry ON letter_ministry.letter_id = asked.letter_id
LEFT JOIN ministry ON ministry.ministry_id = letter_ministry.ministry_id
GROUP BY letter_ministry.ministry_id, asked.session_year;

COMMENT ON COLUMN ministry_activity.ministry_id IS 'Official identifier of the ministry to which the request is addressed, or that signs the reply where the request names none; NULL where neither is known.';
COMMENT ON COLUMN ministry_activity.ministry IS 'Name of the ministry in the register.';
