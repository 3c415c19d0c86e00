-- Compact the postings of one portion of the words, all of which are in `posted`: one row per form, without deleted passages.
INSERT INTO search_index.sorted
WITH bounds AS MATERIALIZED (
    SELECT first_word, last_word FROM word_portion ORDER BY portion LIMIT 1
)
SELECT word_id, list_sort(list(entry)) AS found_in
FROM (
    SELECT word_id, unnest(found_in) AS entry FROM posted
    WHERE word_id BETWEEN (SELECT first_word FROM bounds) AND (SELECT last_word FROM bounds)
)
SEMI JOIN search_index.passage ON passage.passage_no = entry.passage_no
GROUP BY word_id
ORDER BY word_id;

DELETE FROM word_portion WHERE portion = (SELECT min(portion) FROM word_portion);
