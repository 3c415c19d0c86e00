-- Grain: one row per question and answer that belong together, and one per question without an answer.
CREATE OR REPLACE VIEW question_with_answers AS
SELECT
    standing.question_id,
    standing.publication_id,
    publication.dossier_number,
    publication.session_year,
    publication.kind,
    publication.title,
    question.party,
    question.askers,
    question.label,
    question.text AS question,
    standing.asked_on,
    standing.state,
    pair.answer_id,
    answer.text AS answer,
    pair.relation,
    pair.confidence,
    letter.dated_on AS answered_on,
    publication.source_url
FROM linked.question_states AS standing
JOIN publication ON publication.publication_id = standing.publication_id
JOIN question ON question.publication_id = standing.publication_id AND question.ordinal = standing.ordinal
JOIN question_answer AS pair ON pair.question_id = standing.answering_question_id
JOIN answer ON answer.answer_id = pair.answer_id
LEFT JOIN letter ON letter.letter_id = answer.letter_id
UNION ALL
-- Apart, because rows behind an outer join are not looked up: all answers would be read for one paper.
SELECT
    standing.question_id,
    standing.publication_id,
    publication.dossier_number,
    publication.session_year,
    publication.kind,
    publication.title,
    question.party,
    question.askers,
    question.label,
    question.text,
    standing.asked_on,
    standing.state,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    publication.source_url
FROM linked.question_states AS standing
JOIN publication ON publication.publication_id = standing.publication_id
JOIN question ON question.publication_id = standing.publication_id AND question.ordinal = standing.ordinal
WHERE standing.answering_question_id IS NULL;

COMMENT ON VIEW question_with_answers IS 'One row per question and answer that belong together, and one per question without an answer.';
COMMENT ON COLUMN question_with_answers.publication_id IS 'Publication that asks it first.';
COMMENT ON COLUMN question_with_answers.state IS 'answered (in the paper that asks it), answered_elsewhere (in a later paper) or open.';
COMMENT ON COLUMN question_with_answers.answer_id IS 'Key of the answer; NULL where there is none. Two answers give two rows: count question_id.';
COMMENT ON COLUMN question_with_answers.answer IS 'The answer in clean text; for answered_elsewhere that of the later paper.';
COMMENT ON COLUMN question_with_answers.relation IS 'own (of this question alone), shared (by several) or refers (only points to another answer).';
COMMENT ON COLUMN question_with_answers.confidence IS 'How sure it is that the two belong together, from 0 to 1.';
