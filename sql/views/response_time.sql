-- Grain: one row per reply that answers a dated request in the same paper.
CREATE OR REPLACE VIEW response_time AS
SELECT
    reply.letter_id,
    request.letter_id AS request_letter_id,
    reply.publication_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    publication.session_year,
    coalesce(request.committee, reply.committee) AS committee,
    request.dated_on AS asked_on,
    reply.dated_on AS answered_on,
    date_diff('day', request.dated_on, reply.dated_on) AS response_days,
    request.reply_due_on AS due_on,
    reply.dated_on <= request.reply_due_on AS on_time
FROM letter AS reply
JOIN letter AS request ON request.letter_id = reply.in_reply_to
JOIN publication ON publication.publication_id = reply.publication_id
WHERE reply.kind = 'reply' AND reply.dated_on >= request.dated_on;

COMMENT ON VIEW response_time IS 'One row per reply that answers a dated request in the same paper.';
COMMENT ON COLUMN response_time.letter_id IS 'Key of the letter that answers.';
COMMENT ON COLUMN response_time.request_letter_id IS 'Key of the letter that asks.';
COMMENT ON COLUMN response_time.publication_id IS 'Publication, by its official identifier.';
COMMENT ON COLUMN response_time.chamber IS 'Chamber that published the paper: EK (Eerste Kamer) or TK (Tweede Kamer).';
COMMENT ON COLUMN response_time.kind IS 'Kind of paper: verslag_schriftelijk_overleg, schriftelijke_vragen and so on.';
COMMENT ON COLUMN response_time.dossier_number IS 'Dossier without spaces: 36867, 36600-XV; NULL for papers of no dossier.';
COMMENT ON COLUMN response_time.session_year IS 'Vergaderjaar as two full years: 2025-2026.';
COMMENT ON COLUMN response_time.committee IS 'Committee that asks, as printed.';
COMMENT ON COLUMN response_time.asked_on IS 'Date of the letter that asks.';
COMMENT ON COLUMN response_time.answered_on IS 'Date of the letter that answers.';
COMMENT ON COLUMN response_time.response_days IS 'Days from asking to answering.';
COMMENT ON COLUMN response_time.due_on IS 'Day before which the request asked for a reply; NULL where it states no term.';
COMMENT ON COLUMN response_time.on_time IS 'Whether the reply came within that term; NULL where there is none.';
