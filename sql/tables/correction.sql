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

COMMENT ON COLUMN correction.publication_id IS 'Publication that was corrected.';
COMMENT ON COLUMN correction.number IS 'Number of the correction within the publication, from 1; the number of a withdrawn correction is not used again.';
COMMENT ON COLUMN correction.state IS 'applied: the rows of the publication agree with it; overruled: they do not, because a later correction contradicts it or it names a question that does not exist; dropped: the text of the publication changed since.';
COMMENT ON COLUMN correction.what IS 'Subject of the correction. kind: the kind of the paper; label: the label of a block; question, answer: its span and its name; neither: the span is not a question, answer or signature; askers: the members who ask; minister: a signature.';
COMMENT ON COLUMN correction.value IS 'Corrected value: a kind of paper; a label (answer 3, party VVD); the party and number of a question, or of the questions that an answer answers (VVD 1, VVD 2); members (Knip (VVD)); a name and an office. Empty for neither.';
COMMENT ON COLUMN correction.char_start IS 'Offset of the first character of the span in the text with the hash text_sha256, from 0; NULL for a correction of the whole paper.';
COMMENT ON COLUMN correction.char_end IS 'Offset after the last character of the span in that text; NULL for a correction of the whole paper.';
COMMENT ON COLUMN correction.text_sha256 IS 'SHA-256 of the text that the person saw; the correction applies to no other text.';
COMMENT ON COLUMN correction.corrected_by IS 'Person who made it.';
COMMENT ON COLUMN correction.corrected_why IS 'Reason for the correction, in that person''s words.';
COMMENT ON COLUMN correction.corrected_at IS 'Moment at which it was recorded, in UTC; differs between histories.';
