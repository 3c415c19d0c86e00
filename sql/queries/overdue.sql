-- Which requests wait for a reply beyond their term?
-- NL: Welke brieven met vragen wachten langer op antwoord dan hun termijn?
-- Grain: one row per request whose term has passed and that still has an open question, or none that was recognised.
-- :param ministry text default NULL: A part of the office that it is addressed to: Infrastructuur.
SELECT
    overdue_days, due_on, deferred, asked_on, recipient, committee, questions, letter_id, title
FROM overdue_request
WHERE
    ($ministry IS NULL OR contains(lower(recipient), lower($ministry)))
    -- The view looks inside one paper; what a later paper answered waits no longer.
    AND (
        questions = 0
        OR letter_id IN (SELECT question.letter_id FROM question SEMI JOIN unanswered_question USING (question_id))
    )
ORDER BY overdue_days DESC, letter_id
