-- Grain: one row per question that is open: no paper that the warehouse holds answers it.
CREATE OR REPLACE VIEW unanswered_question AS
SELECT
    question_id,
    publication_id,
    chamber, kind, dossier_number, sub_number, session_year, title,
    party,
    parties,
    askers,
    label,
    question,
    recipient,
    committee,
    asked_on,
    date_diff('day', asked_on, as_of) AS open_days,
    due_on,
    overdue,
    deferred,
    replied,
    as_of,
    source_url
FROM asked_question
WHERE state = 'open';

COMMENT ON COLUMN unanswered_question.overdue IS 'True where due_on was before as_of; false where no day is stated.';
COMMENT ON COLUMN unanswered_question.deferred IS 'True where the reply was deferred (uitstel): the question stays open.';
COMMENT ON COLUMN unanswered_question.replied IS 'True where a reply to the letter is held that leaves this question out.';
