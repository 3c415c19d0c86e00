"""Rules of quality that the rows of one paper break, without Great Expectations (seconds to load)."""

import re
from typing import Any

from pipeline.quality.prepare import prepare
from pipeline.quality.suites import BATCH_WIDE, Rule, suites
from pipeline.tables import Rows, frames


def broken(rows: Rows) -> list[Rule]:
    """Return the rules that some row breaks; not those on a whole batch."""
    prepared = prepare(frames(rows))
    return [
        rule
        for name, suite in suites().items()
        for rule in suite.rules
        if rule.expectation not in BATCH_WIDE
        and any(not _holds(rule, value) for value in prepared[name][rule.kwargs["column"]])
    ]


def _holds(rule: Rule, value: Any) -> bool:  # noqa: ANN401
    """Return True if a value is as the rule expects it; NULL is, unless the rule is about NULL."""
    told, kind = rule.kwargs, rule.expectation.removeprefix("expect_column_values_to_")
    if kind in {"be_null", "not_be_null"}:
        return (value is None) == (kind == "be_null")
    if value is None:
        return True
    if kind == "be_between":
        low, high = told.get("min_value"), told.get("max_value")
        return (low is None or value >= _like(low, value)) and (
            high is None or value <= _like(high, value)
        )
    if kind in {"be_in_set", "not_be_in_set"}:
        return (value in told["value_set"]) == (kind == "be_in_set")
    return re.search(told["regex"], str(value)) is not None


def _like(bound: Any, value: Any) -> Any:  # noqa: ANN401
    """Return the bound, as a day where the value is one."""
    return (
        type(value).fromisoformat(bound)
        if isinstance(bound, str) and not isinstance(value, str)
        else bound
    )
