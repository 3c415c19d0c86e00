-- Grain: one row per ministry in the register, under its latest name.
CREATE TABLE ministry (
    ministry_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (ministry_id)
);

COMMENT ON COLUMN ministry.name IS 'Latest name of the ministry.';
