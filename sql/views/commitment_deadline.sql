-- Grain: one row per promise that a minister makes to the Chamber, with its deadline.
CREATE OR REPLACE VIEW commitment_deadline AS
SELECT
    commitment.commitment_id,
    commitment.publication_id,
    publication.dossier_number,
    publication.session_year,
    commitment.letter_id,
    commitment.answer_id,
    commitment.text,
    outcome.made_on,
    commitment.due_text,
    commitment.due_on,
    outcome.procedural,
    outcome.kept_by IS NOT NULL AS kept,
    outcome.kept_by,
    outcome.kept_on,
    outcome.followed_by,
    CASE
        WHEN outcome.kept_by IS NOT NULL THEN 'kept'
        WHEN outcome.procedural THEN 'procedural'
        WHEN commitment.due_on IS NULL THEN 'none'
        WHEN commitment.due_on < load.as_of THEN 'passed'
        ELSE 'coming'
    END AS state,
    date_diff('day', load.as_of, commitment.due_on) AS days_left,
    state = 'passed' AS deadline_passed,
    signed_letter.ministers,
    signed_letter.printed_names,
    signed_letter.portfolios,
    load.as_of,
    publication.source_url
FROM linked.commitment_outcomes AS outcome
JOIN commitment ON commitment.commitment_id = outcome.commitment_id
JOIN publication ON publication.publication_id = outcome.publication_id
CROSS JOIN load
LEFT JOIN signed_letter ON signed_letter.letter_id = commitment.letter_id;

COMMENT ON COLUMN commitment_deadline.letter_id IS 'Letter that makes it.';
COMMENT ON COLUMN commitment_deadline.answer_id IS 'Answer that contains it; NULL for a promise outside the answers.';
COMMENT ON COLUMN commitment_deadline.due_text IS 'Deadline as printed: voor de zomer; NULL where none is stated.';
COMMENT ON COLUMN commitment_deadline.due_on IS 'Last day of that deadline; NULL where none is stated or its last day is unknown (na de zomer).';
COMMENT ON COLUMN commitment_deadline.procedural IS 'True for a promise that is a deferral (uitstel) itself: it only announces the reply to the questions. For their state see asked_question.';
COMMENT ON COLUMN commitment_deadline.kept IS 'True where the reply that a deferral announces is held. For other promises the papers do not state it: see followed_by.';
COMMENT ON COLUMN commitment_deadline.kept_by IS 'Reply that keeps it.';
COMMENT ON COLUMN commitment_deadline.kept_on IS 'Date of that reply.';
COMMENT ON COLUMN commitment_deadline.followed_by IS 'First later letter of a minister in the dossier that cites the paper with the promise: read it before calling the promise broken.';
COMMENT ON COLUMN commitment_deadline.state IS 'kept; otherwise procedural (a deferral itself), passed (due_on was before as_of), coming (it was not) or none (no due_on).';
COMMENT ON COLUMN commitment_deadline.deadline_passed IS 'True where due_on was before as_of. The promise may have been kept all the same. Never true for a deferral itself.';
COMMENT ON COLUMN commitment_deadline.ministers IS 'Names of the signatories of the letter, in their order, from the register; NULL in the list where none is printed.';
