-- Takes the passages of the publications in `changed` out of the index.
CREATE OR REPLACE TEMP TABLE leaving AS
SELECT passage_no FROM search_index.passage SEMI JOIN changed USING (publication_id);

UPDATE search_index.word
SET passages = word.passages - fewer.passages
FROM (
    SELECT word_id, count(*) AS passages
    FROM search_index.posting SEMI JOIN leaving USING (passage_no)
    GROUP BY word_id
) AS fewer
WHERE fewer.word_id = word.word_id;

DELETE FROM search_index.posting WHERE passage_no IN (FROM leaving);

DELETE FROM search_index.passage WHERE passage_no IN (FROM leaving);
