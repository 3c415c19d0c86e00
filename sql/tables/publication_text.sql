-- Grain: one row per publication: its canonical text, into which every char_start and char_end points.
CREATE TABLE publication_text (
    publication_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    PRIMARY KEY (publication_id)
);

COMMENT ON COLUMN publication_text.publication_id IS 'Publication that has this text.';
COMMENT ON COLUMN publication_text.text IS 'Canonical text: one line per block, then one line per footnote; without running heads, page numbers and footnote marks.';
