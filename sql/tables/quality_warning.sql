-- Grain: one row per row of a publication in the tables that does not meet a rule of severity warning.
CREATE TABLE quality_warning (
    publication_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    rule VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    table_name VARCHAR,
    row_id VARCHAR,
    char_start INTEGER,
    char_end INTEGER,
    words VARCHAR,
    PRIMARY KEY (publication_id, ordinal)
);

COMMENT ON COLUMN quality_warning.publication_id IS 'Publication with the failing row; it was loaded.';
COMMENT ON COLUMN quality_warning.ordinal IS 'Number of the warning within its validation, from 1.';
COMMENT ON COLUMN quality_warning.rule IS 'Rule that failed: suite.expectation.';
