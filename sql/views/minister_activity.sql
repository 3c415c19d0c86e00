-- Grain: one row per person, office and ministry that signs letters.
CREATE OR REPLACE VIEW minister_activity AS
SELECT
    max(minister.person_id) AS person_id,
    coalesce(max(person.name), arg_max(minister.name, (letter.dated_on, letter.letter_id))) AS name,
    list(DISTINCT minister.name ORDER BY minister.name) FILTER (minister.name IS NOT NULL) AS printed_names,
    minister.role,
    max(minister.ministry_id) AS ministry_id,
    arg_max(minister.portfolio, (letter.dated_on, letter.letter_id)) AS portfolio,
    count(DISTINCT letter.letter_id) AS letters,
    count(DISTINCT letter.letter_id) FILTER (letter.kind = 'reply') AS replies,
    count(DISTINCT letter.letter_id) FILTER (minister.on_behalf) AS on_behalf,
    coalesce(sum(given.answers), 0)::BIGINT AS answers,
    count(response.days) AS timed_replies,
    round(median(response.days), 1) AS median_days,
    enough(count(response.days)) AS enough,
    min(letter.dated_on) AS first_on,
    max(letter.dated_on) AS last_on
FROM minister
JOIN letter ON letter.letter_id = minister.letter_id
LEFT JOIN person ON person.person_id = minister.person_id
LEFT JOIN (SELECT letter_id, max(response_days) AS days FROM response_time GROUP BY letter_id) AS response
    ON response.letter_id = letter.letter_id
LEFT JOIN (SELECT letter_id, count(*) AS answers FROM answer GROUP BY letter_id) AS given
    ON given.letter_id = letter.letter_id
GROUP BY coalesce(minister.person_id, minister.name), minister.role, coalesce(minister.ministry_id, minister.portfolio);

COMMENT ON COLUMN minister_activity.person_id IS 'Person in the register; NULL for an unknown person.';
COMMENT ON COLUMN minister_activity.name IS 'Name of the person in the register, otherwise as printed under the latest letter. NULL where only the office is named (mede namens).';
COMMENT ON COLUMN minister_activity.printed_names IS 'Every form in which letters print the name.';
COMMENT ON COLUMN minister_activity.letters IS 'Letters signed by the person or on behalf of the office.';
COMMENT ON COLUMN minister_activity.replies IS 'Replies among those letters.';
COMMENT ON COLUMN minister_activity.on_behalf IS 'Letters that another person signed on behalf of this office.';
COMMENT ON COLUMN minister_activity.answers IS 'Answers in those letters.';
COMMENT ON COLUMN minister_activity.timed_replies IS 'Replies to a dated request, so that their days can be counted.';
COMMENT ON COLUMN minister_activity.median_days IS 'Median number of days from request to reply, over timed_replies.';
COMMENT ON COLUMN minister_activity.enough IS 'True for five or more timed_replies: fewer are too few to rank or compare.';
COMMENT ON COLUMN minister_activity.last_on IS 'Date of the latest letter.';
