-- Grain: one row per question and answer that belong together; questions without an answer are in unanswered_question.
CREATE OR REPLACE VIEW answered_question AS
SELECT
    question.question_id,
    answer.answer_id,
    question.publication_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    publication.sub_number,
    publication.session_year,
    publication.title,
    question.party,
    question.askers,
    question.label,
    question.text AS question,
    answer.text AS answer,
    tie.relation,
    tie.confidence,
    request.dated_on AS asked_on,
    reply.dated_on AS answered_on,
    date_diff('day', request.dated_on, reply.dated_on) AS response_days,
    coalesce(request.committee, reply.committee) AS committee,
    list_transform(signature.signed, lambda one: one.name) AS ministers,
    list_transform(signature.signed, lambda one: one.portfolio) AS portfolios,
    publication.source_url
FROM question
JOIN publication ON publication.publication_id = question.publication_id
JOIN letter AS home ON home.letter_id = question.letter_id
-- Where only the reply is published it repeats the questions, and may name the request that it answers.
LEFT JOIN letter AS request
    ON request.letter_id = CASE WHEN home.kind = 'reply' THEN home.in_reply_to ELSE home.letter_id END
JOIN question_answer AS tie ON tie.question_id = question.question_id
JOIN answer ON answer.answer_id = tie.answer_id
JOIN letter AS reply ON reply.letter_id = answer.letter_id
LEFT JOIN (
    SELECT letter_id, list_sort(list({ordinal: ordinal, name: name, portfolio: portfolio})) AS signed
    FROM minister
    GROUP BY letter_id
) AS signature ON signature.letter_id = reply.letter_id;

COMMENT ON VIEW answered_question IS 'One row per question and answer that belong together; questions without an answer are in unanswered_question.';
COMMENT ON COLUMN answered_question.question_id IS 'Key of the question.';
COMMENT ON COLUMN answered_question.answer_id IS 'Key of the answer.';
COMMENT ON COLUMN answered_question.publication_id IS 'Publication that holds both.';
COMMENT ON COLUMN answered_question.chamber IS 'Chamber that published the paper: EK (Eerste Kamer) or TK (Tweede Kamer).';
COMMENT ON COLUMN answered_question.kind IS 'Kind of paper: verslag_schriftelijk_overleg, schriftelijke_vragen and so on.';
COMMENT ON COLUMN answered_question.dossier_number IS 'Dossier without spaces: 36867, 36600-XV; NULL for papers of no dossier.';
COMMENT ON COLUMN answered_question.sub_number IS 'Ondernummer within the dossier (A, B, 12), or number of the written questions.';
COMMENT ON COLUMN answered_question.session_year IS 'Vergaderjaar as two full years: 2025-2026.';
COMMENT ON COLUMN answered_question.title IS 'Title of the paper.';
COMMENT ON COLUMN answered_question.party IS 'Short name of the fractie that asks; joined by a hyphen where several ask under one heading (D66-Volt); NULL when none is named or when members of several parties ask.';
COMMENT ON COLUMN answered_question.askers IS 'Members who send in written questions, with their party, as printed; an empty list where a fractie asks through a committee.';
COMMENT ON COLUMN answered_question.label IS 'Number of the question within its fractie or paper: 1, 1a.';
COMMENT ON COLUMN answered_question.question IS 'The question in clean text.';
COMMENT ON COLUMN answered_question.answer IS 'The answer in clean text.';
COMMENT ON COLUMN answered_question.relation IS 'own: the answer belongs to this question only; shared: it answers several; refers: it only points to another answer.';
COMMENT ON COLUMN answered_question.confidence IS 'How sure the tie between question and answer is, 0 to 1.';
COMMENT ON COLUMN answered_question.asked_on IS 'Date of the letter that asks; NULL where only the reply is published.';
COMMENT ON COLUMN answered_question.answered_on IS 'Date of the letter that answers.';
COMMENT ON COLUMN answered_question.response_days IS 'Days from asking to answering.';
COMMENT ON COLUMN answered_question.committee IS 'Committee that asks, as printed.';
COMMENT ON COLUMN answered_question.ministers IS 'Names under the reply, in their order, as printed; NULL in the list where none is printed (mede namens).';
COMMENT ON COLUMN answered_question.portfolios IS 'Portfolios under the reply, in their order, as printed.';
COMMENT ON COLUMN answered_question.source_url IS 'Address of the file that was read.';
