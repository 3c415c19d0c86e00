-- How many questions does each party group ask, and how many are answered?
-- NL: Hoeveel vragen stelt elke fractie, en hoeveel zijn er beantwoord?
-- Grain: one row per fractie and session year.
-- :param party text default NULL: Short name of the fractie that asks: BBB, GroenLinks-PvdA.
-- :param session_year text default NULL: Vergaderjaar as two full years: 2025-2026.
SELECT party, session_year, questions, answered, answered_elsewhere, open_questions, overdue, deferred, papers, dossiers
FROM party_activity
WHERE
    ($party IS NULL OR lower(party) = lower($party))
    AND ($session_year IS NULL OR session_year = $session_year)
ORDER BY session_year DESC NULLS LAST, questions DESC, party
