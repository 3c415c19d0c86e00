-- What does one paper ask, and what does it answer, question beside answer?
-- NL: Wat vraagt en antwoordt één stuk, vraag naast antwoord?
-- Grain: one row per question and answer that belong together, and per question without an answer.
-- :param paper text required: The paper, by any official identifier: kst-36867-C, ah-ek-20252026-5.
WITH paper AS MATERIALIZED (
    SELECT $paper AS publication_id UNION SELECT publication_id FROM identifier WHERE value = $paper
)
SELECT
    question.party,
    question.label,
    question.text AS question,
    answer.text AS answer,
    link.relation,
    link.refers_to_question_id,
    question.question_id,
    answer.answer_id
FROM (FROM question SEMI JOIN paper USING (publication_id)) AS question
LEFT JOIN (FROM question_answer SEMI JOIN paper USING (publication_id)) AS link ON link.question_id = question.question_id
LEFT JOIN (FROM answer SEMI JOIN paper USING (publication_id)) AS answer ON answer.answer_id = link.answer_id
ORDER BY question.ordinal, answer.ordinal
