-- How long does each committee wait for its replies, the longest first?
-- NL: Hoe lang wacht elke commissie op antwoord, de langste eerst?
-- Grain: one row per committee that asks, under the name that is printed.
-- :param least integer default 1: Leave out committees with fewer replies than this.
SELECT committee, replies, median_days, p90_days, longest_days, with_term, on_time_share
FROM response_time_by_committee
WHERE replies >= $least
ORDER BY median_days DESC, replies DESC, committee
