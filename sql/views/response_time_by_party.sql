-- Grain: one row per fractie; a reply to questions of several fracties counts for each of them.
CREATE OR REPLACE VIEW response_time_by_party AS
SELECT
    asking.party,
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
JOIN linked.letter_partys AS asking ON asking.letter_id = response_time.request_letter_id
GROUP BY asking.party;

COMMENT ON VIEW response_time_by_party IS 'One row per fractie; a reply to questions of several fracties counts for each of them.';
COMMENT ON COLUMN response_time_by_party.party IS 'Short name of the fractie that asks; a joint question counts for each of its fracties.';
