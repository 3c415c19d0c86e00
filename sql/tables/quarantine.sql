-- Grain: one row per failure that holds, or held, a publication out of the tables.
CREATE TABLE quarantine (
    publication_id VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    rule VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    table_name VARCHAR,
    row_id VARCHAR,
    char_start INTEGER,
    char_end INTEGER,
    words VARCHAR,
    state VARCHAR NOT NULL CHECK (state IN ('open', 'released', 'rejected', 'superseded')),
    decided_by VARCHAR,
    decided_why VARCHAR,
    log_position BIGINT,
    PRIMARY KEY (publication_id, content_sha256, ordinal)
);

COMMENT ON TABLE quarantine IS 'One row per failure that holds, or held, a publication out of the tables.';
COMMENT ON COLUMN quarantine.publication_id IS 'Publication that was held back.';
COMMENT ON COLUMN quarantine.content_sha256 IS 'SHA-256 of the bytes that were judged.';
COMMENT ON COLUMN quarantine.ordinal IS 'Place among the failures of this decision, from 1.';
COMMENT ON COLUMN quarantine.rule IS 'Rule that failed: suite.expectation; or unreadable, parser, limits or rejected.';
COMMENT ON COLUMN quarantine.reason IS 'What is wrong, for a person to read.';
COMMENT ON COLUMN quarantine.table_name IS 'Table of the failing row; NULL where no single row is to blame.';
COMMENT ON COLUMN quarantine.row_id IS 'Key of the failing row; NULL where no single row is to blame.';
COMMENT ON COLUMN quarantine.char_start IS 'Where the failing text begins in the canonical text.';
COMMENT ON COLUMN quarantine.char_end IS 'Where the failing text ends in the canonical text.';
COMMENT ON COLUMN quarantine.words IS 'First words of the failing text; NULL where the rule is about no place in it.';
COMMENT ON COLUMN quarantine.state IS 'open: waits for a person; released or rejected: a person decided; superseded: a later judgement took its place, or the paper was withdrawn.';
COMMENT ON COLUMN quarantine.decided_by IS 'Who released or rejected it.';
COMMENT ON COLUMN quarantine.decided_why IS 'Why, in that person''s words.';
COMMENT ON COLUMN quarantine.log_position IS 'Position of the quarantine event in the log; differs between histories.';
