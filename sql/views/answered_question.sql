-- Grain: one row per question and answer that belong together; questions without an answer are in unanswered_question.
CREATE OR REPLACE VIEW answered_question AS
SELECT
    pair.question_id,
    pair.answer_id,
    pair.publication_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    publication.sub_number,
    publication.session_year,
    publication.title,
    question.party,
    pair.parties,
    question.askers,
    question.label,
    question.text AS question,
    answer.text AS answer,
    pair.relation,
    pair.confidence,
    pair.asked_question_id,
    pair.asked_on,
    pair.answered_on,
    date_diff('day', pair.asked_on, pair.answered_on) AS response_days,
    pair.committee,
    signed_letter.ministers,
    signed_letter.printed_names,
    signed_letter.portfolios,
    publication.source_url
FROM linked.answered_questions AS pair
JOIN publication ON publication.publication_id = pair.publication_id
JOIN question ON question.publication_id = pair.publication_id AND question.ordinal = pair.question_ordinal
JOIN answer ON answer.publication_id = pair.publication_id AND answer.ordinal = pair.answer_ordinal
LEFT JOIN signed_letter ON signed_letter.letter_id = pair.reply_letter_id;

COMMENT ON COLUMN answered_question.answer_id IS 'Key of the answer.';
COMMENT ON COLUMN answered_question.asked_question_id IS 'Question where it was asked first: count these to count it once. NULL for a repeat where several questions of an earlier paper are possible.';
COMMENT ON COLUMN answered_question.asked_on IS 'Date of the letter that asks, in this paper or an earlier one; NULL where only the reply is published.';
