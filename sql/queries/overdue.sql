-- Which requests wait for a reply beyond the day that was asked or promised?
-- NL: Welke brieven met vragen wachten langer op antwoord dan gevraagd of toegezegd?
-- Grain: one row per request whose day for a reply has passed and to which no paper replies.
-- :param ministry text default NULL: A part of the ministry's name, or its id in the register: Infrastructuur.
-- :param party text default NULL: Short name of a fractie that asks in it: BBB, GroenLinks-PvdA.
SELECT
    overdue_days, due_on, deferred, asked_on, recipient, committee, questions, letter_id, title
FROM overdue_request
WHERE
    ($ministry IS NULL OR letter_id IN (FROM letters_asking_ministry($ministry)))
    AND ($party IS NULL OR letter_id IN (
        SELECT question.letter_id FROM question JOIN asking_party USING (question_id) WHERE lower(asking_party.party) = lower($party)
    ))
ORDER BY overdue_days DESC, letter_id
