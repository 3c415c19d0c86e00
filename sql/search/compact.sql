-- Compacts the postings: one row per form, without those of deleted passages.
CREATE TABLE search_index.sorted AS
SELECT word_id, list_sort(list(entry)) AS found_in
FROM (
    SELECT word_id, unnest(found_in) AS entry FROM search_index.posting
    UNION ALL
    SELECT word_id, unnest(found_in) FROM search_index.late_posting
)
SEMI JOIN search_index.passage ON passage.passage_no = entry.passage_no
GROUP BY word_id
ORDER BY word_id;

DROP TABLE search_index.posting;

ALTER TABLE search_index.sorted RENAME TO posting;

CREATE INDEX posting_by_word ON search_index.posting (word_id);

DELETE FROM search_index.late_posting;

UPDATE search_index.state SET unsorted = 0;
