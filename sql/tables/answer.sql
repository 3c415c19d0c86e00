-- Grain: one row per answer: the text that answers one or more questions.
CREATE TABLE answer (
    answer_id VARCHAR NOT NULL CHECK (answer_id = publication_id || '/answer-' || ordinal),
    publication_id VARCHAR NOT NULL,
    letter_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    text VARCHAR NOT NULL,
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    PRIMARY KEY (answer_id)
);

COMMENT ON COLUMN answer.answer_id IS 'Key: publication_id/answer-<ordinal>; the same text gives the same key in every rebuild.';
COMMENT ON COLUMN answer.publication_id IS 'Publication that holds the answer.';
COMMENT ON COLUMN answer.letter_id IS 'Letter that contains it.';
COMMENT ON COLUMN answer.ordinal IS 'Place among the answers of the publication, from 1.';
COMMENT ON COLUMN answer.text IS 'Answer in clean text, without its heading.';
