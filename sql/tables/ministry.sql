-- Grain: one row per ministry in the register, under its latest name.
CREATE TABLE ministry (
    ministry_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (ministry_id)
);

COMMENT ON TABLE ministry IS 'One row per ministry in the register, under its latest name.';
COMMENT ON COLUMN ministry.ministry_id IS 'Official identifier of the ministry (TOOI), or griffier: and a short name where TOOI has none yet.';
COMMENT ON COLUMN ministry.name IS 'Latest name of the ministry.';
