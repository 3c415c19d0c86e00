-- Grain: one row per reply and dated request that it answers, in the same paper or an earlier one.
CREATE OR REPLACE VIEW response_time AS
SELECT
    reply.letter_id,
    request.letter_id AS request_letter_id,
    reply.publication_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    asking.session_year,
    coalesce(request.committee, reply.committee) AS committee,
    request.dated_on AS asked_on,
    reply.dated_on AS answered_on,
    date_diff('day', request.dated_on, reply.dated_on) AS response_days,
    request.reply_due_on AS due_on,
    reply.dated_on <= request.reply_due_on AS on_time,
    letter_link.link
FROM letter AS reply
JOIN letter_link ON letter_link.letter_id = reply.letter_id
JOIN letter AS request ON request.letter_id = letter_link.request_letter_id
JOIN publication ON publication.publication_id = reply.publication_id
JOIN publication AS asking ON asking.publication_id = request.publication_id
WHERE reply.kind = 'reply' AND reply.dated_on >= request.dated_on;

COMMENT ON COLUMN response_time.letter_id IS 'The reply.';
COMMENT ON COLUMN response_time.request_letter_id IS 'The request that it answers.';
COMMENT ON COLUMN response_time.kind IS 'Kind of the paper that holds the reply.';
COMMENT ON COLUMN response_time.session_year IS 'Vergaderjaar of the request, as two full years: 2025-2026.';
COMMENT ON COLUMN response_time.due_on IS 'Day before which the request asked for a reply; NULL where it states none. A deferral does not change it.';
COMMENT ON COLUMN response_time.on_time IS 'True where the reply came on that day or before; NULL where no day is stated.';
COMMENT ON COLUMN response_time.link IS 'paper: request and reply are in one paper; report: the reply answers a report on a bill in an earlier paper.';
