-- Grain: one row per session year of the request and kind of paper that replies.
CREATE OR REPLACE VIEW response_time_by_session_year AS
SELECT
    session_year,
    kind,
    count(*) AS replies,
    round(median(response_days), 1) AS median_days,
    round(avg(response_days), 1) AS mean_days,
    round(quantile_cont(response_days, 0.9), 1) AS p90_days,
    max(response_days) AS longest_days,
    count(on_time) AS with_term,
    count_if(on_time)::BIGINT AS in_time,
    round(avg(on_time::INTEGER), 3) AS on_time_share,
    enough(count(*)) AS enough
FROM response_time
GROUP BY session_year, kind;

COMMENT ON VIEW response_time_by_session_year IS 'One row per session year of the request and kind of paper that replies.';
COMMENT ON COLUMN response_time_by_session_year.session_year IS 'Vergaderjaar of the request, as two full years: 2025-2026; NULL where it is unknown.';
