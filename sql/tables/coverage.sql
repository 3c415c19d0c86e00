-- Grain: one row per publication and source that lists it: whether we hold it, and why not.
CREATE TABLE coverage (
    source VARCHAR NOT NULL,
    publication_id VARCHAR NOT NULL,
    chamber VARCHAR,
    series VARCHAR NOT NULL,
    dossier_number VARCHAR,
    sub_number VARCHAR,
    session_year VARCHAR,
    title VARCHAR,
    month DATE,
    state VARCHAR NOT NULL CHECK (state IN ('held', 'quarantined', 'rejected', 'listed', 'failed', 'withdrawn', 'expected')),
    since DATE,
    reason VARCHAR,
    PRIMARY KEY (source, publication_id)
);

COMMENT ON COLUMN coverage.source IS 'Source that lists it: catalogue or folder; unlisted when no source lists it.';
COMMENT ON COLUMN coverage.publication_id IS 'Publication that the source lists, by its official identifier; it need not be in the tables.';
COMMENT ON COLUMN coverage.chamber IS 'Chamber that published it: EK or TK.';
COMMENT ON COLUMN coverage.series IS 'Series of the publication: kst, ah, kv, blg, file.';
COMMENT ON COLUMN coverage.sub_number IS 'Ondernummer within the dossier, or number of the written questions.';
COMMENT ON COLUMN coverage.session_year IS 'Session year that the catalogue states.';
COMMENT ON COLUMN coverage.title IS 'Title in the listing of the source.';
COMMENT ON COLUMN coverage.month IS 'First day of the month in which it became available.';
COMMENT ON COLUMN coverage.state IS 'held: in the tables; quarantined, rejected: fetched and kept out; listed: not fetched yet; failed: fetching failed; withdrawn: gone at the source; expected: a gap between two letters of a dossier that the catalogue does not list.';
COMMENT ON COLUMN coverage.since IS 'Day since which the source lists it: the day on which the first record that we saw was modified, otherwise the day on which it became available.';
COMMENT ON COLUMN coverage.reason IS 'Why it is not held, for a person to read.';
