-- Grain: one row per sentence in which a minister promises something to the Chamber.
CREATE TABLE commitment (
    commitment_id VARCHAR NOT NULL CHECK (starts_with(commitment_id, publication_id || '/commitment-') AND regexp_matches(substring(commitment_id, length(publication_id) + 1), '^/commitment-[0-9]+$')),
    publication_id VARCHAR NOT NULL,
    letter_id VARCHAR NOT NULL,
    answer_id VARCHAR,
    text VARCHAR NOT NULL,
    due_text VARCHAR,
    due_on DATE,
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    PRIMARY KEY (commitment_id)
);

COMMENT ON COLUMN commitment.commitment_id IS 'Key: publication_id/commitment-<ordinal>; the same text gives the same key in every rebuild.';
COMMENT ON COLUMN commitment.publication_id IS 'Publication that holds the promise.';
COMMENT ON COLUMN commitment.letter_id IS 'Letter that contains the promise.';
COMMENT ON COLUMN commitment.answer_id IS 'Answer that holds the promise; NULL for a promise outside the answers.';
COMMENT ON COLUMN commitment.due_text IS 'Deadline as printed: in het najaar van 2025, voor de zomer; NULL where none is stated.';
COMMENT ON COLUMN commitment.due_on IS 'Last day of that deadline, counted from the date of the letter; NULL where none is stated or its last day is unknown (na de zomer).';
