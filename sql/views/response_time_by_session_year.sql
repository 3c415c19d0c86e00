-- Grain: one row per session year of the request and kind of paper that replies.
CREATE OR REPLACE VIEW response_time_by_session_year AS
SELECT session_year, kind, times.*
FROM (
    SELECT
        session_year,
        kind,
        response_times(response_days, on_time) AS times
    FROM response_time
    GROUP BY session_year, kind
);

COMMENT ON VIEW response_time_by_session_year IS 'One row per session year of the request and kind of paper that replies.';
COMMENT ON COLUMN response_time_by_session_year.session_year IS 'Vergaderjaar of the request, as two full years: 2025-2026; NULL where it is unknown.';
