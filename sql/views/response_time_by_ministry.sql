-- Grain: one row per ministry that signs replies; a reply that two ministries sign counts for both.
-- The macro counts the replies between two days (both inclusive; NULL: no limit), the view all of them.
CREATE OR REPLACE MACRO response_times_of_ministries(since, until) AS TABLE
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
    WHERE (since IS NULL OR response.answered_on >= since) AND (until IS NULL OR response.answered_on <= until)
    GROUP BY signature.ministry
);

COMMENT ON MACRO TABLE response_times_of_ministries IS 'The view response_time_by_ministry over the replies of some days.';

CREATE OR REPLACE VIEW response_time_by_ministry AS
FROM response_times_of_ministries(NULL::DATE, NULL::DATE);

COMMENT ON COLUMN response_time_by_ministry.portfolio IS 'Name of the ministry in the register, otherwise the portfolio as printed under the latest of these replies.';
