-- Grain: one row per question that was asked, once however often papers repeat it, with its state.
CREATE OR REPLACE VIEW asked_question AS
SELECT
    asked.question_id, asked.publication_id, asked.letter_id, asked.request_letter_id,
    asked.chamber, asked.kind, asked.dossier_number, asked.sub_number, asked.session_year, asked.title,
    question.ordinal, question.party, asked.parties, question.askers, question.label, question.text AS question,
    asked.recipient, asked.committee, asked.asked_on,
    asked.state, asked.answered_in, asked.answered_as, asked.deferred, asked.deferred_until, asked.due_on, asked.overdue,
    asked.replied, asked.as_of, asked.source_url
FROM questions_with_state() AS asked
-- Why by number: a publication's name is short, so it is compared faster than question_id.
JOIN question ON question.publication_id = asked.publication_id AND question.ordinal = asked.ordinal;
