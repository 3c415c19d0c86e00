-- Grain: one row per letter in a dossier, per paper without letters, and per paper that is known and not held.
CREATE OR REPLACE VIEW dossier_timeline AS
SELECT
    publication.dossier_number,
    coalesce(letter.dated_on, publication.published_on) AS happened_on,
    coalesce(letter.kind, 'paper') AS what,
    publication.publication_id,
    publication.sub_number,
    letter.letter_id,
    publication.kind,
    publication.title,
    coalesce(nullif(array_to_string(signed_letter.ministers, ', '), ''), letter.sender) AS sender,
    letter.recipient,
    asked.questions,
    publication.source_url
FROM publication
LEFT JOIN letter ON letter.publication_id = publication.publication_id
LEFT JOIN signed_letter ON signed_letter.letter_id = letter.letter_id
LEFT JOIN (SELECT letter_id, count(*) AS questions FROM question_state GROUP BY letter_id) AS asked
    ON asked.letter_id = letter.letter_id
WHERE publication.dossier_number IS NOT NULL
UNION ALL BY NAME
SELECT
    coverage.dossier_number,
    min(coverage.since) AS happened_on,
    min(coverage.state) AS what,
    coverage.publication_id,
    min(coverage.sub_number) AS sub_number,
    min(coverage.title) AS title
FROM coverage
ANTI JOIN publication ON publication.publication_id = coverage.publication_id
WHERE coverage.dossier_number IS NOT NULL
GROUP BY coverage.dossier_number, coverage.publication_id;

COMMENT ON COLUMN dossier_timeline.dossier_number IS 'Dossier without spaces: 36867, 36600-XV.';
COMMENT ON COLUMN dossier_timeline.letter_id IS 'Key of the letter; NULL for a paper without letters.';
COMMENT ON COLUMN dossier_timeline.questions IS 'Questions that the letter asks.';
COMMENT ON COLUMN dossier_timeline.sender IS 'The ministers who sign, by their names in the register; else the first signatory, as printed.';
