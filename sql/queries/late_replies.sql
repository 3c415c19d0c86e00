-- Which replies came later than the request asked, and how late?
-- NL: Welke antwoorden kwamen later dan gevraagd, en hoeveel later?
-- Grain: one row per reply that came after the term that its request states.
-- :param ministry text default NULL: A part of a portfolio under the reply: Infrastructuur.
-- :param since date default NULL: Answered on this day or later.
SELECT
    date_diff('day', response.due_on, response.answered_on) AS late_days,
    response.asked_on,
    response.due_on,
    promise.deferred_until,
    response.answered_on,
    signature.portfolios,
    response.committee,
    response.letter_id
FROM response_time AS response
LEFT JOIN (SELECT letter_id, list(portfolio ORDER BY ordinal) AS portfolios FROM minister GROUP BY letter_id) AS signature
    ON signature.letter_id = response.letter_id
-- A deferral (uitstel) announces a later day; the term that was asked stays what it was.
LEFT JOIN (
    SELECT in_reply_to AS letter_id, max(reply_due_on) AS deferred_until FROM letter WHERE kind = 'deferral' GROUP BY in_reply_to
) AS promise ON promise.letter_id = response.request_letter_id
WHERE
    NOT response.on_time
    AND ($ministry IS NULL OR contains(lower(array_to_string(signature.portfolios, '; ')), lower($ministry)))
    AND ($since IS NULL OR response.answered_on >= CAST($since AS DATE))
ORDER BY late_days DESC, response.letter_id
