-- How many questions does each fractie ask, in how many papers and dossiers?
-- NL: Hoeveel vragen stelt elke fractie, in hoeveel stukken en dossiers?
-- Grain: one row per fractie and session year.
-- :param party text default NULL: Short name of the fractie that asks: BBB, GroenLinks-PvdA.
-- :param session_year text default NULL: Vergaderjaar as two full years: 2025-2026.
SELECT party, session_year, questions, answered, papers, dossiers
FROM party_activity
WHERE
    ($party IS NULL OR lower(party) = lower($party))
    AND ($session_year IS NULL OR session_year = $session_year)
ORDER BY session_year DESC NULLS LAST, questions DESC, party
