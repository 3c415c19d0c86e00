-- Which share of its questions does each party group see unanswered?
-- NL: Welk deel van de vragen van elke fractie is niet beantwoord?
-- Grain: one row per fractie; those with fewer than five questions stand last.
-- :param session_year text default NULL: Vergaderjaar as two full years: 2025-2026.
SELECT
    party,
    sum(questions)::BIGINT AS questions,
    sum(answered)::BIGINT AS answered,
    sum(answered_elsewhere)::BIGINT AS answered_elsewhere,
    sum(open_questions)::BIGINT AS open_questions,
    round(sum(open_questions) / sum(questions), 3) AS open_share,
    enough(sum(questions)) AS enough
FROM party_activity
WHERE $session_year IS NULL OR session_year = $session_year
GROUP BY party
ORDER BY enough DESC, open_share DESC, questions DESC, party
