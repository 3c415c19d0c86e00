-- Grain: one row per promise that a minister makes to the Chamber, with its term.
CREATE OR REPLACE VIEW commitment_deadline AS
SELECT
    commitment.commitment_id,
    commitment.publication_id,
    publication.dossier_number,
    publication.session_year,
    commitment.answer_id,
    commitment.text,
    letter.dated_on AS made_on,
    commitment.due_text,
    commitment.due_on,
    date_diff('day', load.as_of, commitment.due_on) AS days_left,
    coalesce(commitment.due_on < load.as_of, false) AS deadline_passed,
    list_transform(signature.signed, lambda one: one.name) AS ministers,
    list_transform(signature.signed, lambda one: one.portfolio) AS portfolios,
    load.as_of,
    publication.source_url
FROM commitment
JOIN publication ON publication.publication_id = commitment.publication_id
JOIN letter ON letter.letter_id = commitment.letter_id
CROSS JOIN load
LEFT JOIN (
    SELECT letter_id, list_sort(list({ordinal: ordinal, name: name, portfolio: portfolio})) AS signed
    FROM minister
    GROUP BY letter_id
) AS signature ON signature.letter_id = commitment.letter_id;

COMMENT ON VIEW commitment_deadline IS 'One row per promise that a minister makes to the Chamber, with its term.';
COMMENT ON COLUMN commitment_deadline.commitment_id IS 'Key of the promise.';
COMMENT ON COLUMN commitment_deadline.publication_id IS 'Publication, by its official identifier.';
COMMENT ON COLUMN commitment_deadline.dossier_number IS 'Dossier without spaces: 36867, 36600-XV; NULL for papers of no dossier.';
COMMENT ON COLUMN commitment_deadline.session_year IS 'Vergaderjaar as two full years: 2025-2026.';
COMMENT ON COLUMN commitment_deadline.answer_id IS 'Answer that holds it; NULL when it stands outside the answers.';
COMMENT ON COLUMN commitment_deadline.text IS 'The sentence in clean text.';
COMMENT ON COLUMN commitment_deadline.made_on IS 'Date of the letter.';
COMMENT ON COLUMN commitment_deadline.due_text IS 'The term as printed: voor de zomer; NULL when none is stated.';
COMMENT ON COLUMN commitment_deadline.due_on IS 'Last day of that term; NULL when no term is stated or its last day cannot be told (na de zomer).';
COMMENT ON COLUMN commitment_deadline.days_left IS 'Days from as_of to due_on, negative when it has passed; NULL where there is no due_on.';
COMMENT ON COLUMN commitment_deadline.deadline_passed IS 'Whether that day was before as_of; false where there is no such day. It does not say whether the promise was kept.';
COMMENT ON COLUMN commitment_deadline.ministers IS 'Names under the letter, in their order, as printed.';
COMMENT ON COLUMN commitment_deadline.portfolios IS 'Portfolios under the letter, in their order, as printed.';
COMMENT ON COLUMN commitment_deadline.as_of IS 'Day up to which the warehouse knows the source (load.as_of): what is open or overdue is so as of this day.';
COMMENT ON COLUMN commitment_deadline.source_url IS 'Address of the file that was read.';
