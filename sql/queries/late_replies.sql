-- Which replies came later than the request asked, and how late?
-- NL: Welke antwoorden kwamen later dan gevraagd, en hoeveel later?
-- Grain: one row per reply that came after the day that its request states.
-- :param ministry text default NULL: A part of the ministry's name, or its id in the register: Infrastructuur.
-- :param since date default NULL: Answered on this day or later.
SELECT
    date_diff('day', response.due_on, response.answered_on) AS late_days,
    response.asked_on,
    response.due_on,
    -- A deferral (uitstel) announces a later day; the day that was asked stays what it was.
    request.deferred_until,
    response.answered_on,
    signed_letter.portfolios,
    response.committee,
    response.letter_id
FROM response_time AS response
LEFT JOIN signed_letter ON signed_letter.letter_id = response.letter_id
LEFT JOIN request ON request.letter_id = response.request_letter_id
WHERE
    NOT response.on_time
    AND ($ministry IS NULL OR response.letter_id IN (FROM letters_signed_by_ministry($ministry)))
    AND ($since IS NULL OR response.answered_on >= CAST($since AS DATE))
ORDER BY late_days DESC, response.letter_id
