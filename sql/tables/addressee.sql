-- Grain: one row per office to which a letter is addressed, as the register of offices normalises it.
CREATE TABLE addressee (
    letter_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    publication_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL CHECK (role IN ('minister', 'staatssecretaris', 'minister-president')),
    portfolio VARCHAR,
    ministry_id VARCHAR,
    PRIMARY KEY (letter_id, ordinal)
);

COMMENT ON COLUMN addressee.letter_id IS 'Letter that is addressed.';
COMMENT ON COLUMN addressee.ordinal IS 'Place among the offices that the letter is addressed to, from 1.';
COMMENT ON COLUMN addressee.portfolio IS 'Portfolio as printed; NULL for the minister-president.';
COMMENT ON COLUMN addressee.ministry_id IS 'Official identifier of the ministry on the day of the letter; NULL for a portfolio that is not in the register.';
