-- Grain: one row per question that was asked, once however often papers repeat it, with its state.
CREATE OR REPLACE VIEW asked_question AS
SELECT
    standing.question_id,
    standing.publication_id,
    standing.letter_id,
    standing.request_letter_id,
    standing.chamber,
    standing.kind,
    standing.dossier_number,
    standing.sub_number,
    standing.session_year,
    standing.title,
    question.ordinal,
    question.party,
    question.askers,
    question.label,
    question.text AS question,
    request.recipient,
    request.committee,
    request.dated_on AS asked_on,
    standing.state,
    standing.answered_in,
    standing.answered_as,
    standing.deferred,
    standing.deferred_until,
    standing.due_on,
    standing.overdue,
    standing.replied,
    standing.as_of,
    standing.source_url
FROM question_state AS standing
JOIN question ON question.publication_id = standing.publication_id AND question.question_id = standing.question_id
LEFT JOIN letter AS request ON request.letter_id = standing.request_letter_id;

COMMENT ON VIEW asked_question IS 'One row per question that was asked, once however often papers repeat it, with its state.';
COMMENT ON COLUMN asked_question.publication_id IS 'Publication that asks it first.';
COMMENT ON COLUMN asked_question.letter_id IS 'Letter that asks it; where only the reply is published, the reply that repeats it.';
COMMENT ON COLUMN asked_question.request_letter_id IS 'Letter that asks it; NULL where only the reply is published.';
COMMENT ON COLUMN asked_question.ordinal IS 'Place among the questions of the publication, from 1.';
COMMENT ON COLUMN asked_question.deferred IS 'True for an open question whose request was put off (uitstel): it stays open.';
COMMENT ON COLUMN asked_question.overdue IS 'True for an open question of which due_on was before as_of; false where no day is stated.';
