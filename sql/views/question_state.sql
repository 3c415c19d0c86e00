-- Grain: one row per question that was asked, once however often papers repeat it, with its state and without its words.
-- Columns that this view and asked_question share.
CREATE OR REPLACE MACRO questions_with_state() AS TABLE
SELECT
    status.question_id,
    status.publication_id,
    status.letter_id,
    status.request_letter_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    publication.sub_number,
    publication.session_year,
    publication.title,
    status.ordinal,
    status.parties,
    status.recipient,
    status.committee,
    status.asked_on,
    status.state,
    status.answered_in,
    status.answered_as,
    status.deferred,
    status.deferred_until,
    status.due_on,
    overdue(status.state, status.due_on, load.as_of) AS overdue,
    status.replied,
    load.as_of,
    publication.source_url
FROM linked.question_states AS status
JOIN publication ON publication.publication_id = status.publication_id
CROSS JOIN load;

CREATE OR REPLACE VIEW question_state AS
SELECT * EXCLUDE (ordinal, parties, recipient, committee, asked_on) FROM questions_with_state();
