-- Rows of the view signed_letter, which states their grain.
SELECT
    minister.letter_id,
    list(coalesce(person.name, minister.name) ORDER BY minister.ordinal) AS ministers,
    list(minister.name ORDER BY minister.ordinal) AS printed_names,
    list(minister.portfolio ORDER BY minister.ordinal) AS portfolios
FROM minister
LEFT JOIN person ON person.person_id = CASE WHEN minister.name IS NOT NULL THEN minister.person_id END
GROUP BY minister.letter_id
