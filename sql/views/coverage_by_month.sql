-- Grain: one row per source, month, series and session year: what is listed, held and missing.
CREATE OR REPLACE VIEW coverage_by_month AS
SELECT
    source,
    month,
    series,
    session_year,
    count(*) FILTER (state <> 'expected') AS listed,
    count(*) FILTER (state = 'held') AS held,
    count(*) FILTER (state IN ('listed', 'failed')) AS missing,
    count(*) FILTER (state IN ('quarantined', 'rejected')) AS kept_out,
    count(*) FILTER (state = 'withdrawn') AS withdrawn,
    count(*) FILTER (state = 'expected') AS expected
FROM coverage
GROUP BY source, month, series, session_year;

COMMENT ON COLUMN coverage_by_month.session_year IS 'Vergaderjaar as the source states it.';
COMMENT ON COLUMN coverage_by_month.missing IS 'Papers that were not fetched yet, or could not be.';
COMMENT ON COLUMN coverage_by_month.expected IS 'Papers that the source does not list though the letters of a dossier leave a gap for them.';
