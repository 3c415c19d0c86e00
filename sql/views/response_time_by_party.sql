-- Grain: one row per fractie; a reply to questions of several fracties counts for each of them.
CREATE OR REPLACE VIEW response_time_by_party AS
SELECT
    asking.party,
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
        request.letter_id AS request_letter_id,
        date_diff('day', request.dated_on, reply.dated_on) AS days,
        reply.dated_on <= request.reply_due_on AS on_time
    FROM letter AS reply
    JOIN letter AS request ON request.letter_id = reply.in_reply_to
    WHERE reply.kind = 'reply' AND reply.dated_on >= request.dated_on
) AS response
JOIN (
    -- Where only the reply is published, its questions hang on the reply itself.
    SELECT DISTINCT coalesce(letter.in_reply_to, letter.letter_id) AS letter_id, question.party
    FROM question
    JOIN letter ON letter.letter_id = question.letter_id
    WHERE question.party IS NOT NULL
) AS asking ON asking.letter_id = response.request_letter_id
GROUP BY asking.party;

COMMENT ON VIEW response_time_by_party IS 'One row per fractie; a reply to questions of several fracties counts for each of them.';
COMMENT ON COLUMN response_time_by_party.party IS 'Short name of the fractie that asks; fracties that ask together (D66-Volt) have a row of their own.';
COMMENT ON COLUMN response_time_by_party.replies IS 'Replies that are counted: those that answer a dated request in the same paper.';
COMMENT ON COLUMN response_time_by_party.median_days IS 'Median number of days from request to reply.';
COMMENT ON COLUMN response_time_by_party.mean_days IS 'Mean number of days from request to reply.';
COMMENT ON COLUMN response_time_by_party.p90_days IS 'Days within which nine of ten replies came.';
COMMENT ON COLUMN response_time_by_party.longest_days IS 'Days that the slowest reply took.';
COMMENT ON COLUMN response_time_by_party.with_term IS 'How many of these replies had a term stated in the request.';
COMMENT ON COLUMN response_time_by_party.on_time_share IS 'Share of those that came within the term, 0 to 1; NULL where no request stated one.';
