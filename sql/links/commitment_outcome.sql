-- Grain: one row per promise: the letter that makes it, and the replies that keep or follow it.
WITH announced AS MATERIALIZED (
    -- First reply to the request of a deferral, on or after the day of the deferral: it keeps the announcement.
    SELECT deferral.letter_id, arg_min(reply.letter_id, (reply.dated_on, reply.letter_id)) AS reply_letter_id
    FROM letter AS deferral
    JOIN letter_link AS put_off ON put_off.letter_id = deferral.letter_id
    JOIN letter_link AS answering ON answering.request_letter_id = put_off.request_letter_id
    JOIN letter AS reply ON reply.letter_id = answering.letter_id AND reply.kind = 'reply'
    WHERE deferral.kind = 'deferral' AND (reply.dated_on >= deferral.dated_on OR deferral.dated_on IS NULL)
    GROUP BY deferral.letter_id
),
later AS MATERIALIZED (
    -- First later letter in the dossier that cites the paper with the promise.
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
)
SELECT
    commitment.commitment_id,
    letter.dated_on AS made_on,
    letter.kind = 'deferral' AS procedural,
    CASE WHEN letter.kind = 'deferral' THEN announced.reply_letter_id END AS kept_by,
    kept.dated_on AS kept_on,
    CASE WHEN letter.kind <> 'deferral' THEN later.later_letter_id END AS followed_by
FROM commitment
JOIN letter ON letter.letter_id = commitment.letter_id
LEFT JOIN announced ON announced.letter_id = commitment.letter_id
LEFT JOIN later ON later.letter_id = commitment.letter_id
LEFT JOIN letter AS kept ON kept.letter_id = CASE WHEN letter.kind = 'deferral' THEN announced.reply_letter_id END
