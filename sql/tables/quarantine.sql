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

COMMENT ON COLUMN quarantine.publication_id IS 'Publication that was held back.';
COMMENT ON COLUMN quarantine.content_sha256 IS 'SHA-256 of the bytes that were validated.';
COMMENT ON COLUMN quarantine.ordinal IS 'Number of the failure within this decision, from 1.';
COMMENT ON COLUMN quarantine.rule IS 'Rule that failed: suite.expectation; or unreadable, parser, limits or rejected.';
COMMENT ON COLUMN quarantine.state IS 'open: a person has to decide; released or rejected: a person decided; superseded: a later validation replaced it, or the paper was withdrawn.';
COMMENT ON COLUMN quarantine.decided_by IS 'Person who released or rejected it.';
COMMENT ON COLUMN quarantine.decided_why IS 'Reason for the decision, in that person''s words.';
COMMENT ON COLUMN quarantine.log_position IS 'Position of the quarantine event in the log; differs between histories.';
