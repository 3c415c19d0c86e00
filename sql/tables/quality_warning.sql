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

COMMENT ON TABLE quality_warning IS 'One row per row of a publication in the tables that does not meet a rule of severity warning.';
COMMENT ON COLUMN quality_warning.publication_id IS 'Publication that loaded all the same.';
COMMENT ON COLUMN quality_warning.ordinal IS 'Place among the warnings of its judgement, from 1.';
COMMENT ON COLUMN quality_warning.rule IS 'Rule that is not met: suite.expectation.';
COMMENT ON COLUMN quality_warning.reason IS 'What is wrong, for a person to read.';
COMMENT ON COLUMN quality_warning.table_name IS 'Table of the failing row; NULL where no single row is to blame.';
COMMENT ON COLUMN quality_warning.row_id IS 'Key of the failing row; NULL where no single row is to blame.';
COMMENT ON COLUMN quality_warning.char_start IS 'Where the failing text begins in the canonical text.';
COMMENT ON COLUMN quality_warning.char_end IS 'Where the failing text ends in the canonical text.';
COMMENT ON COLUMN quality_warning.words IS 'First words of the failing text; NULL where the rule is about no place in it.';
