-- Insert the present passages of the publications in `changed` into the index.
CREATE OR REPLACE TEMP TABLE arriving AS
WITH asking AS MATERIALIZED (
    SELECT question_id, list(party ORDER BY party) AS parties
    FROM asking_party SEMI JOIN changed USING (publication_id)
    GROUP BY question_id
),
current AS (
    SELECT
        question_id AS passage_id, 'question' AS kind, publication_id, letter_id, text, question_id,
        asking.parties
    FROM question SEMI JOIN changed USING (publication_id)
    LEFT JOIN asking USING (question_id)
    UNION ALL
    SELECT
        answer_id, 'answer', answer.publication_id, answer.letter_id, answer.text, link.question_id, link.parties
    FROM answer SEMI JOIN changed USING (publication_id)
    LEFT JOIN (
        SELECT
            answer_id,
            first(question_id ORDER BY question.ordinal) AS question_id,
            list_sort(list_distinct(flatten(list(asking.parties)))) AS parties
        FROM question_answer SEMI JOIN changed USING (publication_id)
        JOIN question USING (question_id)
        LEFT JOIN asking USING (question_id)
        GROUP BY answer_id
    ) AS link USING (answer_id)
)
SELECT
    (SELECT last_passage FROM search_index.state)
        + row_number() OVER (ORDER BY current.publication_id, coalesce(current.question_id, current.passage_id), current.passage_id)
        AS passage_no,
    (SELECT last_passage FROM search_index.state)
        + dense_rank() OVER (ORDER BY current.publication_id, coalesce(current.question_id, current.passage_id)) AS exchange_no,
    current.passage_id, current.kind, current.publication_id, current.question_id,
    coalesce(current.parties, []) AS parties,
    coalesce(letter.dated_on, publication.published_on) AS dated_on,
    current.text
FROM current
-- Why only the letters and publications that changed: a load of one letter would read all of them.
LEFT JOIN (FROM letter SEMI JOIN changed USING (publication_id)) AS letter USING (letter_id)
LEFT JOIN (FROM publication SEMI JOIN changed USING (publication_id)) AS publication
    ON publication.publication_id = current.publication_id;

CREATE OR REPLACE TEMP TABLE counted AS
SELECT passage_no, form, count(*) AS times
FROM (SELECT passage_no, unnest(forms_in(text)) AS form FROM arriving)
ANTI JOIN search_index.stop_word USING (form)
GROUP BY passage_no, form;

INSERT INTO search_index.passage
SELECT passage_no, exchange_no, passage_id, kind, publication_id, question_id, parties, dated_on, coalesce(words, 0)
FROM arriving
LEFT JOIN (SELECT passage_no, sum(times) AS words FROM counted GROUP BY passage_no) USING (passage_no)
ORDER BY passage_no;

CREATE OR REPLACE TEMP TABLE added_forms AS
SELECT form, count(*) AS passages FROM counted GROUP BY form;

UPDATE search_index.word SET passages = word.passages + added_forms.passages FROM added_forms WHERE added_forms.form = word.form;

INSERT INTO search_index.word
SELECT
    (SELECT coalesce(max(word_id), 0) FROM search_index.word) + row_number() OVER (ORDER BY form),
    form, stem_of(form), passages, md5_number_lower(form)
FROM added_forms
ANTI JOIN search_index.word USING (form)
ORDER BY form;

DELETE FROM search_index.word WHERE passages = 0;

INSERT INTO search_index.late_posting
SELECT word_id, list({passage_no: passage_no, times: least(times, 65535)})
FROM counted
JOIN search_index.word USING (form)
GROUP BY word_id
ORDER BY word_id;

UPDATE search_index.state
SET last_passage = last_passage + (SELECT count(*) FROM arriving), postings = postings + came, unsorted = unsorted + came
FROM (SELECT count(*) AS came FROM counted);
