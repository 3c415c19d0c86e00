-- Grain: one row per ministry that signs replies; a reply that two ministries sign counts for both.
CREATE OR REPLACE VIEW response_time_by_ministry AS
SELECT
    max(signature.ministry_id) AS ministry_id,
    arg_max(signature.portfolio, (response.answered_on, response.letter_id)) AS portfolio,
    count(*) AS replies,
    median(days) AS median_days,
    round(avg(days), 1) AS mean_days,
    round(quantile_cont(days, 0.9), 1) AS p90_days,
    max(days) AS longest_days,
    count(on_time) AS with_term,
    round(avg(on_time::INTEGER), 3) AS on_time_share
FROM (
    SELECT
        reply.letter_id,
        reply.dated_on AS answered_on,
        date_diff('day', request.dated_on, reply.dated_on) AS days,
        reply.dated_on <= request.reply_due_on AS on_time
    FROM letter AS reply
    JOIN letter AS request ON request.letter_id = reply.in_reply_to
    WHERE reply.kind = 'reply' AND reply.dated_on >= request.dated_on
) AS response
JOIN (
    SELECT letter_id, coalesce(ministry_id, portfolio) AS ministry, max(ministry_id) AS ministry_id, min(portfolio) AS portfolio
    FROM minister
    GROUP BY letter_id, ministry
) AS signature ON signature.letter_id = response.letter_id
GROUP BY signature.ministry;

COMMENT ON VIEW response_time_by_ministry IS 'One row per ministry that signs replies; a reply that two ministries sign counts for both.';
COMMENT ON COLUMN response_time_by_ministry.ministry_id IS 'Official identifier of the ministry; NULL where the register does not know it.';
COMMENT ON COLUMN response_time_by_ministry.portfolio IS 'Portfolio as printed under the latest of these replies.';
COMMENT ON COLUMN response_time_by_ministry.replies IS 'Replies that are counted: those that answer a dated request in the same paper.';
COMMENT ON COLUMN response_time_by_ministry.median_days IS 'Median number of days from request to reply.';
COMMENT ON COLUMN response_time_by_ministry.mean_days IS 'Mean number of days from request to reply.';
COMMENT ON COLUMN response_time_by_ministry.p90_days IS 'Days within which nine of ten replies came.';
COMMENT ON COLUMN response_time_by_ministry.longest_days IS 'Days that the slowest reply took.';
COMMENT ON COLUMN response_time_by_ministry.with_term IS 'How many of these replies had a term stated in the request.';
COMMENT ON COLUMN response_time_by_ministry.on_time_share IS 'Share of those that came within the term, 0 to 1; NULL where no request stated one.';
