-- Grain: one row per source and interval of days that was listed whole, in its latest listing.
CREATE TABLE listing (
    source VARCHAR NOT NULL,
    listed_from DATE NOT NULL,
    listed_until DATE NOT NULL CHECK (listed_until >= listed_from),
    record_count BIGINT NOT NULL CHECK (record_count >= 0),
    warnings VARCHAR[] NOT NULL,
    listed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    log_position BIGINT NOT NULL,
    PRIMARY KEY (source, listed_from, listed_until)
);

COMMENT ON COLUMN listing.source IS 'Collection of the catalogue that was listed: kst, kv-ek or ah-ek.';
COMMENT ON COLUMN listing.listed_from IS 'First day of the interval, by the calendar of Amsterdam.';
COMMENT ON COLUMN listing.listed_until IS 'Last day of the interval, by the calendar of Amsterdam.';
COMMENT ON COLUMN listing.record_count IS 'Records that the source returned for the interval.';
COMMENT ON COLUMN listing.warnings IS 'Warnings of the rules about this listing, for a person to read.';
COMMENT ON COLUMN listing.listed_at IS 'Moment at which the listing was recorded, in UTC; differs between histories.';
