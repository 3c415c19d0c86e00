-- Start compacting the postings: create the new table and divide the words into portions of a million postings.
CREATE TABLE search_index.sorted (
    word_id INTEGER NOT NULL,
    found_in STRUCT(passage_no INTEGER, times USMALLINT)[] NOT NULL
);

CREATE OR REPLACE TEMP TABLE word_portion AS
SELECT portion, min(word_id) AS first_word, max(word_id) AS last_word
FROM (SELECT word_id, sum(passages) OVER (ORDER BY word_id) // 1000000 AS portion FROM search_index.word)
GROUP BY portion;
