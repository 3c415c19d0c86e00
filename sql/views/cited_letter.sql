-- Grain: one row per reference that names a letter by its date: the letter of the same paper or dossier with that date.
CREATE OR REPLACE VIEW cited_letter AS
SELECT
    reference.reference_id,
    reference.publication_id,
    reference.letter_id,
    reference.text,
    reference.cited_on,
    CASE WHEN count(letter.letter_id) = 1 THEN min(letter.letter_id) END AS cited_letter_id,
    CASE WHEN count(letter.letter_id) = 1 THEN min(letter.publication_id) END AS cited_publication_id,
    count(letter.letter_id) AS candidates
FROM reference
INNER JOIN publication ON publication.publication_id = reference.publication_id
LEFT JOIN publication AS other
    ON other.publication_id = publication.publication_id OR other.dossier_number = publication.dossier_number
LEFT JOIN letter
    ON letter.publication_id = other.publication_id
        AND letter.dated_on = reference.cited_on
        AND letter.letter_id IS DISTINCT FROM reference.letter_id
WHERE reference.kind = 'letter' AND reference.cited_on IS NOT NULL
GROUP BY reference.reference_id, reference.publication_id, reference.letter_id, reference.text, reference.cited_on;

COMMENT ON COLUMN cited_letter.cited_on IS 'Date by which the letter is named.';
COMMENT ON COLUMN cited_letter.cited_letter_id IS 'Letter with that date in the same paper or dossier; NULL unless exactly one has it.';
COMMENT ON COLUMN cited_letter.cited_publication_id IS 'Publication of that letter.';
COMMENT ON COLUMN cited_letter.candidates IS 'Number of letters of the paper and its dossier with that date.';
