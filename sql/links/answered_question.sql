-- Grain: one row per question and answer that belong together, with their letters; the texts are in question and answer.
WITH origin AS MATERIALIZED (
    SELECT
        repeated_question.question_id,
        first.asked_question_id,
        coalesce(asked.letter_id, repeated_question.request_letter_id) AS request_letter_id
    FROM repeated_question
    LEFT JOIN (
        SELECT question_id, arg_max(asked_question_id, (likeness, asked_question_id)) AS asked_question_id
        FROM question_link
        GROUP BY question_id
    ) AS first ON first.question_id = repeated_question.question_id
    LEFT JOIN question AS asked ON asked.question_id = first.asked_question_id
)
SELECT
    pair.question_id,
    question.ordinal AS question_ordinal,
    pair.answer_id,
    answer.ordinal AS answer_ordinal,
    pair.relation,
    pair.confidence,
    CASE WHEN origin.question_id IS NULL THEN question.question_id ELSE origin.asked_question_id END AS asked_question_id,
    request.dated_on AS asked_on,
    reply.dated_on AS answered_on,
    coalesce(request.committee, reply.committee) AS committee,
    answer.letter_id AS reply_letter_id,
    asking.parties
FROM question_answer AS pair
JOIN question ON question.question_id = pair.question_id
JOIN answer ON answer.answer_id = pair.answer_id
JOIN letter AS home ON home.letter_id = question.letter_id
JOIN letter AS reply ON reply.letter_id = answer.letter_id
LEFT JOIN origin ON origin.question_id = question.question_id
LEFT JOIN letter AS request
    ON request.letter_id = coalesce(origin.request_letter_id, asking_letter(home.kind, home.letter_id, home.in_reply_to))
LEFT JOIN (SELECT question_id, list(party ORDER BY party) AS parties FROM asking_party GROUP BY question_id) AS asking
    ON asking.question_id = question.question_id
