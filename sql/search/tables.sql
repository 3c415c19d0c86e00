-- The full-text index. A passage is the text of one question or answer; a word is one form as written, in small letters
-- without accents; a posting says that a word stands in a passage. The numbers are this file's own: nothing else may
-- keep them. There are no keys, because the loader writes whole passages only; tests/use holds that none is there twice.
CREATE SCHEMA search_index;

-- Grain: one row per question and per answer.
CREATE TABLE search_index.passage (
    passage_no INTEGER NOT NULL,
    passage_id VARCHAR NOT NULL,      -- the question_id or answer_id
    kind VARCHAR NOT NULL,            -- question or answer
    publication_id VARCHAR NOT NULL,
    question_id VARCHAR,              -- the question itself; of an answer the first question that it answers
    fractions VARCHAR[] NOT NULL,     -- who asks: for an answer, all whose questions it answers
    dated_on DATE,                    -- date of its letter, else the day of publication
    words INTEGER NOT NULL            -- how many words it has, without stop words
);

-- Grain: one row per form of a word that stands in some passage.
CREATE TABLE search_index.word (
    word_id INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    stem VARCHAR NOT NULL,            -- forms with one stem are one word: grondstof, grondstoffen
    passages INTEGER NOT NULL,        -- in how many passages it stands
    key UBIGINT NOT NULL              -- the form as a number (half of its MD5), by which it is found sooner
);

-- Grain: one row per form and passage in which it stands. Sorted by word_id, except for what came since the last sorting.
CREATE TABLE search_index.posting (
    word_id INTEGER NOT NULL,
    passage_no INTEGER NOT NULL,
    times USMALLINT NOT NULL
);

-- Grain: one row in all: how many postings came since they were last sorted.
CREATE TABLE search_index.unsorted (postings BIGINT NOT NULL);
INSERT INTO search_index.unsorted VALUES (0);

-- Grain: one row per word that is left out.
CREATE TABLE search_index.stop_word (form VARCHAR NOT NULL);
