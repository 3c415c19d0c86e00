-- Grain: one row per person, office and ministry that signs letters.
CREATE OR REPLACE VIEW minister_activity AS
SELECT
    max(minister.person_id) AS person_id,
    arg_max(minister.name, (letter.dated_on, letter.letter_id)) AS name,
    minister.role,
    max(minister.ministry_id) AS ministry_id,
    arg_max(minister.portfolio, (letter.dated_on, letter.letter_id)) AS portfolio,
    count(DISTINCT letter.letter_id) AS letters,
    count(DISTINCT letter.letter_id) FILTER (letter.kind = 'reply') AS replies,
    count(DISTINCT letter.letter_id) FILTER (minister.on_behalf) AS on_behalf,
    coalesce(sum(given.answers), 0)::BIGINT AS answers,
    median(date_diff('day', request.dated_on, letter.dated_on)) AS median_days,
    min(letter.dated_on) AS first_on,
    max(letter.dated_on) AS last_on
FROM minister
JOIN letter ON letter.letter_id = minister.letter_id
LEFT JOIN letter AS request ON request.letter_id = letter.in_reply_to
LEFT JOIN (SELECT letter_id, count(*) AS answers FROM answer GROUP BY letter_id) AS given
    ON given.letter_id = letter.letter_id
GROUP BY coalesce(minister.person_id, minister.name), minister.role, coalesce(minister.ministry_id, minister.portfolio);

COMMENT ON VIEW minister_activity IS 'One row per person, office and ministry that signs letters.';
COMMENT ON COLUMN minister_activity.person_id IS 'Person in the dated register; NULL when not known.';
COMMENT ON COLUMN minister_activity.name IS 'Name as printed under the latest letter.';
COMMENT ON COLUMN minister_activity.role IS 'Office: minister, staatssecretaris or minister-president.';
COMMENT ON COLUMN minister_activity.ministry_id IS 'Official identifier of the ministry; NULL where the register does not know it.';
COMMENT ON COLUMN minister_activity.portfolio IS 'Portfolio as printed under the latest letter.';
COMMENT ON COLUMN minister_activity.letters IS 'Letters signed, or given on behalf of this office.';
COMMENT ON COLUMN minister_activity.replies IS 'How many of them are replies.';
COMMENT ON COLUMN minister_activity.on_behalf IS 'How many of them another signed on behalf of this office (mede namens).';
COMMENT ON COLUMN minister_activity.answers IS 'Answers in those letters.';
COMMENT ON COLUMN minister_activity.median_days IS 'Median number of days from request to letter, where both are dated.';
COMMENT ON COLUMN minister_activity.first_on IS 'Date of the first letter.';
COMMENT ON COLUMN minister_activity.last_on IS 'Date of the last letter.';
