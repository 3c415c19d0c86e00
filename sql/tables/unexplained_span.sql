-- Grain: one row per stretch of a paper of questions and answers that the parser could not explain: neither question nor answer, nor a known part of letters.
CREATE TABLE unexplained_span (
    publication_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    text VARCHAR NOT NULL,
    reason VARCHAR CHECK (reason IN ('answer_without_question', 'question_not_read', 'between_answers', 'pages_missing', 'end_missing')),
    PRIMARY KEY (publication_id, ordinal)
);

COMMENT ON COLUMN unexplained_span.publication_id IS 'Publication that holds the text.';
COMMENT ON COLUMN unexplained_span.ordinal IS 'Number of the span within the publication, from 1.';
COMMENT ON COLUMN unexplained_span.text IS 'Text of the span.';
COMMENT ON COLUMN unexplained_span.reason IS 'answer_without_question: below an answer heading with an unknown question; question_not_read: it asks something, but no reading has it as a question; between_answers: it is between questions and answers; pages_missing: page numbers are skipped above it; end_missing: the file ends below it, without the footer of the other pages; NULL for an unknown reason.';
