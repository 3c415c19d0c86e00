-- Grain: one row per question and answer that belong together; questions without an answer are in unanswered_question.
CREATE OR REPLACE VIEW answered_question AS
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
    question.question_id,
    answer.answer_id,
    question.publication_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    publication.sub_number,
    publication.session_year,
    publication.title,
    question.party,
    question.askers,
    question.label,
    question.text AS question,
    answer.text AS answer,
    pair.relation,
    pair.confidence,
    CASE WHEN origin.question_id IS NULL THEN question.question_id ELSE origin.asked_question_id END AS asked_question_id,
    request.dated_on AS asked_on,
    reply.dated_on AS answered_on,
    date_diff('day', request.dated_on, reply.dated_on) AS response_days,
    coalesce(request.committee, reply.committee) AS committee,
    signed_letter.ministers,
    signed_letter.printed_names,
    signed_letter.portfolios,
    publication.source_url
FROM question
JOIN publication ON publication.publication_id = question.publication_id
JOIN letter AS home ON home.publication_id = question.publication_id AND home.letter_id = question.letter_id
JOIN question_answer AS pair ON pair.publication_id = question.publication_id AND pair.question_id = question.question_id
JOIN answer ON answer.publication_id = question.publication_id AND answer.answer_id = pair.answer_id
JOIN letter AS reply ON reply.publication_id = question.publication_id AND reply.letter_id = answer.letter_id
LEFT JOIN origin ON origin.question_id = question.question_id
-- Where only the reply is published it repeats the questions, and may name the request that it answers.
LEFT JOIN letter AS request
    ON request.letter_id = coalesce(origin.request_letter_id, CASE WHEN home.kind = 'reply' THEN home.in_reply_to ELSE home.letter_id END)
LEFT JOIN signed_letter ON signed_letter.letter_id = reply.letter_id;

COMMENT ON VIEW answered_question IS 'One row per question and answer that belong together; questions without an answer are in unanswered_question.';
COMMENT ON COLUMN answered_question.answer_id IS 'Key of the answer.';
COMMENT ON COLUMN answered_question.publication_id IS 'Publication that holds both.';
COMMENT ON COLUMN answered_question.confidence IS 'How sure it is that question and answer belong together, 0 to 1.';
COMMENT ON COLUMN answered_question.asked_question_id IS 'Where the question was asked first: count these to count it once. NULL where it repeats a question of an earlier paper, and which one is not certain.';
COMMENT ON COLUMN answered_question.asked_on IS 'Date of the letter that asks, in this paper or an earlier one; NULL where only the reply is published.';
