-- Grain: one row per committee that asks, under the name that is printed.
CREATE OR REPLACE VIEW response_time_by_committee AS
SELECT
    committee,
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
WHERE committee IS NOT NULL
GROUP BY committee;

COMMENT ON VIEW response_time_by_committee IS 'One row per committee that asks, under the name that is printed.';
