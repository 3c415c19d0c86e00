-- Grain: one row per ministry that is asked and session year; a letter to two ministries counts once for each.
CREATE OR REPLACE VIEW ministry_activity AS
SELECT
    letter_ministry.ministry_id,
    max(ministry.name) AS ministry,
    session_year,
    count(*) AS questions,
    count_if(state = 'answered')::BIGINT AS answered,
    count_if(state = 'answered_elsewhere')::BIGINT AS answered_elsewhere,
    count_if(state = 'open')::BIGINT AS open_questions,
    count_if(overdue)::BIGINT AS overdue,
    count_if(deferred)::BIGINT AS deferred,
    count(DISTINCT publication_id) AS papers
FROM question_state
LEFT JOIN letter_ministry ON letter_ministry.letter_id = coalesce(question_state.request_letter_id, question_state.letter_id)
LEFT JOIN ministry ON ministry.ministry_id = letter_ministry.ministry_id
GROUP BY letter_ministry.ministry_id, session_year;

COMMENT ON VIEW ministry_activity IS 'One row per ministry that is asked and session year; a letter to two ministries counts once for each.';
COMMENT ON COLUMN ministry_activity.ministry_id IS 'Official identifier of the ministry to which the request is addressed, or that signs the reply where the request names none; NULL where neither is known.';
COMMENT ON COLUMN ministry_activity.ministry IS 'Name of the ministry in the register.';
