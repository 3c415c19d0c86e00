-- Grain: one row per publication that asks and party that asks in it: its questions by state.
SELECT
    question.publication_id,
    asking_party.party,
    count(*) AS questions,
    count_if(question_state.state = 'answered')::BIGINT AS answered,
    count_if(question_state.state = 'answered_elsewhere')::BIGINT AS answered_elsewhere,
    count_if(question_state.state = 'open')::BIGINT AS open_questions,
    count_if(question_state.deferred)::BIGINT AS deferred,
    list(question_state.due_on ORDER BY question_state.due_on) FILTER (question_state.state = 'open' AND question_state.due_on IS NOT NULL)
        AS open_due_days
FROM question_state
JOIN question ON question.question_id = question_state.question_id
JOIN asking_party ON asking_party.question_id = question_state.question_id
GROUP BY question.publication_id, asking_party.party
