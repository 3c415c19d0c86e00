"""The adapter to Great Expectations, the only module that imports it.

Each function that needs it imports it, because the import takes five to ten seconds. Great
Expectations has no engine for Polars: the few columns that its rules read are passed as pandas
frames on Arrow memory.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.conditions import foreseen
from pipeline.errors import QualityFailed
from pipeline.quality.data_docs import write_data_docs
from pipeline.quality.suites import AGGREGATE, Rule, Suite, suites

KEYS = ["publication_id", "row_id"]
"""The columns by which a failing row is named."""
RESULT_FORMAT = {"result_format": "COMPLETE", "unexpected_index_column_names": KEYS}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one expectation on a batch.

    ``failing`` has the publication id and row id of each failing row; it is empty for an
    expectation on an aggregate.
    """

    rule: Rule
    success: bool
    observed: float | None
    element_count: int | None
    unexpected_count: int | None
    failing: tuple[tuple[str, str], ...] = ()


def run_suites(
    prepared: Mapping[str, pl.DataFrame],
    parameters: Mapping[str, Any],
    data_docs: Path | None = None,
) -> list[Outcome]:
    """Return the outcome of every expectation on the prepared frames of one batch, in suite order.

    ``parameters`` are the bounds that depend on history. If ``data_docs`` is given, Great
    Expectations' own pages are written there.

    Raises:
        QualityFailed: an expectation raised an exception.
    """
    validated = {
        name: _validated(suite, prepared[name], parameters)
        for name, suite in suites().items()
        if not prepared[name].is_empty()
    }
    if data_docs is not None:
        write_data_docs(data_docs, validated, context())
    return [
        outcome
        for name, suite in suites().items()
        for outcome in _outcomes(suite, validated.get(name))
    ]


def context() -> Any:  # noqa: ANN401
    """Return a Great Expectations context that stores nothing and shows no progress bars."""
    # At its level INFO it writes some 200 lines about itself, among which ours are not seen.
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    # five to ten seconds, so only when a batch is validated
    import great_expectations as gx  # noqa: PLC0415
    from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415

    # This module of it sets its own level, when it is imported.
    logging.getLogger(ProgressBarsConfig.__module__).setLevel(logging.WARNING)
    gx_context = gx.get_context(mode="ephemeral")
    gx_context.variables.progress_bars = ProgressBarsConfig(
        globally=False, metric_calculations=False
    )
    return gx_context


def validate_frame(suite: Suite, frame: Any, parameters: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Return Great Expectations' own validation of one pandas frame by one suite."""
    from great_expectations.core import ExpectationSuite  # noqa: PLC0415

    stated = ExpectationSuite(
        name=suite.name, expectations=[rule.as_expectation() for rule in suite.rules]
    )
    asset = context().data_sources.add_pandas("batch").add_dataframe_asset(suite.name)
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    return batch.validate(
        stated, result_format=RESULT_FORMAT, expectation_parameters=dict(parameters)
    )


def pandas_frame(suite: Suite, prepared: pl.DataFrame) -> Any:  # noqa: ANN401
    """Return the columns that a suite reads, in Arrow types.

    Why: with numpy's types, dates raise inside an expectation.
    """
    return prepared.select(list(dict.fromkeys([*KEYS, *suite.columns]))).to_pandas(
        use_pyarrow_extension_array=True
    )


def _validated(suite: Suite, prepared: pl.DataFrame, parameters: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Return Great Expectations' results for one suite.

    Raises:
        QualityFailed: Great Expectations raised, which is an error in this program.
        MachineCondition: memory ran out while it was loaded or used.
    """
    try:
        return validate_frame(suite, pandas_frame(suite, prepared), parameters)
    except Exception as error:
        if condition := foreseen(error):
            raise condition from error
        raise QualityFailed(
            f"the suite {suite.name} could not be put to the batch, mend "
            f"expectations/{suite.name}.toml: {error}"
        ) from error


def _outcomes(suite: Suite, validated: Any) -> Iterator[Outcome]:  # noqa: ANN401
    """Yield the outcomes of one suite; without rows, every rule passes."""
    if validated is None:
        yield from (
            Outcome(rule, success=True, observed=None, element_count=0, unexpected_count=0)
            for rule in suite.rules
        )
        return
    results = {result.expectation_config.meta["id"]: result for result in validated.results}
    for rule in suite.rules:
        yield _outcome(rule, results[rule.id])


def _outcome(rule: Rule, result: Any) -> Outcome:  # noqa: ANN401
    if raised := _raised(result.exception_info):
        raise QualityFailed(
            f"the expectation {rule.name} raised instead of answering, so nobody is quarantined: "
            f"{raised}"
        )
    if rule.expectation in AGGREGATE:
        observed = result.result.get("observed_value")
        return Outcome(rule, bool(result.success) or observed is None, observed, None, None)
    failing = tuple(
        (row["publication_id"], row["row_id"])
        for row in result.result.get("unexpected_index_list") or ()
    )
    return Outcome(
        rule,
        not failing,
        None,
        result.result["element_count"],
        result.result["unexpected_count"],
        failing,
    )


def _raised(info: Mapping[str, Any]) -> str | None:
    """Return the message of an exception, or None if none was raised.

    ``info`` is either one flat record, or one record for each metric that raised.
    """
    records = [info] if "raised_exception" in info else info.values()
    return next(
        (
            str(record["exception_message"])
            for record in records
            if record.get("raised_exception", True)
        ),
        None,
    )
