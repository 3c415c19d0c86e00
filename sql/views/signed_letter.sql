-- Grain: one row per letter that ministers sign: their names and portfolios in the order of the signatures.
CREATE OR REPLACE VIEW signed_letter AS
SELECT
    minister.letter_id,
    list(coalesce(person.name, minister.name) ORDER BY minister.ordinal) AS ministers,
    list(minister.name ORDER BY minister.ordinal) AS printed_names,
    list(minister.portfolio ORDER BY minister.ordinal) AS portfolios
FROM minister
LEFT JOIN person ON person.person_id = minister.person_id AND minister.name IS NOT NULL
GROUP BY minister.letter_id;

COMMENT ON VIEW signed_letter IS 'One row per letter that ministers sign: their names and portfolios in the order of the signatures.';
COMMENT ON COLUMN signed_letter.letter_id IS 'Letter that is signed.';
