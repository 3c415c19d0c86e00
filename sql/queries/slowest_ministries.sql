-- How long do ministries take to answer, the slowest first?
-- NL: Hoe lang doen ministeries over een antwoord, de traagste eerst?
-- Grain: one row per ministry that signs replies, those with fewer than five last; a reply that two ministries sign counts for both.
-- :param least integer default 1: Leave out ministries with fewer replies than this.
-- :param since date default NULL: Answered on this day or later.
-- :param until date default NULL: Answered on this day or earlier.
SELECT portfolio, replies, median_days, mean_days, p90_days, longest_days, with_deadline, in_time, on_time_share, enough, ministry_id
FROM response_times_of_ministries(CAST($since AS DATE), CAST($until AS DATE))
WHERE replies >= $least
ORDER BY enough DESC, median_days DESC, replies DESC, portfolio
