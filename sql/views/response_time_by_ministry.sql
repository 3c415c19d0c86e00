-- Grain: one row per ministry that signs replies; a reply that two ministries sign counts for both.
CREATE OR REPLACE VIEW response_time_by_ministry AS
SELECT ministry_id, portfolio, times.*
FROM (
    SELECT
        max(signature.ministry_id) AS ministry_id,
        coalesce(max(ministry.name), arg_max(signature.portfolio, (response.answered_on, response.letter_id))) AS portfolio,
        response_times(response_days, on_time) AS times
    FROM response_time AS response
    JOIN (
        SELECT letter_id, coalesce(ministry_id, portfolio) AS ministry, max(ministry_id) AS ministry_id, min(portfolio) AS portfolio
        FROM minister
        GROUP BY letter_id, ministry
    ) AS signature ON signature.letter_id = response.letter_id
    LEFT JOIN ministry ON ministry.ministry_id = signature.ministry_id
    GROUP BY signature.ministry
);

COMMENT ON COLUMN response_time_by_ministry.portfolio IS 'Name of the ministry in the register, otherwise the portfolio as printed under the latest of these replies.';
