-- Grain: one row per cited item: a footnote that names two papers gives two rows.
CREATE TABLE reference (
    reference_id VARCHAR NOT NULL CHECK (starts_with(reference_id, publication_id || '/reference-') AND regexp_matches(substring(reference_id, length(publication_id) + 1), '^/reference-[0-9]+$')),
    publication_id VARCHAR NOT NULL,
    letter_id VARCHAR,
    question_id VARCHAR,
    answer_id VARCHAR,
    footnote VARCHAR,
    kind VARCHAR NOT NULL CHECK (kind IN ('kamerstuk', 'eu_document', 'staatsblad', 'staatscourant', 'tractatenblad', 'handelingen', 'aanhangsel', 'ecli', 'url', 'answer', 'law', 'letter')),
    text VARCHAR NOT NULL,
    target VARCHAR,
    target_question_id VARCHAR,
    session_year VARCHAR,
    page VARCHAR,
    item VARCHAR,
    cited_on DATE,
    url VARCHAR,
    status VARCHAR NOT NULL CHECK (status IN ('resolved', 'unresolved', 'ambiguous')),
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    mark_position INTEGER CHECK (mark_position >= 0),
    PRIMARY KEY (reference_id)
);

COMMENT ON COLUMN reference.reference_id IS 'Key: publication_id/reference-<ordinal>; the same text gives the same key in every rebuild.';
COMMENT ON COLUMN reference.question_id IS 'Question with the citation, or with the mark of its footnote.';
COMMENT ON COLUMN reference.answer_id IS 'Answer with the citation, or with the mark of its footnote.';
COMMENT ON COLUMN reference.footnote IS 'Number of the footnote that holds the citation; NULL in running text.';
COMMENT ON COLUMN reference.kind IS 'Kind of target; answer: another answer in the same paper; letter: a letter named by its date only.';
COMMENT ON COLUMN reference.text IS 'Citation as printed, in clean text.';
COMMENT ON COLUMN reference.target IS 'Normal name of the target: kst-22112-4103, dossier-36741, COM(2025)120, stb-2024-123, D66 2; NULL for an unresolved citation.';
COMMENT ON COLUMN reference.target_question_id IS 'For kind answer: the question that is pointed to, where it is in the same publication.';
COMMENT ON COLUMN reference.session_year IS 'Session year that the citation states, as two full years.';
COMMENT ON COLUMN reference.page IS 'Page that the citation states: 8, 12-14.';
COMMENT ON COLUMN reference.item IS 'Item of the Handelingen, article or point that the citation states.';
COMMENT ON COLUMN reference.cited_on IS 'Date by which a letter is named: Kamerbrief van 6 december jl.';
COMMENT ON COLUMN reference.url IS 'Address of the target: the official one, or for kind url the printed one; NULL where none is known.';
COMMENT ON COLUMN reference.status IS 'resolved: one official target; ambiguous: more than one target fits; unresolved: no target was found.';
COMMENT ON COLUMN reference.mark_position IS 'For a citation in a footnote: offset of the first mark of that note in publication_text.text.';
