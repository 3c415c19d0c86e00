-- Grain: one row per version of a publication: a text that was let into the tables, also one that a later text replaced.
CREATE TABLE publication_version (
    publication_id VARCHAR NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    accepted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    content_sha256 VARCHAR NOT NULL CHECK (length(content_sha256) = 64),
    text_sha256 VARCHAR NOT NULL CHECK (length(text_sha256) = 64),
    batch_sha256 VARCHAR NOT NULL CHECK (length(batch_sha256) = 64),
    in_force BOOLEAN NOT NULL,
    log_position BIGINT NOT NULL,
    PRIMARY KEY (publication_id, version)
);

COMMENT ON COLUMN publication_version.version IS 'Number of the text, from 1; the same text under other bytes or read by a newer parser keeps its number.';
COMMENT ON COLUMN publication_version.accepted_at IS 'Moment at which the text was first accepted, in UTC; differs between histories.';
COMMENT ON COLUMN publication_version.content_sha256 IS 'SHA-256 of the bytes that were last read for this text.';
COMMENT ON COLUMN publication_version.text_sha256 IS 'SHA-256 of the canonical text.';
COMMENT ON COLUMN publication_version.batch_sha256 IS 'SHA-256 of the stored batch that holds its rows.';
COMMENT ON COLUMN publication_version.in_force IS 'True for the text that has its rows in the tables.';
COMMENT ON COLUMN publication_version.log_position IS 'Position in the log of the decision that first accepted it; differs between histories.';
