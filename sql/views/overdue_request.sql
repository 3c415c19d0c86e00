-- Grain: one row per request whose term has passed without a reply in the same paper.
CREATE OR REPLACE VIEW overdue_request AS
SELECT
    request.letter_id,
    request.publication_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    publication.sub_number,
    publication.session_year,
    publication.title,
    request.recipient,
    request.committee,
    request.dated_on AS asked_on,
    coalesce(promise.due_on, request.reply_due_on) AS due_on,
    promise.due_on IS NOT NULL AS deferred,
    date_diff('day', coalesce(promise.due_on, request.reply_due_on), load.as_of) AS overdue_days,
    coalesce(asked.questions, 0) AS questions,
    load.as_of,
    publication.source_url
FROM letter AS request
ANTI JOIN (SELECT in_reply_to AS letter_id FROM letter WHERE kind = 'reply') AS reply ON reply.letter_id = request.letter_id
JOIN publication ON publication.publication_id = request.publication_id
CROSS JOIN load
LEFT JOIN (
    SELECT in_reply_to AS letter_id, max(reply_due_on) AS due_on
    FROM letter
    WHERE kind = 'deferral' AND reply_due_on IS NOT NULL
    GROUP BY in_reply_to
) AS promise ON promise.letter_id = request.letter_id
LEFT JOIN (SELECT letter_id, count(*) AS questions FROM question GROUP BY letter_id) AS asked
    ON asked.letter_id = request.letter_id
WHERE request.kind = 'request' AND coalesce(promise.due_on, request.reply_due_on) < load.as_of;

COMMENT ON VIEW overdue_request IS 'One row per request whose term has passed without a reply in the same paper.';
COMMENT ON COLUMN overdue_request.letter_id IS 'Key of the letter that asks.';
COMMENT ON COLUMN overdue_request.publication_id IS 'Publication, by its official identifier.';
COMMENT ON COLUMN overdue_request.chamber IS 'Chamber that published the paper: EK (Eerste Kamer) or TK (Tweede Kamer).';
COMMENT ON COLUMN overdue_request.kind IS 'Kind of paper: verslag_schriftelijk_overleg, schriftelijke_vragen and so on.';
COMMENT ON COLUMN overdue_request.dossier_number IS 'Dossier without spaces: 36867, 36600-XV; NULL for papers of no dossier.';
COMMENT ON COLUMN overdue_request.sub_number IS 'Ondernummer within the dossier (A, B, 12), or number of the written questions.';
COMMENT ON COLUMN overdue_request.session_year IS 'Vergaderjaar as two full years: 2025-2026.';
COMMENT ON COLUMN overdue_request.title IS 'Title of the paper.';
COMMENT ON COLUMN overdue_request.recipient IS 'Office to whom it is addressed, as printed.';
COMMENT ON COLUMN overdue_request.committee IS 'Committee that asks, as printed.';
COMMENT ON COLUMN overdue_request.asked_on IS 'Date of the letter that asks.';
COMMENT ON COLUMN overdue_request.due_on IS 'Day before which a reply was asked, or promised by a deferral (uitstel).';
COMMENT ON COLUMN overdue_request.deferred IS 'Whether that day comes from a deferral.';
COMMENT ON COLUMN overdue_request.overdue_days IS 'Days from due_on to as_of.';
COMMENT ON COLUMN overdue_request.questions IS 'Questions in the letter.';
COMMENT ON COLUMN overdue_request.as_of IS 'Day up to which the warehouse knows the source (load.as_of): what is open or overdue is so as of this day.';
COMMENT ON COLUMN overdue_request.source_url IS 'Address of the file that was read.';
