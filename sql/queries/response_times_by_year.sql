-- Do replies come sooner or later than in earlier years?
-- NL: Komen antwoorden sneller of trager dan in eerdere jaren?
-- Grain: one row per session year and kind of paper.
-- :param kind text default NULL: Kind of paper: verslag_schriftelijk_overleg, schriftelijke_vragen.
SELECT session_year, kind, replies, median_days, p90_days, longest_days, with_deadline, in_time, on_time_share, enough
FROM response_time_by_session_year
WHERE $kind IS NULL OR kind = $kind
ORDER BY kind, session_year
