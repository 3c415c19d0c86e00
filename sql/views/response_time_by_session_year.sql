-- Grain: one row per session year and kind of paper.
CREATE OR REPLACE VIEW response_time_by_session_year AS
SELECT
    session_year,
    kind,
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
        publication.session_year,
        publication.kind,
        date_diff('day', request.dated_on, reply.dated_on) AS days,
        reply.dated_on <= request.reply_due_on AS on_time
    FROM letter AS reply
    JOIN letter AS request ON request.letter_id = reply.in_reply_to
    JOIN publication ON publication.publication_id = reply.publication_id
    WHERE reply.kind = 'reply' AND reply.dated_on >= request.dated_on
) AS response
GROUP BY session_year, kind;

COMMENT ON VIEW response_time_by_session_year IS 'One row per session year and kind of paper.';
COMMENT ON COLUMN response_time_by_session_year.session_year IS 'Vergaderjaar as two full years: 2025-2026; NULL where it is unknown.';
COMMENT ON COLUMN response_time_by_session_year.kind IS 'Kind of paper: verslag_schriftelijk_overleg, schriftelijke_vragen and so on.';
COMMENT ON COLUMN response_time_by_session_year.replies IS 'Replies that are counted: those that answer a dated request in the same paper.';
COMMENT ON COLUMN response_time_by_session_year.median_days IS 'Median number of days from request to reply.';
COMMENT ON COLUMN response_time_by_session_year.mean_days IS 'Mean number of days from request to reply.';
COMMENT ON COLUMN response_time_by_session_year.p90_days IS 'Days within which nine of ten replies came.';
COMMENT ON COLUMN response_time_by_session_year.longest_days IS 'Days that the slowest reply took.';
COMMENT ON COLUMN response_time_by_session_year.with_term IS 'How many of these replies had a term stated in the request.';
COMMENT ON COLUMN response_time_by_session_year.on_time_share IS 'Share of those that came within the term, 0 to 1; NULL where no request stated one.';
