-- Which share of its questions does each fractie see unanswered?
-- NL: Welk deel van de vragen van elke fractie is niet beantwoord?
-- Grain: one row per fractie.
-- :param session_year text default NULL: Vergaderjaar as two full years: 2025-2026.
SELECT
    question.party,
    count(*) AS questions,
    count(open.question_id) AS unanswered,
    round(count(open.question_id) / count(*), 3) AS unanswered_share
FROM question
JOIN publication ON publication.publication_id = question.publication_id
LEFT JOIN unanswered_question AS open ON open.question_id = question.question_id
WHERE
    question.party IS NOT NULL
    AND ($session_year IS NULL OR publication.session_year = $session_year)
    -- Neither answered here nor open: another paper repeats the question with its answer, and it counts there.
    AND (open.question_id IS NOT NULL OR question.question_id IN (SELECT question_id FROM question_answer))
GROUP BY question.party
ORDER BY unanswered_share DESC, questions DESC, question.party
