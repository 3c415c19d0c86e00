-- Grain: one row per question and answer that belong together, and one per question without an answer.
CREATE OR REPLACE VIEW question_with_answers AS
SELECT
    asked_question.question_id,
    asked_question.publication_id,
    asked_question.dossier_number,
    asked_question.session_year,
    asked_question.kind,
    asked_question.title,
    asked_question.party,
    asked_question.askers,
    asked_question.label,
    asked_question.question,
    asked_question.asked_on,
    asked_question.state,
    answer.answer_id,
    answer.text AS answer,
    pair.relation,
    pair.confidence,
    letter.dated_on AS answered_on,
    asked_question.source_url
FROM asked_question
LEFT JOIN question_answer AS pair ON pair.question_id = coalesce(asked_question.answered_as, asked_question.question_id)
LEFT JOIN answer ON answer.answer_id = pair.answer_id
LEFT JOIN letter ON letter.letter_id = answer.letter_id;

COMMENT ON VIEW question_with_answers IS 'One row per question and answer that belong together, and one per question without an answer.';
COMMENT ON COLUMN question_with_answers.publication_id IS 'Publication that asks it first.';
COMMENT ON COLUMN question_with_answers.state IS 'answered (in the paper that asks it), answered_elsewhere (in a later paper) or open.';
COMMENT ON COLUMN question_with_answers.answer_id IS 'Key of the answer; NULL where there is none. Two answers give two rows: count question_id.';
COMMENT ON COLUMN question_with_answers.answer IS 'The answer in clean text; for answered_elsewhere that of the later paper.';
COMMENT ON COLUMN question_with_answers.relation IS 'own (of this question alone), shared (by several) or refers (only points to another answer).';
COMMENT ON COLUMN question_with_answers.confidence IS 'How sure it is that the two belong together, from 0 to 1.';
