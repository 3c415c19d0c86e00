-- Lays the postings of each word together, those of frequent words first. A search reads a few frequent words and perhaps
-- hundreds of rare ones, the compounds, and so finds these close to each other.
CREATE OR REPLACE TEMP TABLE numbered AS
SELECT word_id AS former_id, row_number() OVER (ORDER BY passages DESC, form)::INTEGER AS word_id FROM search_index.word;

CREATE TABLE search_index.sorted AS
SELECT numbered.word_id, posting.passage_no, posting.times
FROM search_index.posting JOIN numbered ON numbered.former_id = posting.word_id
ORDER BY numbered.word_id, posting.passage_no;

DROP TABLE search_index.posting;

ALTER TABLE search_index.sorted RENAME TO posting;

UPDATE search_index.word SET word_id = numbered.word_id FROM numbered WHERE numbered.former_id = word.word_id;

UPDATE search_index.unsorted SET postings = 0;
