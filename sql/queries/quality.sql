-- Which rules of data quality did the latest runs miss?
-- NL: Aan welke kwaliteitsregels voldeden de laatste runs niet?
-- Grain: one row per validation run and rule.
-- :param runs integer default 5: How many runs, counted from the latest.
-- :param passed boolean default false: Also the rules that were met.
SELECT
    run.validated_at,
    result.severity,
    result.suite,
    result.expectation_id,
    result.success,
    result.unexpected_count,
    result.element_count,
    result.observed,
    result.run_id
FROM quality_result AS result
JOIN (
    SELECT run_id, max(validated_at) AS validated_at
    FROM quality_result
    GROUP BY run_id
    ORDER BY validated_at DESC, run_id
    LIMIT $runs
) AS run ON run.run_id = result.run_id
WHERE $passed OR NOT result.success
ORDER BY
    run.validated_at DESC,
    run.run_id,
    list_position(['critical', 'warning', 'info'], result.severity),
    result.unexpected_count DESC NULLS LAST,
    result.suite,
    result.expectation_id
