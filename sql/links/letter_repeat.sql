-- Rows of the view letter_repeat, which states their grain.
WITH request AS MATERIALIZED (
    SELECT
        letter.letter_id,
        letter.publication_id,
        letter.dated_on,
        coalesce(publication.dossier_number, '') AS dossier,
        (publication.series <> 'kv', coalesce(publication.published_on, letter.dated_on), letter.letter_id) AS print_order,
        reply.letter_id IS NOT NULL AS replied
    FROM letter
    JOIN publication ON publication.publication_id = letter.publication_id
    LEFT JOIN (SELECT DISTINCT in_reply_to AS letter_id FROM letter WHERE kind = 'reply') AS reply
        ON reply.letter_id = letter.letter_id
    WHERE letter.kind = 'request' AND letter.dated_on IS NOT NULL
),
pair AS MATERIALIZED (
    SELECT later.letter_id, earlier.letter_id AS first_letter_id, earlier.print_order
    FROM request AS earlier
    JOIN request AS later
        ON later.dated_on = earlier.dated_on AND later.dossier = earlier.dossier
        AND later.publication_id <> earlier.publication_id AND later.print_order > earlier.print_order
    WHERE NOT earlier.replied
),
opening AS MATERIALIZED (
    SELECT letter_id, arg_min(text, ordinal) AS text
    FROM question
    SEMI JOIN (SELECT letter_id FROM pair UNION SELECT first_letter_id FROM pair) AS named USING (letter_id)
    GROUP BY letter_id
)
SELECT pair.letter_id, arg_min(pair.first_letter_id, pair.print_order) AS first_letter_id
FROM pair
JOIN opening AS later ON later.letter_id = pair.letter_id
JOIN opening AS earlier ON earlier.letter_id = pair.first_letter_id
-- Two letters of one day are the same letter if they begin with the same question.
WHERE jaro_winkler_similarity(earlier.text, later.text) > 0.95
GROUP BY pair.letter_id
