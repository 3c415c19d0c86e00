-- Small things that several views say alike.

-- Fewer than five say nothing about the rest: no median, share or percentile of them is a figure to rank by.
CREATE OR REPLACE MACRO enough(n) AS n >= 5;

COMMENT ON MACRO enough IS 'True for five or more: fewer say nothing about the rest.';
