-- Searching, for everyone who opens the file; no extension is needed for it.

-- Grain: one row per word of the query and form that stands for it: a form with the same stem ('same'), or a compound of
-- which it is a part ('compound'). A compound counts where what is left of it is a word of the collection too, with a
-- linking s, e or en between: grondstof finds grondstoffenstrategie, and zorg does not find bezorgd.
CREATE OR REPLACE MACRO search_words(query) AS TABLE
WITH asked AS MATERIALIZED (
    SELECT DISTINCT unnest(regexp_extract_all(lower(strip_accents(query)), '[a-z0-9]+')) AS asked
),
known AS MATERIALIZED (
    SELECT asked, stem FROM asked JOIN search_index.word ON word.form = asked.asked
),
unknown AS MATERIALIZED (
    SELECT asked FROM asked ANTI JOIN known USING (asked) ANTI JOIN search_index.stop_word ON stop_word.form = asked
),
-- A form that stands nowhere, for which no stem was kept: without its ending, spelt as stems are. huizen gives huis,
-- brieven brief, wetten wet and boom bom, by which bomen is kept.
bare AS MATERIALIZED (
    SELECT asked, unnest([asked, regexp_replace(asked, 'en$', ''), regexp_replace(asked, '[ens]$', '')]) AS form FROM unknown
),
spelt AS MATERIALIZED (
    SELECT asked, CASE right(form, 1) WHEN 'v' THEN left(form, -1) || 'f' WHEN 'z' THEN left(form, -1) || 's' ELSE form END AS form
    FROM (SELECT asked, if(form SIMILAR TO '.*(bb|dd|ff|gg|kk|ll|mm|nn|pp|rr|ss|tt|zz)', left(form, -1), form) AS form FROM bare)
),
guessed AS MATERIALIZED (
    SELECT asked, max_by(stem, length(stem)) AS stem
    FROM (
        SELECT asked, if(form SIMILAR TO '.*(aa|ee|oo|uu)[^aeiou]', left(form, -2) || right(form, 1), form) AS stem FROM spelt
    )
    SEMI JOIN search_index.word USING (stem)
    WHERE length(stem) > 2
    GROUP BY asked
),
stems AS MATERIALIZED (
    FROM known
    UNION ALL
    FROM guessed
    UNION ALL
    -- Failing that, the longest stem that it begins with, an ending apart.
    SELECT asked, max_by(stem, length(stem))
    FROM unknown
    ANTI JOIN guessed USING (asked)
    JOIN search_index.word ON starts_with(asked, stem)
    WHERE length(stem) BETWEEN greatest(length(asked) - 3, 4) AND length(asked)
    GROUP BY asked
),
same AS MATERIALIZED (
    SELECT asked, word_id, form, passages FROM stems JOIN search_index.word USING (stem)
),
beginning AS MATERIALIZED (
    -- What all forms of a word begin with, so that candidates are looked for once.
    SELECT asked, left(lowest, list_count(list_filter(range(1, 60), lambda n: left(lowest, n) = left(highest, n) AND n <= length(lowest)))) AS letters
    FROM (SELECT asked, min(form) AS lowest, max(form) AS highest FROM same WHERE form SIMILAR TO '[a-z]+' GROUP BY asked)
),
candidate AS MATERIALIZED (
    SELECT asked, word_id, form, passages
    FROM search_index.word JOIN beginning ON contains(form, letters)
    WHERE length(letters) > 2
),
cut AS MATERIALIZED (
    SELECT
        asked, candidate.word_id, same.form AS part,
        left(candidate.form, strpos(candidate.form, same.form) - 1) AS head,
        substr(candidate.form, strpos(candidate.form, same.form) + length(same.form)) AS tail
    FROM candidate JOIN same USING (asked)
    WHERE length(same.form) > 3 AND contains(candidate.form, same.form) AND candidate.form <> same.form
),
piece AS MATERIALIZED (
    SELECT asked, word_id, part, 'head' AS side, unnest([head, regexp_replace(head, 's$', ''), regexp_replace(head, 'en?$', '')]) AS form
    FROM cut
    UNION ALL
    SELECT asked, word_id, part, 'tail', unnest([tail, regexp_replace(tail, '^s', ''), regexp_replace(tail, '^en?', '')])
    FROM cut
),
real AS MATERIALIZED (
    -- By number, which is quicker than by letters where the collection has hundreds of thousands of forms.
    SELECT form
    FROM search_index.word
    SEMI JOIN (SELECT md5_number_lower(form) AS key FROM (SELECT DISTINCT form FROM piece WHERE length(form) > 2)) USING (key)
    UNION ALL
    SELECT ''
),
compound AS (
    SELECT DISTINCT asked, word_id
    FROM (
        SELECT asked, word_id FROM piece SEMI JOIN real USING (form)
        GROUP BY asked, word_id, part HAVING count(DISTINCT side) = 2
    )
    ANTI JOIN same USING (asked, word_id)
)
SELECT asked, word_id, form, passages, 'same' AS tie FROM same
UNION ALL
SELECT asked, word_id, form, passages, 'compound' FROM compound JOIN candidate USING (asked, word_id);

-- Grain: one row per question or answer that holds a word of the query, the best ones first: those with the most words of
-- the query, and among these the highest score (BM25 with k1 = 1.2 and b = 0.75, a compound counting half). `most` is how
-- many rows there are at most; `forms` are all forms that stand for the words of the query. With `texts := false` the
-- text is NULL: whoever counts all rows and shows a few reads the texts of these few only.
CREATE OR REPLACE MACRO search(query, party := NULL, since := NULL, until := NULL, most := 50, texts := true) AS TABLE
WITH meant AS MATERIALIZED (
    SELECT
        dense_rank() OVER (ORDER BY asked)::UTINYINT AS asked_no, word_id, form, passages,
        if(tie = 'same', 1, 0.5)::FLOAT AS weight,
        row_number() OVER () AS place
    FROM search_words(query)
),
whole AS MATERIALIZED (
    SELECT count(*) AS passages, avg(words) AS words FROM search_index.passage
),
rarity AS MATERIALIZED (
    SELECT asked_no, ln(1 + (whole.passages - known + 0.5) / (known + 0.5)) AS rarity
    FROM (SELECT asked_no, sum(passages) FILTER (weight = 1) AS stated FROM meant GROUP BY asked_no)
    CROSS JOIN whole
    CROSS JOIN LATERAL (SELECT least(stated, whole.passages) AS known)  -- a passage with two forms is stated twice
),
found AS (
    -- Two readings, because DuckDB looks rows up by their number while they are up to 2048, and reads all where they are more.
    SELECT asked_no, one.passage_no, sum(one.times * weight) AS times
    FROM (
        SELECT asked_no, weight, unnest(found_in) AS one
        FROM search_index.posting JOIN (FROM meant WHERE place <= 1500) USING (word_id)
        UNION ALL
        SELECT asked_no, weight, unnest(found_in)
        FROM search_index.posting JOIN (FROM meant WHERE place > 1500) USING (word_id)
        UNION ALL
        SELECT asked_no, weight, unnest(found_in)
        FROM search_index.late_posting JOIN meant USING (word_id)
    )
    GROUP BY asked_no, one.passage_no
),
ranked AS MATERIALIZED (
    SELECT
        passage_no, any_value(passage.rowid) AS place, count(*) AS words_found,
        round(sum(rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * passage.words / whole.words))), 4) AS score,
        words_found * 1e6 + score AS points
    FROM found
    JOIN rarity USING (asked_no)
    JOIN search_index.passage USING (passage_no)
    CROSS JOIN whole
    WHERE
        (party IS NULL OR list_contains(parties, party))
        AND (since IS NULL OR dated_on >= since::DATE)
        AND (until IS NULL OR dated_on <= until::DATE)
    GROUP BY passage_no
),
last AS MATERIALIZED (
    SELECT min(points) AS points FROM (SELECT points FROM ranked ORDER BY points DESC LIMIT most)
),
chosen AS MATERIALIZED (
    SELECT *, count(*) OVER () AS all_chosen FROM ranked WHERE points >= (SELECT points FROM last)
),
-- Only now what is told of a passage. Of a few rows each is looked up in the index, of many the columns are read whole, which
-- is what finding them by their place in the table does: a row of this width takes as long to look up as hundreds to read.
best AS MATERIALIZED (
    SELECT *
    FROM (
        SELECT passage.*, words_found, score
        FROM (FROM chosen WHERE all_chosen <= 300) JOIN search_index.passage USING (passage_no)
        UNION ALL
        SELECT passage.*, words_found, score
        FROM (FROM chosen WHERE all_chosen > 300) AS many JOIN search_index.passage ON passage.rowid = many.place
    )
    ORDER BY words_found DESC, score DESC, passage_id
    LIMIT most
)
-- The forms come last, to rows that are in order already: thousands of forms are not to be sorted along with each row.
SELECT found.*, forms
FROM (
    SELECT
        kind, question_id, if(kind = 'answer', passage_id, NULL) AS answer_id, publication_id, parties, dated_on,
        words_found, score, text
    FROM (
        (
            SELECT best.*, text
            FROM best
            JOIN (
                SELECT question_id AS passage_id, text FROM question
                UNION ALL
                SELECT answer_id, text FROM answer
            ) AS told USING (passage_id)
            WHERE texts
            ORDER BY words_found DESC, score DESC, passage_id
        )
        UNION ALL
        SELECT best.*, NULL FROM best WHERE NOT texts
    )
) AS found
CROSS JOIN (SELECT list(DISTINCT form ORDER BY form) AS forms FROM meant);

COMMENT ON MACRO TABLE search_words IS 'One row per word of a query and form that stands for it.';
COMMENT ON MACRO TABLE search IS 'One row per question or answer that holds a word of the query, the best ones first.';
