-- Grain: one row per letter that asks and party that asks in it.
SELECT DISTINCT coalesce(question_state.request_letter_id, question_state.letter_id) AS letter_id, asking_party.party
FROM question_state
JOIN asking_party ON asking_party.question_id = question_state.question_id
