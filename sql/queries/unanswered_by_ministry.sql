-- How many questions wait for an answer, per ministry that is asked?
-- NL: Hoeveel vragen wachten op antwoord, per aangeschreven ministerie?
-- Grain: one row per ministry that is asked and has an open question; a letter to two ministries counts once for each.
-- :param party text default NULL: Short name of the fractie that asks: BBB, GroenLinks-PvdA.
-- :param since date default NULL: Asked on this day or later.
SELECT
    coalesce(ministry.name, letter_ministry.ministry_id) AS ministry,
    count(*) AS open_questions,
    count_if(overdue)::BIGINT AS overdue,
    count_if(deferred)::BIGINT AS deferred,
    count_if(replied)::BIGINT AS left_out_of_a_reply,
    min(asked_on) AS oldest_asked_on,
    max(date_diff('day', asked_on, as_of)) AS longest_open_days
FROM asked_question
LEFT JOIN letter_ministry ON letter_ministry.letter_id = coalesce(asked_question.request_letter_id, asked_question.letter_id)
LEFT JOIN ministry ON ministry.ministry_id = letter_ministry.ministry_id
WHERE
    state = 'open'
    AND ($party IS NULL OR question_id IN (SELECT question_id FROM asking_party WHERE lower(asking_party.party) = lower($party)))
    AND ($since IS NULL OR asked_on >= CAST($since AS DATE))
GROUP BY ALL
ORDER BY open_questions DESC, ministry NULLS LAST
