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

COMMENT ON TABLE load IS 'One row in all: how far this warehouse has read the log.';
COMMENT ON COLUMN load.log_position IS 'Position of the last event in the log that these tables know; 0 before the first.';
COMMENT ON COLUMN load.log_id IS 'Name that the log got when it was made: another log is refused before it replaces what readers see.';
COMMENT ON COLUMN load.log_event IS 'Name of the event at that position, by which a warehouse of another log is told apart.';
COMMENT ON COLUMN load.last_event_at IS 'Moment at which that event was appended, in UTC.';
COMMENT ON COLUMN load.as_of IS 'Day up to which these tables know the source: the last day that was listed whole (no day that had yet to come), else the latest date of a paper. A reply is overdue as of this day.';
COMMENT ON COLUMN load.sample IS 'True where these tables hold papers of the fictional sample: every page, report, notebook, export and feed has to say so.';
COMMENT ON COLUMN load.schema_sha256 IS 'Hash of the DDL, the views and the loader that made this file; another hash means that it is built anew.';
