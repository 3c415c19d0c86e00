-- Which questions wait for an answer, the oldest first?
-- NL: Welke vragen wachten op antwoord, de oudste eerst?
-- Grain: one row per question for which the warehouse holds no answer.
-- :param party text default NULL: Short name of the fractie that asks: BBB, GroenLinks-PvdA.
-- :param ministry text default NULL: A part of the ministry's name, or its id in the register: Infrastructuur.
-- :param dossier text default NULL: Number of the dossier without spaces: 36867, 36600-XV.
-- :param since date default NULL: Asked on this day or later.
-- :param overdue boolean default false: Only those past the day that was asked or promised.
SELECT
    asked_on, open_days, due_on, overdue, deferred, replied, recipient, party, label, question, question_id
FROM unanswered_question
WHERE
    ($party IS NULL OR question_id IN (SELECT question_id FROM asking_party WHERE lower(asking_party.party) = lower($party)))
    AND ($ministry IS NULL OR question_id IN (
        SELECT asked_question.question_id
        FROM asked_question
        JOIN letter_ministry ON letter_ministry.letter_id = coalesce(asked_question.request_letter_id, asked_question.letter_id)
        LEFT JOIN ministry ON ministry.ministry_id = letter_ministry.ministry_id
        WHERE letter_ministry.ministry_id = $ministry OR contains(lower(ministry.name), lower($ministry))
    ))
    AND ($dossier IS NULL OR dossier_number = $dossier)
    AND ($since IS NULL OR asked_on >= CAST($since AS DATE))
    AND (overdue OR NOT $overdue)
-- question-2 goes before question-10.
ORDER BY asked_on NULLS LAST, publication_id, length(question_id), question_id
