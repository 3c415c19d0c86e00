-- Grain: one row per committee that asks, under the name that is printed.
CREATE OR REPLACE VIEW response_time_by_committee AS
SELECT
    committee,
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
        coalesce(request.committee, reply.committee) AS committee,
        date_diff('day', request.dated_on, reply.dated_on) AS days,
        reply.dated_on <= request.reply_due_on AS on_time
    FROM letter AS reply
    JOIN letter AS request ON request.letter_id = reply.in_reply_to
    WHERE reply.kind = 'reply' AND reply.dated_on >= request.dated_on
) AS response
WHERE committee IS NOT NULL
GROUP BY committee;

COMMENT ON VIEW response_time_by_committee IS 'One row per committee that asks, under the name that is printed.';
COMMENT ON COLUMN response_time_by_committee.committee IS 'Committee that asks, as printed.';
COMMENT ON COLUMN response_time_by_committee.replies IS 'Replies that are counted: those that answer a dated request in the same paper.';
COMMENT ON COLUMN response_time_by_committee.median_days IS 'Median number of days from request to reply.';
COMMENT ON COLUMN response_time_by_committee.mean_days IS 'Mean number of days from request to reply.';
COMMENT ON COLUMN response_time_by_committee.p90_days IS 'Days within which nine of ten replies came.';
COMMENT ON COLUMN response_time_by_committee.longest_days IS 'Days that the slowest reply took.';
COMMENT ON COLUMN response_time_by_committee.with_term IS 'How many of these replies had a term stated in the request.';
COMMENT ON COLUMN response_time_by_committee.on_time_share IS 'Share of those that came within the term, 0 to 1; NULL where no request stated one.';
