-- Grain: one row per official identifier or address that a publication ever had.
CREATE TABLE identifier (
    publication_id VARCHAR NOT NULL,
    scheme VARCHAR NOT NULL CHECK (scheme IN ('official', 'url', 'preferred_url', 'file')),
    value VARCHAR NOT NULL,
    first_seen_on DATE,
    PRIMARY KEY (publication_id, scheme, value)
);

COMMENT ON COLUMN identifier.publication_id IS 'Publication that has the identifier.';
COMMENT ON COLUMN identifier.scheme IS 'Kind of identifier: official (kst-1259252), url (of a manifestation), preferred_url (the page for people), file (a name in a folder).';
COMMENT ON COLUMN identifier.value IS 'The identifier or address itself.';
COMMENT ON COLUMN identifier.first_seen_on IS 'Day on which the first record with it was modified; NULL for a source without dates.';
