-- Grain: one row per question that repeats what an earlier paper asked: it counts there, not here.
SELECT question.question_id, letter_repeat.first_letter_id AS request_letter_id, 'letter' AS link
FROM question
JOIN letter AS home ON home.letter_id = question.letter_id
-- Questions that hang on the reply are those of the request that it names.
JOIN letter_repeat ON letter_repeat.letter_id = CASE WHEN home.kind = 'reply' THEN home.in_reply_to ELSE home.letter_id END
UNION ALL
-- A memorie or nota asks nothing itself: it repeats the questions of the report that it answers.
SELECT question.question_id, min(letter_link.request_letter_id), 'report'
FROM question
JOIN letter_link ON letter_link.letter_id = question.letter_id
WHERE letter_link.link = 'report'
GROUP BY question.question_id
