-- Grain: one row per request whose day for a reply has passed and to which no paper replies.
CREATE OR REPLACE VIEW overdue_request AS
SELECT
    letter_id,
    publication_id,
    chamber, kind, dossier_number, sub_number, session_year, title,
    recipient,
    committee,
    asked_on,
    due_on,
    deferred,
    date_diff('day', due_on, as_of) AS overdue_days,
    questions,
    as_of,
    source_url
FROM request
WHERE replies = 0 AND answered = 0 AND answered_elsewhere = 0 AND due_on < as_of;

COMMENT ON COLUMN overdue_request.deferred IS 'True where that day is promised by a deferral (uitstel).';
