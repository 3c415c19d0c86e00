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
    deferral.letter_id,
    publication.title
FROM letter AS deferral
JOIN publication ON publication.publication_id = deferral.publication_id
LEFT JOIN letter AS request ON request.letter_id = deferral.in_reply_to
LEFT JOIN (SELECT in_reply_to, max(dated_on) AS answered_on FROM letter WHERE kind = 'reply' GROUP BY in_reply_to) AS reply
    ON reply.in_reply_to = deferral.in_reply_to
WHERE deferral.kind = 'deferral' AND ($since IS NULL OR deferral.dated_on >= CAST($since AS DATE))
ORDER BY deferred_on DESC NULLS LAST, deferral.letter_id
