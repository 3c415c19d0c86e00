-- Grain: one row per correction that a person made of a publication and did not withdraw; the rows of a publication rest on those that are applied.
CREATE TABLE correction (
    publication_id VARCHAR NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    state VARCHAR NOT NULL CHECK (state IN ('applied', 'overruled', 'dropped')),
    what VARCHAR NOT NULL CHECK (what IN ('kind', 'label', 'question', 'answer', 'neither', 'askers', 'minister')),
    value VARCHAR NOT NULL,
    char_start INTEGER CHECK (char_start >= 0),
    char_end INTEGER CHECK (char_end > char_start),
    text_sha256 VARCHAR NOT NULL CHECK (length(text_sha256) = 64),
    corrected_by VARCHAR NOT NULL,
    corrected_why VARCHAR NOT NULL,
    corrected_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (publication_id, number)
);

COMMENT ON TABLE correction IS 'One row per correction that a person made of a publication and did not withdraw; the rows of a publication rest on those that are applied.';
COMMENT ON COLUMN correction.publication_id IS 'Publication that was corrected.';
COMMENT ON COLUMN correction.number IS 'Number of the correction within the publication, from 1; that of a withdrawn one is not used again.';
COMMENT ON COLUMN correction.state IS 'applied: the rows of the publication agree with it; overruled: they do not, because a later correction contradicts it or it names a question that is not there; dropped: the text of the publication changed since.';
COMMENT ON COLUMN correction.what IS 'What is corrected. kind: the kind of the paper; label: the label of a block; question, answer: where it begins and ends, and its name; neither: the place is neither question, answer nor signature; askers: the members who ask; minister: a signature.';
COMMENT ON COLUMN correction.value IS 'What it is: a kind of paper; a label (answer 3, party VVD); the party and number of a question, or of the questions that an answer answers (VVD 1, VVD 2); members (Knip (VVD)); a name and an office. Empty for neither.';
COMMENT ON COLUMN correction.char_start IS 'Where the place begins in the text with the hash text_sha256, counted in characters from 0; NULL where it is about the whole paper.';
COMMENT ON COLUMN correction.char_end IS 'Where the place ends in that text (first character after it); NULL where it is about the whole paper.';
COMMENT ON COLUMN correction.text_sha256 IS 'SHA-256 of the text that the person saw; it counts for no other text.';
COMMENT ON COLUMN correction.corrected_by IS 'Who made it.';
COMMENT ON COLUMN correction.corrected_why IS 'Why, in that person''s words.';
COMMENT ON COLUMN correction.corrected_at IS 'Moment at which it was recorded, in UTC; differs between histories.';
