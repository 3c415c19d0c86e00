-- Grain: one row per letter that asks for a reply, once however often papers print it.
CREATE OR REPLACE VIEW request AS
WITH counted AS (
    SELECT
        coalesce(request_letter_id, letter_id) AS letter_id,
        count(*) AS questions,
        count_if(state = 'answered')::BIGINT AS answered,
        count_if(state = 'answered_elsewhere')::BIGINT AS answered_elsewhere,
        count_if(state = 'open')::BIGINT AS open_questions
    FROM question_state
    GROUP BY 1
),
link AS MATERIALIZED (
    SELECT
        letter_link.request_letter_id AS letter_id,
        count_if(letter.kind = 'reply')::BIGINT AS replies,
        min(letter.dated_on) FILTER (letter.kind = 'reply') AS first_reply_on,
        bool_or(letter.kind = 'deferral') AS deferred,
        max(letter.reply_due_on) FILTER (letter.kind = 'deferral') AS due_on,
        bool_and(letter_link.certain) FILTER (letter.kind = 'deferral') AS certain
    FROM letter_link
    JOIN letter ON letter.letter_id = letter_link.letter_id
    GROUP BY letter_link.request_letter_id
)
SELECT
    letter.letter_id,
    letter.publication_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    publication.sub_number,
    publication.session_year,
    publication.title,
    letter.recipient,
    letter.committee,
    letter.dated_on AS asked_on,
    letter.reply_due_on AS asked_before,
    coalesce(link.deferred, false) AS deferred,
    link.due_on AS deferred_until,
    coalesce(link.certain, true) AS deferral_certain,
    coalesce(link.due_on, letter.reply_due_on) AS due_on,
    coalesce(counted.questions, 0) AS questions,
    coalesce(counted.answered, 0) AS answered,
    coalesce(counted.answered_elsewhere, 0) AS answered_elsewhere,
    coalesce(counted.open_questions, 0) AS open_questions,
    coalesce(link.replies, 0) AS replies,
    link.first_reply_on,
    load.as_of,
    publication.source_url
FROM letter
ANTI JOIN letter_repeat ON letter_repeat.letter_id = letter.letter_id
JOIN publication ON publication.publication_id = letter.publication_id
CROSS JOIN load
LEFT JOIN counted ON counted.letter_id = letter.letter_id
LEFT JOIN link ON link.letter_id = letter.letter_id
WHERE letter.kind = 'request';

COMMENT ON COLUMN request.asked_before IS 'Day before which the letter requests a reply; NULL where it states none.';
COMMENT ON COLUMN request.deferred IS 'True where a deferral (uitstel) of the reply is held, in this paper or as a paper of its own.';
COMMENT ON COLUMN request.deferral_certain IS 'False where the deferral is a paper of its own and more than one request could be meant.';
COMMENT ON COLUMN request.answered IS 'Questions that this paper answers.';
COMMENT ON COLUMN request.open_questions IS 'Questions that no paper answers.';
COMMENT ON COLUMN request.replies IS 'Replies to it, in this paper or in a later one.';
COMMENT ON COLUMN request.first_reply_on IS 'Date of the first reply.';
