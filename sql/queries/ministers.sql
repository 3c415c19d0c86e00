-- How many letters and answers does each minister sign, and how soon?
-- NL: Hoeveel brieven en antwoorden ondertekent elke bewindspersoon, en hoe snel?
-- Grain: one row per person, office and ministry that signs letters.
-- :param name text default NULL: A part of the person's name: Karremans.
-- :param portfolio text default NULL: A part of the portfolio: Infrastructuur.
SELECT name, role, portfolio, letters, replies, on_behalf, answers, timed_replies, median_days, enough, first_on, last_on, printed_names, person_id
FROM minister_activity
WHERE
    -- Where no name is printed (mede namens) the register may still know the person: koen-becking.
    ($name IS NULL OR contains(
        lower(strip_accents(concat_ws(' ', name, array_to_string(printed_names, ' '), replace(person_id, '-', ' ')))), lower(strip_accents($name))
    ))
    AND ($portfolio IS NULL OR contains(lower(portfolio), lower($portfolio)))
ORDER BY replies DESC, answers DESC, name, role, portfolio
