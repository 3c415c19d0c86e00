-- Grain: one row per expectation and validation run, out of the ValidationCompleted events: the latest 1,000 runs.
CREATE TABLE quality_result (
    run_id VARCHAR NOT NULL,
    suite_version VARCHAR NOT NULL,
    validated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    suite VARCHAR NOT NULL,
    expectation_id VARCHAR NOT NULL,
    expectation VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('critical', 'warning', 'info')),
    success BOOLEAN NOT NULL,
    observed VARCHAR,
    element_count BIGINT,
    unexpected_count BIGINT,
    publication_ids VARCHAR[],
    log_position BIGINT,
    PRIMARY KEY (run_id, suite, expectation_id)
);

COMMENT ON COLUMN quality_result.run_id IS 'Validation run: the hash of the batch that was validated.';
COMMENT ON COLUMN quality_result.suite_version IS 'Version of the suites.';
COMMENT ON COLUMN quality_result.validated_at IS 'Moment at which the validation was recorded, in UTC; differs between histories.';
COMMENT ON COLUMN quality_result.suite IS 'Name of the suite in expectations/.';
COMMENT ON COLUMN quality_result.expectation_id IS 'Name of the rule within its suite.';
COMMENT ON COLUMN quality_result.expectation IS 'Type of the expectation in Great Expectations.';
COMMENT ON COLUMN quality_result.severity IS 'Effect of a failure: critical keeps the publication in quarantine, warning is reported, info is only counted.';
COMMENT ON COLUMN quality_result.success IS 'True where the batch met the expectation.';
COMMENT ON COLUMN quality_result.observed IS 'Observed value as text; NULL for an expectation without one.';
COMMENT ON COLUMN quality_result.element_count IS 'Rows that were checked.';
COMMENT ON COLUMN quality_result.unexpected_count IS 'Rows that failed.';
COMMENT ON COLUMN quality_result.publication_ids IS 'Publications with a row that failed, in order; NULL for a rule about the batch as a whole, and in older runs.';
