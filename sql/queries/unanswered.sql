-- Which questions wait for an answer, the oldest first?
-- NL: Welke vragen wachten op antwoord, de oudste eerst?
-- Grain: one row per question for which the warehouse holds no answer.
-- :param party text default NULL: Short name of the fractie that asks: BBB, GroenLinks-PvdA.
-- :param ministry text default NULL: A part of the ministry's name, or its id in the register: Infrastructuur.
-- :param dossier text default NULL: Number of the dossier without spaces: 36867, 36600-XV.
-- :param since date default NULL: Asked on this day or later.
-- :param overdue boolean default false: Only those past the day that was asked or promised.
SELECT
    asked_on, open_days, due_on, overdue, deferred, replied, recipient, parties, party, label, question, question_id
FROM unanswered_question
WHERE
    ($party IS NULL OR question_id IN (SELECT question_id FROM asking_party WHERE lower(asking_party.party) = lower($party)))
    AND ($ministry IS NULL OR question_id IN (
        SELECT question_id
        FROM question_state
        SEMI JOIN letters_asking_ministry($ministry) AS asking
            ON asking.letter_id = coalesce(question_state.request_letter_id, question_state.letter_id)
    ))
    AND ($dossier IS NULL OR dossier_number = $dossier)
    AND ($since IS NULL OR asked_on >= CAST($since AS DATE))
    AND (overdue OR NOT $overdue)
-- question-2 goes before question-10.
ORDER BY asked_on NULLS LAST, publication_id, length(question_id), question_id
