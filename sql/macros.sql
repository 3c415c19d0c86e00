-- Small things that several views say alike.

-- Fewer than five say nothing about the rest: no median, share or percentile of them is a figure to rank by.
CREATE OR REPLACE MACRO enough(n) AS n >= 5;

COMMENT ON MACRO enough IS 'True for five or more: fewer say nothing about the rest.';

-- The words of a text by which two wordings of a question are compared.
CREATE OR REPLACE MACRO words_of(text) AS list_distinct(regexp_extract_all(lower(strip_accents(text)), '[a-z0-9]{3,}'));

-- The share of the shorter wording that the other has too, for a reply may take two questions together. A wording of fewer
-- than seven words is compared with up to eight words of the other: all of "Kunt u deze vragen afzonderlijk beantwoorden?" stands
-- in many a longer question (of 147,151 pairs of questions from different real papers 16 reach 0.65 so, 41 without this).
CREATE OR REPLACE MACRO likeness(words, other_words) AS round(
    len(list_intersect(words, other_words))
    / if(
        least(len(words), len(other_words)) >= 7,
        least(len(words), len(other_words)),
        greatest(least(len(words), len(other_words)), least(greatest(len(words), len(other_words)), 8), 1)
    ), 3
);

-- The columns of every view response_time_by_*, over the replies of a group.
CREATE OR REPLACE MACRO response_times(days, in_time) AS {
    replies: count(*),
    median_days: round(median(days), 1),
    mean_days: round(avg(days), 1),
    p90_days: round(quantile_cont(days, 0.9), 1),
    longest_days: max(days),
    with_deadline: count(in_time),
    in_time: count_if(in_time)::BIGINT,
    on_time_share: round(avg(in_time::INTEGER), 3),
    enough: enough(count(*))
};

-- The columns that the views *_activity of questions share, over the questions of a group.
CREATE OR REPLACE MACRO question_counts(state, is_overdue, is_deferred) AS {
    questions: count(*),
    answered: count_if(state = 'answered')::BIGINT,
    answered_elsewhere: count_if(state = 'answered_elsewhere')::BIGINT,
    open_questions: count_if(state = 'open')::BIGINT,
    overdue: count_if(is_overdue)::BIGINT,
    deferred: count_if(is_deferred)::BIGINT
};

-- True for an open question of which the day for a reply was before the day up to which the source is known.
CREATE OR REPLACE MACRO overdue(state, due_on, as_of) AS state = 'open' AND coalesce(due_on < as_of, false);
