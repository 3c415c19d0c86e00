-- Grain: one row per ministry that is asked and session year; a letter to two ministries counts once for each.
CREATE OR REPLACE VIEW ministry_activity AS
SELECT ministry_id, ministry, session_year, states.*, papers
FROM (
    SELECT
        letter_ministry.ministry_id,
        max(ministry.name) AS ministry,
        session_year,
        question_counts(state, overdue, deferred) AS states,
        count(DISTINCT publication_id) AS papers
    FROM question_state
    LEFT JOIN letter_ministry ON letter_ministry.letter_id = coalesce(question_state.request_letter_id, question_state.letter_id)
    LEFT JOIN ministry ON ministry.ministry_id = letter_ministry.ministry_id
    GROUP BY letter_ministry.ministry_id, session_year
);

COMMENT ON COLUMN ministry_activity.ministry_id IS 'Official identifier of the ministry to which the request is addressed, or that signs the reply where the request names none; NULL where neither is known.';
COMMENT ON COLUMN ministry_activity.ministry IS 'Name of the ministry in the register.';
