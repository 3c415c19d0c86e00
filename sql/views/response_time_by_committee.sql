-- Grain: one row per committee that asks, under the name that is printed.
CREATE OR REPLACE VIEW response_time_by_committee AS
SELECT committee, times.*
FROM (
    SELECT
        committee,
        response_times(response_days, on_time) AS times
    FROM response_time
    WHERE committee IS NOT NULL
    GROUP BY committee
);
