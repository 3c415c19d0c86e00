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
