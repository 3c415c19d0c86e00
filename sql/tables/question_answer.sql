-- Grain: one row per link between a question and an answer.
CREATE TABLE question_answer (
    question_id VARCHAR NOT NULL CHECK (starts_with(question_id, publication_id || '/question-') AND regexp_matches(substring(question_id, length(publication_id) + 1), '^/question-[0-9]+$')),
    answer_id VARCHAR NOT NULL CHECK (starts_with(answer_id, publication_id || '/answer-')),
    publication_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL CHECK (relation IN ('own', 'shared', 'refers')),
    refers_to_question_id VARCHAR,
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (question_id, answer_id)
);

COMMENT ON COLUMN question_answer.question_id IS 'Question that is answered.';
COMMENT ON COLUMN question_answer.answer_id IS 'Answer that it gets.';
COMMENT ON COLUMN question_answer.relation IS 'own: the answer belongs to this question only; shared: one text answers several questions; refers: every sentence only points to another answer.';
COMMENT ON COLUMN question_answer.refers_to_question_id IS 'For refers: the question with the answer that is pointed to, where it is in the same publication.';
COMMENT ON COLUMN question_answer.confidence IS 'Probability that question, answer and their link were read as the paper prints them, 0 to 1: calibrated on real papers with planted damage (docs/accuracy.md). In rows of parser 2: the probability of the link alone.';
