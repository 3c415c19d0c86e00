-- Grain: one row in all: how far this warehouse has read the log.
CREATE TABLE load (
    log_position BIGINT NOT NULL,
    log_id VARCHAR,
    log_event VARCHAR,
    last_event_at TIMESTAMP WITH TIME ZONE,
    as_of DATE,
    sample BOOLEAN NOT NULL,
    schema_sha256 VARCHAR NOT NULL CHECK (length(schema_sha256) = 64),
    PRIMARY KEY (log_position)
);

COMMENT ON COLUMN load.log_position IS 'Position of the last event in the log that these tables include; 0 before the first.';
COMMENT ON COLUMN load.log_id IS 'Name that the log got when it was created. Why: a warehouse of another log is refused before it replaces the published file.';
COMMENT ON COLUMN load.log_event IS 'Name of the event at that position; it differs in another log.';
COMMENT ON COLUMN load.as_of IS 'Day up to which these tables know the source: the last day that was listed completely (never a future day), otherwise the latest date of a paper. Overdue means overdue on this day.';
COMMENT ON COLUMN load.sample IS 'True for the papers of the fictional sample: every page, report, notebook, export and feed states it.';
COMMENT ON COLUMN load.schema_sha256 IS 'Hash of the DDL, the views and the loader that made this file; a file with another hash is rebuilt.';
