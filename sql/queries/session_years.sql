-- How many questions were asked in each session year, and how many are answered?
-- NL: Hoeveel vragen zijn er per vergaderjaar gesteld, en hoeveel zijn er beantwoord?
-- Grain: one row per session year: every question once.
SELECT session_year, questions, answered, answered_elsewhere, open_questions, overdue, deferred, papers, dossiers
FROM session_year_activity
ORDER BY session_year DESC NULLS LAST
