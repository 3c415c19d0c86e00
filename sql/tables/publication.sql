-- Grain: one row per publication that is in force: a paper as the official source publishes it, in its latest accepted version.
CREATE TABLE publication (
    publication_id VARCHAR NOT NULL,
    chamber VARCHAR CHECK (chamber IN ('EK', 'TK')),
    kind VARCHAR NOT NULL CHECK (kind IN ('verslag_schriftelijk_overleg', 'schriftelijke_vragen', 'memorie_van_antwoord', 'nota_naar_aanleiding_van_het_verslag', 'voorlopig_verslag', 'brief', 'uitstelbericht', 'other')),
    series VARCHAR NOT NULL CHECK (series IN ('kst', 'ah', 'kv', 'blg', 'file')),
    dossier_number VARCHAR,
    sub_number VARCHAR,
    session_year VARCHAR,
    title VARCHAR,
    dossier_title VARCHAR,
    status VARCHAR,
    published_on DATE,
    modified_at TIMESTAMP WITH TIME ZONE,
    version INTEGER NOT NULL CHECK (version >= 1),
    source_url VARCHAR,
    media_type VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL CHECK (length(content_sha256) = 64),
    text_sha256 VARCHAR NOT NULL CHECK (length(text_sha256) = 64),
    reader_version VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    explained_share DOUBLE CHECK (explained_share BETWEEN 0 AND 1),
    log_position BIGINT,
    PRIMARY KEY (publication_id)
);

COMMENT ON COLUMN publication.publication_id IS 'Official identifier by which Griffier keeps the paper, such as kst-36867-C or ah-ek-20232024-5; file-<name> for a file without one.';
COMMENT ON COLUMN publication.chamber IS 'Chamber that published it: EK (Eerste Kamer) or TK (Tweede Kamer); NULL where neither the source nor the text names it.';
COMMENT ON COLUMN publication.kind IS 'Kind of paper, from title, catalogue and text together; other includes motions, bills and all other papers that are not correspondence.';
COMMENT ON COLUMN publication.series IS 'Series it appeared in: kst (kamerstuk), ah (aanhangsel), kv (kamervragen), blg (bijlage), file (a file without an official identifier).';
COMMENT ON COLUMN publication.sub_number IS 'Ondernummer: letters for the Eerste Kamer (C, BM), numbers for the Tweede Kamer and for written questions.';
COMMENT ON COLUMN publication.title IS 'Title of the paper itself.';
COMMENT ON COLUMN publication.dossier_title IS 'Title of the dossier it belongs to.';
COMMENT ON COLUMN publication.status IS 'Status in the words of the source: Onopgemaakt (PDF only), Opgemaakt, Opgemaakt na onopgemaakt.';
COMMENT ON COLUMN publication.published_on IS 'Day on which the official source made it available (dcterms:available).';
COMMENT ON COLUMN publication.modified_at IS 'Moment of the last change according to the source, in UTC.';
COMMENT ON COLUMN publication.version IS 'Number of the accepted text of this publication, from 1.';
COMMENT ON COLUMN publication.source_url IS 'Address from which these bytes came; NULL where they came from this machine: a file, or the replay server of the sample.';
COMMENT ON COLUMN publication.media_type IS 'Media type of the manifestation that was read: application/xml, text/html, application/pdf, text/plain or the Word type.';
COMMENT ON COLUMN publication.content_sha256 IS 'SHA-256 of the bytes that were read, under which the content store keeps them.';
COMMENT ON COLUMN publication.text_sha256 IS 'SHA-256 of the canonical text; equal for two files with the same text.';
COMMENT ON COLUMN publication.reader_version IS 'Version of the reader that made the canonical text.';
COMMENT ON COLUMN publication.parser_version IS 'Version of the parser that made the rows.';
COMMENT ON COLUMN publication.explained_share IS 'Share of the running text of a paper of questions and answers that the parser could explain, from 0 to 1; NULL for other papers and for rows of older parsers. The rest is in unexplained_span.';
COMMENT ON COLUMN publication.log_position IS 'Position in the event log of the decision that accepted these rows; differs between histories.';
