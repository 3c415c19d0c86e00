-- Full-text index. A passage is the text of one question or answer; a word is one form as written, in lower case without
-- accents; a posting records that a passage contains a word. The numbers are valid in this file only.
-- Why no keys: the loader writes whole passages only. A test in tests/use checks that none is stored twice.
CREATE SCHEMA search_index;

-- Grain: one row per question and per answer, in the order of their numbers.
-- Why without an index by number: a load would write the last row group again, up to 2 MB, and no search was faster with it.
CREATE TABLE search_index.passage (
    passage_no INTEGER NOT NULL,
    exchange_no INTEGER NOT NULL,     -- number that a question and its answers share. Why: counting by question_id takes longer
    passage_id VARCHAR NOT NULL,      -- the question_id or answer_id
    kind VARCHAR NOT NULL,            -- question or answer
    publication_id VARCHAR NOT NULL,
    question_id VARCHAR,              -- the question itself; for an answer the first question that it answers
    parties VARCHAR[] NOT NULL,       -- parties that ask; for an answer, of all questions that it answers
    dated_on DATE,                    -- date of its letter, otherwise the day of publication
    words INTEGER NOT NULL            -- number of words without stop words
);

-- Grain: one row per form of a word that a passage contains.
CREATE TABLE search_index.word (
    word_id INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    stem VARCHAR NOT NULL,            -- forms with one stem are one word: grondstof, grondstoffen
    passages INTEGER NOT NULL,        -- number of passages that contain it
    key UBIGINT NOT NULL              -- half of the form's MD5. Why: comparing numbers is faster
);
CREATE INDEX word_by_form ON search_index.word (form);
CREATE INDEX word_by_stem ON search_index.word (stem);

-- Grain: one row per form, as of the last compaction, with the passages that contain it. Deleted passages stay in the lists
-- until the next compaction; a search skips them, because no passage gets their numbers again.
CREATE TABLE search_index.posting (
    word_id INTEGER NOT NULL,
    found_in STRUCT(passage_no INTEGER, times USMALLINT)[] NOT NULL
);
CREATE INDEX posting_by_word ON search_index.posting (word_id);

-- Grain: one row per form for each load since the last compaction.
-- Why a table of its own, without an index: adding a row rewrites the last row group of a table, and all compacted postings
-- may be one row group.
CREATE TABLE search_index.late_posting (
    word_id INTEGER NOT NULL,
    found_in STRUCT(passage_no INTEGER, times USMALLINT)[] NOT NULL
);

-- Grain: one row in all.
CREATE TABLE search_index.state (
    last_passage INTEGER NOT NULL,    -- highest passage_no that was ever used
    postings BIGINT NOT NULL,         -- number of forms in passages
    unsorted BIGINT NOT NULL          -- of these, added or deleted since the last compaction
);
INSERT INTO search_index.state VALUES (0, 0, 0);

-- Grain: one row per word that is not indexed.
CREATE TABLE search_index.stop_word (form VARCHAR NOT NULL);
