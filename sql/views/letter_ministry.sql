-- Grain: one row per letter that asks and ministry that is asked: the addressee, or where none is named who signs the reply.
CREATE OR REPLACE VIEW letter_ministry AS
WITH addressed AS (
    SELECT DISTINCT letter_id, ministry_id FROM addressee WHERE ministry_id IS NOT NULL
),
signed AS (
    SELECT DISTINCT coalesce(letter_link.request_letter_id, letter.letter_id) AS letter_id, minister.ministry_id
    FROM minister
    JOIN letter ON letter.letter_id = minister.letter_id
    LEFT JOIN letter_link ON letter_link.letter_id = letter.letter_id
    WHERE letter.kind = 'reply' AND NOT minister.on_behalf AND minister.ministry_id IS NOT NULL
)
SELECT letter_id, ministry_id, true AS addressed FROM addressed
UNION ALL
-- A report on a bill names no addressee: then the ministries count that sign the reply.
SELECT signed.letter_id, signed.ministry_id, false
FROM signed
ANTI JOIN addressed ON addressed.letter_id = signed.letter_id;

COMMENT ON VIEW letter_ministry IS 'One row per letter that asks and ministry that is asked: the addressee, or where none is named who signs the reply.';
COMMENT ON COLUMN letter_ministry.letter_id IS 'The request; where only a reply is published, the reply.';
COMMENT ON COLUMN letter_ministry.addressed IS 'False where the letter names no addressee, so that the signatures of the reply count.';
