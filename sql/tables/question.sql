-- Grain: one row per question as a paper prints it: the smallest unit that is answered on its own. What several papers print is counted once in asked_question.
CREATE TABLE question (
    question_id VARCHAR NOT NULL CHECK (question_id = publication_id || '/question-' || ordinal),
    publication_id VARCHAR NOT NULL,
    letter_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    party VARCHAR,
    askers VARCHAR[],
    label VARCHAR NOT NULL,
    preamble VARCHAR,
    text VARCHAR NOT NULL,
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    PRIMARY KEY (question_id)
);

COMMENT ON COLUMN question.question_id IS 'Key: publication_id/question-<ordinal>; the same text gives the same key in every rebuild.';
COMMENT ON COLUMN question.party IS 'Short name of the fractie (party group) that asks: PvdD, GroenLinks-PvdA. Fracties that ask together under one heading are joined by a hyphen, in the order of the heading: D66-Volt. NULL where the paper names none, or where written questions come from members of several parties: see askers.';
COMMENT ON COLUMN question.askers IS 'Members who send in written questions, with their party, as printed: Knip (VVD); an empty list where a fractie asks through a committee.';
COMMENT ON COLUMN question.label IS 'Number of the question within its fractie or paper: 1, 1a; counted where none is printed.';
COMMENT ON COLUMN question.preamble IS 'Introduction that several questions share; it is not part of the text of a question.';
COMMENT ON COLUMN question.text IS 'Question in clean text, without its number.';
