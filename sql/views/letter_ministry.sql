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
-- Why: a report on a bill has no addressee, so the ministries that sign the reply count.
SELECT signed.letter_id, signed.ministry_id, false
FROM signed
ANTI JOIN addressed ON addressed.letter_id = signed.letter_id;

COMMENT ON COLUMN letter_ministry.letter_id IS 'The request; where only a reply is published, the reply.';
COMMENT ON COLUMN letter_ministry.addressed IS 'False where the letter names no addressee: the signatures of the reply count instead.';

-- Grain: one row per letter that asks a ministry, given by its identifier or a part of its name in the register.
-- Why: an office is printed in many ways (BZK, Binnenlandse Zaken), and a report names no addressee.
CREATE OR REPLACE MACRO letters_asking_ministry(wanted) AS TABLE
SELECT DISTINCT letter_ministry.letter_id
FROM letter_ministry
LEFT JOIN ministry ON ministry.ministry_id = letter_ministry.ministry_id
WHERE letter_ministry.ministry_id = wanted OR contains(lower(ministry.name), lower(wanted));

COMMENT ON MACRO TABLE letters_asking_ministry IS 'Letters that ask a ministry, given by its identifier or a part of its name in the register.';

-- Grain: one row per letter that a ministry signs, given by its identifier, or a part of its name in the register or as printed.
-- Why: one ministry is printed under several names (Economische Zaken, Economische Zaken en Klimaat).
CREATE OR REPLACE MACRO letters_signed_by_ministry(wanted) AS TABLE
SELECT DISTINCT minister.letter_id
FROM minister
LEFT JOIN ministry ON ministry.ministry_id = minister.ministry_id
WHERE minister.ministry_id = wanted OR contains(lower(concat_ws('; ', ministry.name, minister.portfolio)), lower(wanted));

COMMENT ON MACRO TABLE letters_signed_by_ministry IS 'Letters that a ministry signs, given by its identifier or a part of its name.';
