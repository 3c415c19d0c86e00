-- Delete the passages of the publications in `changed` from the index.
CREATE OR REPLACE TEMP TABLE leaving AS
SELECT passage_no FROM search_index.passage SEMI JOIN changed USING (publication_id);

CREATE OR REPLACE TEMP TABLE fewer AS
SELECT word_id, count(*) AS passages
FROM (
    SELECT word_id, unnest(found_in).passage_no AS passage_no
    FROM (FROM search_index.posting UNION ALL FROM search_index.late_posting)
    WHERE EXISTS (FROM leaving)
)
SEMI JOIN leaving USING (passage_no)
GROUP BY word_id;

UPDATE search_index.word SET passages = word.passages - fewer.passages FROM fewer WHERE fewer.word_id = word.word_id;

UPDATE search_index.state
SET postings = postings - gone, unsorted = unsorted + gone
FROM (SELECT coalesce(sum(passages), 0) AS gone FROM fewer);

DELETE FROM search_index.passage WHERE passage_no IN (FROM leaving);
