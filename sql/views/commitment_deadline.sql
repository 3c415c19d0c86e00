-- Grain: one row per promise that a minister makes to the Chamber, with its deadline.
CREATE OR REPLACE VIEW commitment_deadline AS
WITH announced AS MATERIALIZED (
    -- A deferral announces the reply to its request; the first reply on or after its day keeps that.
    SELECT deferral.letter_id, arg_min(reply.letter_id, (reply.dated_on, reply.letter_id)) AS reply_letter_id
    FROM letter AS deferral
    JOIN letter_link AS put_off ON put_off.letter_id = deferral.letter_id
    JOIN letter_link AS answering ON answering.request_letter_id = put_off.request_letter_id
    JOIN letter AS reply ON reply.letter_id = answering.letter_id AND reply.kind = 'reply'
    WHERE deferral.kind = 'deferral' AND (reply.dated_on >= deferral.dated_on OR deferral.dated_on IS NULL)
    GROUP BY deferral.letter_id
),
later AS MATERIALIZED (
    -- A later letter to the dossier that cites the paper which holds the promise.
    SELECT promising.letter_id, arg_min(letter.letter_id, (letter.dated_on, letter.letter_id)) AS later_letter_id
    FROM (SELECT DISTINCT letter_id, publication_id FROM commitment) AS promise
    JOIN letter AS promising ON promising.letter_id = promise.letter_id
    JOIN publication AS home ON home.publication_id = promise.publication_id
    JOIN reference ON reference.target = home.publication_id AND reference.publication_id <> home.publication_id
    JOIN letter ON letter.letter_id = reference.letter_id AND letter.kind IN ('reply', 'other')
    JOIN publication ON publication.publication_id = letter.publication_id AND publication.dossier_number = home.dossier_number
    SEMI JOIN minister ON minister.letter_id = letter.letter_id
    WHERE letter.dated_on > promising.dated_on
    GROUP BY promising.letter_id
),
standing AS (
    SELECT
        commitment.*,
        letter.dated_on AS made_on,
        letter.kind = 'deferral' AS procedural,
        CASE WHEN letter.kind = 'deferral' THEN announced.reply_letter_id END AS kept_by,
        CASE WHEN letter.kind <> 'deferral' THEN later.later_letter_id END AS followed_by
    FROM commitment
    JOIN letter ON letter.letter_id = commitment.letter_id
    LEFT JOIN announced ON announced.letter_id = commitment.letter_id
    LEFT JOIN later ON later.letter_id = commitment.letter_id
)
SELECT
    standing.commitment_id,
    standing.publication_id,
    publication.dossier_number,
    publication.session_year,
    standing.letter_id,
    standing.answer_id,
    standing.text,
    standing.made_on,
    standing.due_text,
    standing.due_on,
    standing.procedural,
    standing.kept_by IS NOT NULL AS kept,
    standing.kept_by,
    kept.dated_on AS kept_on,
    standing.followed_by,
    CASE
        WHEN standing.kept_by IS NOT NULL THEN 'kept'
        WHEN standing.procedural THEN 'procedural'
        WHEN standing.due_on IS NULL THEN 'none'
        WHEN standing.due_on < load.as_of THEN 'passed'
        ELSE 'coming'
    END AS state,
    date_diff('day', load.as_of, standing.due_on) AS days_left,
    state = 'passed' AS deadline_passed,
    signed_letter.ministers,
    signed_letter.printed_names,
    signed_letter.portfolios,
    load.as_of,
    publication.source_url
FROM standing
JOIN publication ON publication.publication_id = standing.publication_id
CROSS JOIN load
LEFT JOIN letter AS kept ON kept.letter_id = standing.kept_by
LEFT JOIN signed_letter ON signed_letter.letter_id = standing.letter_id;

COMMENT ON VIEW commitment_deadline IS 'One row per promise that a minister makes to the Chamber, with its deadline.';
COMMENT ON COLUMN commitment_deadline.letter_id IS 'Letter that makes it.';
COMMENT ON COLUMN commitment_deadline.answer_id IS 'Answer that holds it; NULL when it stands outside the answers.';
COMMENT ON COLUMN commitment_deadline.text IS 'The sentence in clean text.';
COMMENT ON COLUMN commitment_deadline.due_text IS 'The deadline as printed: voor de zomer; NULL when none is stated.';
COMMENT ON COLUMN commitment_deadline.due_on IS 'Last day of that deadline; NULL when none is stated or its last day cannot be told (na de zomer).';
COMMENT ON COLUMN commitment_deadline.procedural IS 'True for a promise that is a deferral (uitstel) itself: it only announces the reply to the questions, whose own state is in asked_question.';
COMMENT ON COLUMN commitment_deadline.kept IS 'True where the reply that a deferral announces is held. Of other promises the papers do not say whether they were kept: see followed_by.';
COMMENT ON COLUMN commitment_deadline.kept_by IS 'The reply that keeps it.';
COMMENT ON COLUMN commitment_deadline.kept_on IS 'Date of that reply.';
COMMENT ON COLUMN commitment_deadline.followed_by IS 'First later letter of a minister in the dossier that cites the paper which holds the promise: read it before calling the promise broken.';
COMMENT ON COLUMN commitment_deadline.state IS 'kept; else procedural (a deferral itself), passed (due_on was before as_of), coming (it was not) or none (no due_on).';
COMMENT ON COLUMN commitment_deadline.deadline_passed IS 'True where due_on was before as_of. It does not say that the promise was broken; of a deferral itself it is never true.';
COMMENT ON COLUMN commitment_deadline.ministers IS 'Names of those who sign the letter, in their order, as the register has them; NULL in the list where none is printed.';
