-- Full-text search, for everyone who opens the file; it needs no extension.

-- Grain: one row per part of a query, in lower case without accents: a word, "a phrase", -without, begin*. A single word in
-- quotation marks matches that form only; an asterisk needs three letters or more before it.
CREATE OR REPLACE MACRO search_parts(query) AS TABLE
SELECT
    trim(regexp_replace(lower(strip_accents(part)), '[^a-z0-9]+', ' ', 'g')) AS text,
    starts_with(part, '-') AS excluded,
    regexp_matches(part, '^-?["“„«]') AS quoted,
    NOT quoted AND regexp_matches(part, '^-?[^ ]{3,}\*$') AND NOT contains(text, ' ') AS begins
FROM (SELECT unnest(regexp_extract_all(query, '-?["“„«][^"“”»]+["”»]|[^\s"“”„«»]+')) AS part)
WHERE text <> '';

-- Grain: one row per word of the query and form that matches it: a form with the same stem ('same'), a compound with it
-- ('compound'), or a form that begins with it ('beginning', for water*). A compound matches only if the rest of it is a word
-- of the collection too, with an optional linking s, e or en. Example: grondstof matches grondstoffenstrategie, and zorg does
-- not match bezorgd. `needed` is true for words of a phrase, single quoted words and beginnings.
CREATE OR REPLACE MACRO search_forms(query) AS TABLE
WITH query_terms AS MATERIALIZED (
    SELECT term, excluded, bool_or(quoted) AS exact, bool_or(begins) AND NOT exact AS beginning
    FROM (
        SELECT unnest(string_split(text, ' ')) AS term, excluded, quoted, begins
        FROM search_parts(query)
        WHERE NOT excluded OR NOT contains(text, ' ')
    )
    GROUP BY term, excluded
),
terms AS MATERIALIZED (
    SELECT DISTINCT term FROM query_terms
),
known AS MATERIALIZED (
    SELECT term, stem FROM terms JOIN search_index.word ON word.form = terms.term
),
unknown AS MATERIALIZED (
    SELECT term FROM terms ANTI JOIN known USING (term) ANTI JOIN search_index.stop_word ON stop_word.form = term
),
-- Words that are not in the index: strip the ending and apply Dutch spelling rules. Example: huizen gives huis, brieven brief,
-- wetten wet, and boom bom (the stem of bomen).
stripped AS MATERIALIZED (
    SELECT term, unnest([term, regexp_replace(term, 'en$', ''), regexp_replace(term, '[ens]$', '')]) AS form FROM unknown
),
spelt AS MATERIALIZED (
    SELECT term, CASE right(form, 1) WHEN 'v' THEN left(form, -1) || 'f' WHEN 'z' THEN left(form, -1) || 's' ELSE form END AS form
    FROM (SELECT term, if(form SIMILAR TO '.*(bb|dd|ff|gg|kk|ll|mm|nn|pp|rr|ss|tt|zz)', left(form, -1), form) AS form FROM stripped)
),
guessed AS MATERIALIZED (
    SELECT term, max_by(stem, length(stem)) AS stem
    FROM (
        SELECT term, if(form SIMILAR TO '.*(aa|ee|oo|uu)[^aeiou]', left(form, -2) || right(form, 1), form) AS stem FROM spelt
    )
    SEMI JOIN search_index.word USING (stem)
    WHERE length(stem) > 2
    GROUP BY term
),
stems AS MATERIALIZED (
    FROM known
    UNION ALL
    FROM guessed
    UNION ALL
    -- Otherwise the longest stem that it begins with, up to an ending of three letters.
    SELECT term, max_by(stem, length(stem))
    FROM unknown
    ANTI JOIN guessed USING (term)
    JOIN search_index.word ON starts_with(term, stem)
    WHERE length(stem) BETWEEN greatest(length(term) - 3, 4) AND length(term)
    GROUP BY term
),
same AS MATERIALIZED (
    SELECT term, word_id, form, passages FROM stems JOIN search_index.word USING (stem)
),
beginning AS MATERIALIZED (
    -- Common prefix of all forms of a word, so that one scan finds the candidates of all of them.
    SELECT term, left(lowest, list_count(list_filter(range(1, 60), lambda n: left(lowest, n) = left(highest, n) AND n <= length(lowest)))) AS letters
    FROM (SELECT term, min(form) AS lowest, max(form) AS highest FROM same WHERE form SIMILAR TO '[a-z]+' GROUP BY term)
),
candidate AS MATERIALIZED (
    SELECT term, word_id, form, passages
    FROM search_index.word JOIN beginning ON contains(form, letters)
    WHERE length(letters) > 2
),
cut AS MATERIALIZED (
    SELECT
        term, candidate.word_id, same.form AS part,
        left(candidate.form, strpos(candidate.form, same.form) - 1) AS head,
        substr(candidate.form, strpos(candidate.form, same.form) + length(same.form)) AS tail
    FROM candidate JOIN same USING (term)
    WHERE length(same.form) > 3 AND contains(candidate.form, same.form) AND candidate.form <> same.form
),
piece AS MATERIALIZED (
    SELECT term, word_id, part, 'head' AS side, unnest([head, regexp_replace(head, 's$', ''), regexp_replace(head, 'en?$', '')]) AS form
    FROM cut
    UNION ALL
    SELECT term, word_id, part, 'tail', unnest([tail, regexp_replace(tail, '^s', ''), regexp_replace(tail, '^en?', '')])
    FROM cut
),
known_forms AS MATERIALIZED (
    -- Why by number: it is faster than by text with hundreds of thousands of forms.
    SELECT form
    FROM search_index.word
    SEMI JOIN (SELECT md5_number_lower(form) AS key FROM (SELECT DISTINCT form FROM piece WHERE length(form) > 2)) USING (key)
    UNION ALL
    SELECT ''
),
compound AS (
    SELECT DISTINCT term, word_id
    FROM (
        SELECT term, word_id FROM piece SEMI JOIN known_forms USING (form)
        GROUP BY term, word_id, part HAVING count(DISTINCT side) = 2
    )
    ANTI JOIN same USING (term, word_id)
),
matched AS (
    SELECT term, word_id, form, passages, 'same' AS match FROM same
    UNION ALL
    SELECT term, word_id, form, passages, 'compound' FROM compound JOIN candidate USING (term, word_id)
)
SELECT term, word_id, form, passages, match, excluded, exact AS needed
FROM matched
JOIN query_terms USING (term)
WHERE NOT beginning AND (NOT exact OR form = term) AND (NOT excluded OR match = 'same')
UNION ALL
SELECT term, word_id, form, passages, 'beginning', excluded, true
FROM search_index.word
JOIN (FROM query_terms WHERE beginning) AS begun ON starts_with(form, term);

-- Grain: one row per word of the query and form that matches it, without the words that the query excludes.
CREATE OR REPLACE MACRO search_words(query) AS TABLE
SELECT term, word_id, form, passages, match FROM search_forms(query) WHERE NOT excluded;

-- Grain: one row per question or answer that matches the query, unordered: it contains each phrase and beginning, and none of
-- the excluded words. The score is BM25 with k1 = 1.2 and b = 0.75; a compound counts half.
CREATE OR REPLACE MACRO search_ranked(query, party := NULL, since := NULL, until := NULL, of_kind := NULL) AS TABLE
WITH term_forms AS MATERIALIZED (
    FROM search_forms(query)
),
matched_terms AS MATERIALIZED (
    SELECT
        dense_rank() OVER (ORDER BY term)::UTINYINT AS term_no, word_id, passages, needed,
        if(match = 'compound', 0.5, 1)::FLOAT AS weight,
        row_number() OVER () AS place
    FROM term_forms
    WHERE NOT excluded
),
unwanted AS MATERIALIZED (
    SELECT DISTINCT entry.passage_no
    FROM (
        SELECT unnest(found_in) AS entry
        FROM (FROM search_index.posting UNION ALL FROM search_index.late_posting)
        SEMI JOIN (FROM term_forms WHERE excluded) AS excluded USING (word_id)
    )
),
phrase AS MATERIALIZED (
    SELECT text, excluded FROM search_parts(query) WHERE quoted AND contains(text, ' ')
),
needs AS MATERIALIZED (
    -- Why without stop words: they are not in the index. The comparison of phrases with the text checks them.
    SELECT count(DISTINCT word) AS words
    FROM (
        SELECT unnest(string_split(text, ' ')) AS word
        FROM search_parts(query)
        WHERE NOT excluded AND (quoted OR begins)
    )
    ANTI JOIN search_index.stop_word ON stop_word.form = word
    WHERE length(word) > 1
),
collection AS MATERIALIZED (
    SELECT count(*) AS passages, avg(words) AS words FROM search_index.passage
),
rarity AS MATERIALIZED (
    SELECT term_no, needed, ln(1 + (collection.passages - known + 0.5) / (known + 0.5)) AS rarity
    FROM (
        SELECT term_no, bool_or(needed) AS needed, sum(passages) FILTER (weight = 1) AS stated FROM matched_terms GROUP BY term_no
    )
    CROSS JOIN collection
    CROSS JOIN LATERAL (SELECT least(stated, collection.passages) AS known)  -- a passage with two forms is counted twice
),
found AS (
    -- Why two parts: DuckDB looks up to 2048 rows up in the index; for more it scans the whole table.
    SELECT term_no, entry.passage_no, sum(entry.times * weight) AS times
    FROM (
        SELECT term_no, weight, unnest(found_in) AS entry
        FROM search_index.posting JOIN (FROM matched_terms WHERE place <= 1500) USING (word_id)
        UNION ALL
        SELECT term_no, weight, unnest(found_in)
        FROM search_index.posting JOIN (FROM matched_terms WHERE place > 1500) USING (word_id)
        UNION ALL
        SELECT term_no, weight, unnest(found_in)
        FROM search_index.late_posting JOIN matched_terms USING (word_id)
    )
    GROUP BY term_no, entry.passage_no
),
ranked AS MATERIALIZED (
    SELECT
        passage_no, any_value(passage.rowid) AS place, any_value(exchange_no) AS exchange_no, count(*) AS words_found,
        round(sum(rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * passage.words / collection.words))), 4) AS score,
        words_found * 1e6 + score AS points
    FROM found
    JOIN rarity USING (term_no)
    JOIN search_index.passage USING (passage_no)
    CROSS JOIN collection
    WHERE
        (party IS NULL OR list_contains(parties, party))
        AND (since IS NULL OR dated_on >= since::DATE)
        AND (until IS NULL OR dated_on <= until::DATE)
        AND (of_kind IS NULL OR kind = of_kind)
    GROUP BY passage_no
    HAVING count(*) FILTER (needed) = (SELECT words FROM needs)
),
-- Passages that lack a phrase, or contain an excluded one. Only texts with all words of the phrases are read.
unfit AS MATERIALIZED (
    SELECT DISTINCT passage_no
    FROM (
        SELECT
            passage_no,
            ' ' || trim(regexp_replace(lower(strip_accents(text)), '[^a-z0-9]+', ' ', 'g')) || ' ' AS plain
        FROM ranked
        JOIN search_index.passage USING (passage_no)
        JOIN (
            SELECT question_id AS passage_id, text FROM question
            UNION ALL
            SELECT answer_id, text FROM answer
        ) AS passage_text USING (passage_id)
        WHERE EXISTS (FROM phrase)
    )
    JOIN phrase ON contains(plain, ' ' || phrase.text || ' ') = phrase.excluded
)
-- Why no ANTI JOIN: DuckDB would put all that is ranked in a hash table, also where nothing is unwanted.
FROM ranked
WHERE passage_no NOT IN (FROM unwanted UNION ALL FROM unfit);

-- Grain: one row per question or answer that matches the query, best first: most words of the query, then highest score.
-- `most` is the maximum number of rows, `of_kind` the kind of the passages, question or answer; `forms` has all forms that match
-- the words of the query.
CREATE OR REPLACE MACRO search(query, party := NULL, since := NULL, until := NULL, most := 50, of_kind := NULL) AS TABLE
WITH ranked AS MATERIALIZED (
    FROM search_ranked(query, party := party, since := since, until := until, of_kind := of_kind)
),
last AS MATERIALIZED (
    SELECT min(points) AS points FROM (SELECT points FROM ranked ORDER BY points DESC LIMIT most)
),
chosen AS MATERIALIZED (
    FROM ranked WHERE points >= (SELECT points FROM last)
),
-- Why the columns of the passages come this late: only the best rows need them.
best AS MATERIALIZED (
    SELECT passage.*, words_found, score
    FROM chosen JOIN search_index.passage ON passage.rowid = chosen.place
    ORDER BY words_found DESC, score DESC, passage_id
    LIMIT most
),
-- Why in two steps, rowid by key and then text by rowid: scanning a whole column of texts takes longer than all the rest.
texts AS MATERIALIZED (
    SELECT question_id AS passage_id, text
    FROM question
    JOIN (SELECT question.rowid AS place FROM question SEMI JOIN best ON best.passage_id = question.question_id) AS chosen_question
        ON question.rowid = chosen_question.place
    UNION ALL
    SELECT answer_id, text
    FROM answer
    JOIN (SELECT answer.rowid AS place FROM answer SEMI JOIN best ON best.passage_id = answer.answer_id) AS chosen_answer
        ON answer.rowid = chosen_answer.place
)
-- Why the forms are added last: sorting would copy thousands of forms with each row.
SELECT found.*, forms
FROM (
    SELECT
        kind, question_id, if(kind = 'answer', passage_id, NULL) AS answer_id, publication_id, parties, dated_on,
        words_found, score, text
    FROM best
    JOIN texts USING (passage_id)
    ORDER BY words_found DESC, score DESC, passage_id
) AS found
CROSS JOIN (SELECT list(DISTINCT form ORDER BY form) AS forms FROM search_words(query));

COMMENT ON MACRO TABLE search_words IS 'One row per word of a query and form that matches it.';
COMMENT ON MACRO TABLE search IS 'One row per question or answer that matches the query, best first: words, "a phrase", -without, begin*.';
