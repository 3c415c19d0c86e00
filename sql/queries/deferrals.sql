-- Which replies were put off, until when, and did they come by then?
-- NL: Welke antwoorden zijn uitgesteld, tot wanneer, en kwamen ze op tijd?
-- Grain: one row per letter that announces a later reply (uitstel).
-- :param since date default NULL: Put off on this day or later.
SELECT
    deferral.dated_on AS deferred_on,
    request.dated_on AS asked_on,
    request.reply_due_on AS asked_before,
    deferral.reply_due_on AS promised_before,
    reply.answered_on,
    date_diff('day', deferral.reply_due_on, reply.answered_on) AS days_after_promise,
    coalesce(deferral.sender_role, request.recipient) AS office,
    put_off.certain AS request_certain,
    deferral.letter_id,
    publication.title
FROM letter AS deferral
JOIN publication ON publication.publication_id = deferral.publication_id
LEFT JOIN letter_link AS put_off ON put_off.letter_id = deferral.letter_id
LEFT JOIN letter AS request ON request.letter_id = put_off.request_letter_id
LEFT JOIN (
    SELECT letter_link.request_letter_id, max(letter.dated_on) AS answered_on
    FROM letter_link
    JOIN letter ON letter.letter_id = letter_link.letter_id
    WHERE letter.kind = 'reply'
    GROUP BY letter_link.request_letter_id
) AS reply ON reply.request_letter_id = put_off.request_letter_id
WHERE deferral.kind = 'deferral' AND ($since IS NULL OR deferral.dated_on >= CAST($since AS DATE))
ORDER BY deferred_on DESC NULLS LAST, deferral.letter_id
