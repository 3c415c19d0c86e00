-- How long does each committee wait for its replies, the longest first?
-- NL: Hoe lang wacht elke commissie op antwoord, de langste eerst?
-- Grain: one row per committee that asks, under the name that is printed; those with fewer than five replies last.
-- :param least integer default 1: Leave out committees with fewer replies than this.
SELECT committee, replies, median_days, p90_days, longest_days, with_deadline, in_time, on_time_share, enough
FROM response_time_by_committee
WHERE replies >= $least
ORDER BY enough DESC, median_days DESC, replies DESC, committee
