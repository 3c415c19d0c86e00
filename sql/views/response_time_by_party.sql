-- Grain: one row per fractie; a reply to questions of several fracties counts for each of them.
CREATE OR REPLACE VIEW response_time_by_party AS
SELECT party, times.*
FROM (
    SELECT
        asking.party,
        response_times(response_days, on_time) AS times
    FROM response_time
    JOIN linked.letter_partys AS asking ON asking.letter_id = response_time.request_letter_id
    GROUP BY asking.party
);

COMMENT ON COLUMN response_time_by_party.party IS 'Short name of the fractie that asks; a joint question counts for each of its fracties.';
