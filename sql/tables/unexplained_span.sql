-- Grain: one row per stretch of a paper of questions and answers that the parser could not explain: neither question nor answer, nor a known part of letters.
CREATE TABLE unexplained_span (
    publication_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    text VARCHAR NOT NULL,
    reason VARCHAR CHECK (reason IN ('answer_without_question', 'question_not_read', 'between_answers')),
    PRIMARY KEY (publication_id, ordinal)
);

COMMENT ON TABLE unexplained_span IS 'One row per stretch of a paper of questions and answers that the parser could not explain: neither question nor answer, nor a known part of letters.';
COMMENT ON COLUMN unexplained_span.publication_id IS 'Publication that holds the text.';
COMMENT ON COLUMN unexplained_span.ordinal IS 'Counts the unexplained stretches of the publication from 1.';
COMMENT ON COLUMN unexplained_span.char_start IS 'Where the stretch begins in publication_text.text, counted in characters from 0.';
COMMENT ON COLUMN unexplained_span.char_end IS 'Where the stretch ends in publication_text.text (first character after it).';
COMMENT ON COLUMN unexplained_span.text IS 'The stretch in clean text.';
COMMENT ON COLUMN unexplained_span.reason IS 'answer_without_question: below the heading of an answer whose question was not found; question_not_read: it asks, but is no question of any reading; between_answers: it stands between questions and answers; NULL where no reason is known.';
