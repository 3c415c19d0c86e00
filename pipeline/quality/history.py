"""What earlier runs observed, and the bounds that it sets for the next."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from pipeline.domain.events import ExpectationResult
from pipeline.quality.suites import rules

History: TypeAlias = Mapping[str, Sequence[float]]
"""Observed means of earlier runs, oldest first, by the name of the rule
(``across_tables.questions_usual``)."""

ENOUGH = 5
"""Runs below which nothing is unusual."""
REMEMBERED = 50
"""Latest runs that count: letters change their form over the years."""
DEVIATIONS = 3
"""Standard deviations from the mean at which a run is unusual."""


def history(runs: Iterable[Sequence[ExpectationResult]]) -> History:
    """What earlier validations observed, from the results in their ValidationCompleted events,
    oldest run first.
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
    """The lowest and highest mean that is usual, by parameter name; no upper bound while too few
    runs are known.
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
    """The rules whose bounds history sets, with the names of their two parameters."""
    found = {}
    for name, rule in rules().items():
        told = [rule.kwargs.get(bound) for bound in ("min_value", "max_value")]
        named = [bound["$PARAMETER"] for bound in told if isinstance(bound, dict)]
        if len(named) == len(told):
            found[name] = (named[0], named[1])
    return found
