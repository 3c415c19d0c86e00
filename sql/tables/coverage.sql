-- Grain: one row per publication that the catalogue lists: whether we hold it, and why not.
CREATE TABLE coverage (
    source VARCHAR NOT NULL,
    publication_id VARCHAR NOT NULL,
    series VARCHAR NOT NULL,
    session_year VARCHAR,
    month DATE,
    state VARCHAR NOT NULL CHECK (state IN ('held', 'quarantined', 'rejected', 'listed', 'failed', 'withdrawn', 'expected')),
    since DATE,
    reason VARCHAR,
    PRIMARY KEY (source, publication_id)
);

COMMENT ON TABLE coverage IS 'One row per publication that the catalogue lists: whether we hold it, and why not.';
COMMENT ON COLUMN coverage.source IS 'Source that lists it: catalogue or folder.';
COMMENT ON COLUMN coverage.publication_id IS 'Publication.';
COMMENT ON COLUMN coverage.series IS 'Series of the publication: kst, ah, kv, blg, file.';
COMMENT ON COLUMN coverage.session_year IS 'Session year that the catalogue states.';
COMMENT ON COLUMN coverage.month IS 'First day of the month in which it became available.';
COMMENT ON COLUMN coverage.state IS 'held: in the tables; quarantined, rejected: fetched and kept out; listed: not fetched yet; failed: fetching failed; withdrawn: gone at the source; expected: a gap in a dossier that the catalogue does not list.';
COMMENT ON COLUMN coverage.since IS 'Modification day of the record or event that brought this state.';
COMMENT ON COLUMN coverage.reason IS 'Why it is not held, for a person to read.';
