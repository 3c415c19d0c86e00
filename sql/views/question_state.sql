-- Grain: one row per question that was asked, once however often papers repeat it, with its state and without its words.
CREATE OR REPLACE VIEW question_state AS
SELECT
    standing.question_id,
    standing.publication_id,
    standing.letter_id,
    standing.request_letter_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    publication.sub_number,
    publication.session_year,
    publication.title,
    standing.state,
    standing.answered_in,
    standing.answered_as,
    standing.deferred,
    standing.deferred_until,
    standing.due_on,
    overdue(standing.state, standing.due_on, load.as_of) AS overdue,
    standing.replied,
    load.as_of,
    publication.source_url
FROM linked.question_states AS standing
JOIN publication ON publication.publication_id = standing.publication_id
CROSS JOIN load;

COMMENT ON VIEW question_state IS 'One row per question that was asked, once however often papers repeat it, with its state and without its words.';
COMMENT ON COLUMN question_state.publication_id IS 'Publication that asks it first.';
COMMENT ON COLUMN question_state.letter_id IS 'Letter that asks it; where only the reply is published, the reply that repeats it.';
COMMENT ON COLUMN question_state.request_letter_id IS 'Letter that asks it; NULL where only the reply is published.';
COMMENT ON COLUMN question_state.deferred IS 'True for an open question whose request was put off (uitstel): it stays open.';
COMMENT ON COLUMN question_state.overdue IS 'True for an open question of which due_on was before as_of; false where no day is stated.';
