-- How many questions is each ministry asked, and how many are answered?
-- NL: Hoeveel vragen krijgt elk ministerie, en hoeveel zijn er beantwoord?
-- Grain: one row per ministry that is asked and session year; a letter to two ministries counts once for each.
-- :param ministry text default NULL: A part of the name of the ministry: Infrastructuur.
-- :param session_year text default NULL: Vergaderjaar as two full years: 2025-2026.
SELECT ministry, session_year, questions, answered, answered_elsewhere, open_questions, overdue, deferred, papers, ministry_id
FROM ministry_activity
WHERE
    ($ministry IS NULL OR contains(lower(ministry), lower($ministry)))
    AND ($session_year IS NULL OR session_year = $session_year)
ORDER BY session_year DESC NULLS LAST, questions DESC, ministry NULLS LAST
