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
    parties VARCHAR[] NOT NULL,     -- who asks: for an answer, all whose questions it answers
    dated_on DATE,                    -- date of its letter, else the day of publication
    words INTEGER NOT NULL            -- how many words it has, without stop words
);
CREATE INDEX passage_by_number ON search_index.passage (passage_no);

-- Grain: one row per form of a word that stands in some passage.
CREATE TABLE search_index.word (
    word_id INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    stem VARCHAR NOT NULL,            -- forms with one stem are one word: grondstof, grondstoffen
    passages INTEGER NOT NULL,        -- in how many passages it stands
    key UBIGINT NOT NULL              -- the form as a number (half of its MD5), by which thousands are found sooner
);
CREATE INDEX word_by_form ON search_index.word (form);
CREATE INDEX word_by_stem ON search_index.word (stem);

-- Grain: one row per form, as of the last sorting, with the passages that it stands in. One that is gone is among them
-- until the next sorting: a search drops it, because no passage gets its number again.
CREATE TABLE search_index.posting (
    word_id INTEGER NOT NULL,
    found_in STRUCT(passage_no INTEGER, times USMALLINT)[] NOT NULL
);
CREATE INDEX posting_by_word ON search_index.posting (word_id);

-- Grain: one row per form for each load since the last sorting. Apart, and without an index, because a load writes the last
-- row group of every table that it adds to anew, and the lists of all sorted postings may be one.
CREATE TABLE search_index.late_posting (
    word_id INTEGER NOT NULL,
    found_in STRUCT(passage_no INTEGER, times USMALLINT)[] NOT NULL
);

-- Grain: one row in all.
CREATE TABLE search_index.state (
    last_passage INTEGER NOT NULL,    -- the highest passage_no that was ever given
    postings BIGINT NOT NULL,         -- forms in passages, all of them
    unsorted BIGINT NOT NULL          -- of these, how many came or went since the last sorting
);
INSERT INTO search_index.state VALUES (0, 0, 0);

-- Grain: one row per word that is left out.
CREATE TABLE search_index.stop_word (form VARCHAR NOT NULL);
