-- How many questions wait for an answer, per minister to whom they are addressed?
-- NL: Hoeveel vragen wachten op antwoord, per aangeschreven bewindspersoon?
-- Grain: one row per office as printed in the letters that ask, capitals apart.
-- :param party text default NULL: Short name of the fractie that asks: BBB, GroenLinks-PvdA.
-- :param since date default NULL: Asked on this day or later.
SELECT
    min(recipient) AS recipient,
    count(*) AS questions,
    count_if(overdue)::BIGINT AS overdue,
    count_if(replied)::BIGINT AS left_out_of_a_reply,
    min(asked_on) AS oldest_asked_on,
    max(open_days) AS longest_open_days
FROM unanswered_question
WHERE
    ($party IS NULL OR lower(party) = lower($party))
    AND ($since IS NULL OR asked_on >= CAST($since AS DATE))
-- One letter prints "Minister van", another "minister van".
GROUP BY lower(recipient)
ORDER BY questions DESC, recipient
