-- Grain: one row per question that was asked, once however often papers repeat it, with its state.
CREATE OR REPLACE VIEW asked_question AS
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
    question.ordinal,
    question.party,
    question.askers,
    question.label,
    question.text AS question,
    standing.recipient,
    standing.committee,
    standing.asked_on,
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
CROSS JOIN load
-- By number, which is quicker than by question_id: a publication's name is short.
JOIN question ON question.publication_id = standing.publication_id AND question.ordinal = standing.ordinal;

COMMENT ON VIEW asked_question IS 'One row per question that was asked, once however often papers repeat it, with its state.';
COMMENT ON COLUMN asked_question.publication_id IS 'Publication that asks it first.';
COMMENT ON COLUMN asked_question.letter_id IS 'Letter that asks it; where only the reply is published, the reply that repeats it.';
COMMENT ON COLUMN asked_question.request_letter_id IS 'Letter that asks it; NULL where only the reply is published.';
COMMENT ON COLUMN asked_question.ordinal IS 'Place among the questions of the publication, from 1.';
COMMENT ON COLUMN asked_question.deferred IS 'True for an open question whose request was put off (uitstel): it stays open.';
COMMENT ON COLUMN asked_question.overdue IS 'True for an open question of which due_on was before as_of; false where no day is stated.';
