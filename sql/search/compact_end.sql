-- Replace the postings by the compacted ones.
DROP TABLE search_index.posting;

ALTER TABLE search_index.sorted RENAME TO posting;

CREATE INDEX posting_by_word ON search_index.posting (word_id);

DELETE FROM search_index.late_posting;

UPDATE search_index.state SET unsorted = 0;
