"""The means that earlier runs observed, and the bounds for the next run that follow from them."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from pipeline.domain.events import ExpectationResult
from pipeline.quality.suites import rules

History: TypeAlias = Mapping[str, Sequence[float]]
"""The observed means of earlier runs, oldest first, by rule (``across_tables.questions_usual``)."""

ENOUGH = 5
"""The number of runs below which there are no bounds."""
REMEMBERED = 50
"""The number of latest runs that count.

Why: the form of letters changes over the years.
"""
DEVIATIONS = 3
"""Standard deviations from the mean at which a run is unusual."""


def history(runs: Iterable[Sequence[ExpectationResult]]) -> History:
    """Return the means that earlier validations observed, oldest run first.

    ``runs`` are the results in their ValidationCompleted events.
    """
    observed: dict[str, list[float]] = {}
    for results in runs:
        for result in results:
            if (name := f"{result['suite']}.{result['expectation_id']}") in _bounded() and result[
                "observed"
            ] is not None:
                observed.setdefault(name, []).append(float(result["observed"]))
    return {name: values[-REMEMBERED:] for name, values in observed.items()}


def bounds(earlier: History) -> dict[str, float | None]:
    """Return the lowest and highest usual mean, by parameter name.

    There is no upper bound until enough runs are known.
    """
    parameters: dict[str, float | None] = {}
    for name, (low, high) in _bounded().items():
        values = earlier.get(name, ())
        if len(values) < ENOUGH:
            parameters |= {low: 0.0, high: None}
        else:
            mean, margin = statistics.fmean(values), DEVIATIONS * statistics.pstdev(values)
            parameters |= {low: max(0.0, mean - margin), high: mean + margin}
    return parameters


def _bounded() -> dict[str, tuple[str, str]]:
    """Return the two parameter names of each rule with bounds that depend on history."""
    bounds_by_rule = {}
    for name, rule in rules().items():
        limits = [rule.kwargs.get(bound) for bound in ("min_value", "max_value")]
        named = [bound["$PARAMETER"] for bound in limits if isinstance(bound, dict)]
        if len(named) == len(limits):
            bounds_by_rule[name] = (named[0], named[1])
    return bounds_by_rule
