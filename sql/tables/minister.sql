-- Grain: one row per signature under a reply, and per office on whose behalf it is given.
CREATE TABLE minister (
    minister_id VARCHAR NOT NULL CHECK (minister_id = publication_id || '/minister-' || ordinal),
    publication_id VARCHAR NOT NULL,
    letter_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    role VARCHAR NOT NULL CHECK (role IN ('minister', 'staatssecretaris', 'minister-president')),
    portfolio VARCHAR,
    name VARCHAR,
    on_behalf BOOLEAN NOT NULL,
    ministry_id VARCHAR,
    person_id VARCHAR,
    in_office VARCHAR NOT NULL CHECK (in_office IN ('true', 'false', 'unknown')),
    PRIMARY KEY (minister_id)
);

COMMENT ON COLUMN minister.minister_id IS 'Key: publication_id/minister-<ordinal>; the same text gives the same key in every rebuild.';
COMMENT ON COLUMN minister.publication_id IS 'Publication that holds the signature.';
COMMENT ON COLUMN minister.ordinal IS 'Place among the signatures of the publication, from 1.';
COMMENT ON COLUMN minister.portfolio IS 'Portfolio as printed after van or voor: Buitenlandse Zaken.';
COMMENT ON COLUMN minister.name IS 'Name as printed; NULL where none is printed (mede namens).';
COMMENT ON COLUMN minister.on_behalf IS 'True where another signs on behalf of this office (mede namens).';
COMMENT ON COLUMN minister.person_id IS 'Holder of the office on the date of the letter, from the dated register; NULL where unknown.';
COMMENT ON COLUMN minister.in_office IS 'true or false: the register has, or has not, this name in this office on the date of the letter; unknown: the register does not cover it.';
