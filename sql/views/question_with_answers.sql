-- Grain: one row per question and answer that belong together, and one per question without an answer.
CREATE OR REPLACE VIEW question_with_answers AS
WITH asked AS NOT MATERIALIZED (
    SELECT
        status.question_id,
        status.publication_id,
        publication.dossier_number,
        publication.session_year,
        publication.kind,
        publication.title,
        question.party,
        status.parties,
        question.askers,
        question.label,
        question.text AS question,
        status.asked_on,
        status.state,
        status.answering_question_id,
        publication.source_url
    FROM linked.question_states AS status
    JOIN publication ON publication.publication_id = status.publication_id
    JOIN question ON question.publication_id = status.publication_id AND question.ordinal = status.ordinal
)
SELECT
    asked.* EXCLUDE (answering_question_id, source_url),
    pair.answer_id,
    answer.text AS answer,
    pair.relation,
    pair.confidence,
    letter.dated_on AS answered_on,
    asked.source_url
FROM asked
JOIN question_answer AS pair ON pair.question_id = asked.answering_question_id
JOIN answer ON answer.answer_id = pair.answer_id
LEFT JOIN letter ON letter.letter_id = answer.letter_id
UNION ALL
-- Why two parts: rows behind an outer join are not looked up by key, so all answers would be read for one paper.
SELECT * EXCLUDE (answering_question_id, source_url), NULL, NULL, NULL, NULL, NULL, source_url
FROM asked
WHERE answering_question_id IS NULL;

COMMENT ON COLUMN question_with_answers.state IS 'answered (in the paper that asks it), answered_elsewhere (in a later paper) or open.';
COMMENT ON COLUMN question_with_answers.answer_id IS 'Key of the answer; NULL for a question without an answer. Two answers give two rows: count question_id.';
COMMENT ON COLUMN question_with_answers.answer IS 'Answer in clean text; for answered_elsewhere the answer in the later paper.';
COMMENT ON COLUMN question_with_answers.relation IS 'own (of this question alone), shared (by several) or refers (only points to another answer).';
