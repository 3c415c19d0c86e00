"""The results of the rules over all runs: by dimension, by rule, and changes since the last run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TypeAlias, get_args

import duckdb
import polars as pl

from pipeline.quality import DDL_SUITE, rules
from pipeline.quality.suites import Dimension, Severity

DRAWN = 200
"""The largest number of points of a trend; screens and printers do not show more."""
REMEMBERED = 40
"""Runs in the small trend beside each rule."""

Trend: TypeAlias = Sequence[float]
"""Shares between 0 and 1, oldest first."""

RESULTS = """
    SELECT run_id, suite, expectation_id, severity, success, observed, element_count,
        unexpected_count, publication_ids,
           dense_rank() OVER (ORDER BY log_position, validated_at, run_id) AS run, validated_at,
               suite_version, log_position
    FROM quality_result
    ORDER BY run, suite, expectation_id
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One validation of one batch of letters."""

    number: int
    validated_at: datetime
    suite_version: str
    log_position: int


@dataclass(frozen=True, slots=True)
class RuleState:
    """The result of one rule in the latest run, and its trend over the runs before.

    ``title`` is by language, empty for a rule that is in no suite any more. ``failed`` of
    ``looked_at`` rows did not meet it; a rule on the batch as a whole reads no rows and has an
    ``observed`` value. ``publications`` are those with a failing row.
    """

    name: str
    title: dict[str, str]
    dimension: str
    severity: Severity
    success: bool
    looked_at: int | None
    failed: int | None
    publications: Sequence[str]
    observed: str | None
    passed_before: bool | None
    trend: Trend


@dataclass(frozen=True, slots=True)
class DimensionState:
    """One dimension of quality: the share of checks passed in the latest run, and over all runs.

    ``lowest`` is the lowest share of any run.
    """

    name: Dimension
    share: float | None
    lowest: float | None
    trend: Trend
    failing: int
    rules: int


@dataclass(frozen=True, slots=True)
class Results:
    """The results of all rules; ``runs`` is the number of runs, ``latest`` None without any."""

    runs: int
    latest: Run | None
    before: Run | None
    dimensions: tuple[DimensionState, ...]
    rules: tuple[RuleState, ...]

    @property
    def share(self) -> float | None:
        """Return the share of all checks that passed in the latest run."""
        looked = [rule for rule in self.rules if rule.severity != "info" and rule.looked_at]
        checks = sum(rule.looked_at or 0 for rule in looked)
        return 1 - sum(rule.failed or 0 for rule in looked) / checks if checks else None

    @property
    def newly_failing(self) -> tuple[RuleState, ...]:
        """Return the rules that passed in the previous run and failed in the latest."""
        return tuple(rule for rule in self.rules if rule.passed_before is True and not rule.success)

    @property
    def newly_met(self) -> tuple[RuleState, ...]:
        """Return the rules that failed in the previous run and passed in the latest."""
        return tuple(rule for rule in self.rules if rule.passed_before is False and rule.success)


def read_results(connection: duckdb.DuckDBPyConnection) -> Results:
    """Read the results of every run from the warehouse."""
    results = (
        connection.execute(RESULTS)
        .pl()
        .join(_dimensions_of_rules(), on=["suite", "expectation_id"], how="left")
    )
    results = results.with_columns(
        checks=pl.coalesce("element_count", pl.lit(1)),
        failures=pl.coalesce("unexpected_count", (~pl.col("success")).cast(pl.Int64)),
    )
    if results.is_empty():
        return Results(0, None, None, (), ())
    runs = results.unique("run", keep="first").sort("run").tail(2)
    latest, before = _run(runs[-1]), (_run(runs[0]) if runs.height > 1 else None)
    states = tuple(_rule_states(results, latest.number))
    return Results(latest.number, latest, before, tuple(_dimensions(results, states)), states)


def downsampled(values: Trend) -> Trend:
    """Return at most ``DRAWN`` points: means of equal intervals of runs, then the latest run."""
    if len(values) <= DRAWN:
        return values
    edges = [round(place * len(values) / DRAWN) for place in range(DRAWN + 1)]
    return [
        *(sum(values[start:end]) / (end - start) for start, end in pairwise(edges[:-1])),
        values[-1],
    ]


def _dimensions_of_rules() -> pl.DataFrame:
    """Return the dimension of each current rule; the DDL checks, not included, are validity."""
    known = [
        {"suite": rule.suite, "expectation_id": rule.id, "dimension": rule.dimension}
        for rule in rules().values()
    ]
    return pl.DataFrame(
        known, schema={"suite": pl.String, "expectation_id": pl.String, "dimension": pl.String}
    )


def _run(row: pl.DataFrame) -> Run:
    first = row.row(0, named=True)
    return Run(first["run"], first["validated_at"], first["suite_version"], first["log_position"])


def _dimensions(results: pl.DataFrame, states: Sequence[RuleState]) -> list[DimensionState]:
    """Return each dimension of quality with its share of passed checks, over all runs."""
    judged = results.filter(pl.col("severity") != "info").with_columns(
        pl.when(pl.col("suite") == DDL_SUITE)
        .then(pl.lit("validity"))
        .otherwise("dimension")
        .alias("dimension")
    )
    shares = (
        judged.group_by("dimension", "run")
        .agg(checks=pl.col("checks").sum(), failures=pl.col("failures").sum())
        .filter(pl.col("checks") > 0)
        .sort("run")
        .with_columns(share=1 - pl.col("failures") / pl.col("checks"))
    )
    latest = results["run"].max()
    dimensions = []
    for name in get_args(Dimension):
        own = shares.filter(dimension=name)
        now = own.filter(run=latest)["share"].to_list()
        of_it = [state for state in states if state.dimension == name and state.severity != "info"]
        failing = sum(not state.success for state in of_it)
        shares_of_it = own["share"].to_list()
        state = DimensionState(
            name=name,
            share=now[0] if now else None,
            lowest=min(shares_of_it, default=None),
            trend=downsampled(shares_of_it),
            failing=failing,
            rules=len(of_it),
        )
        dimensions.append(state)
    return dimensions


def _rule_states(results: pl.DataFrame, latest: int) -> list[RuleState]:
    """Return the result of each rule in the latest run, with the previous run and the trend."""
    recent = results.filter(pl.col("run") > latest - REMEMBERED).with_columns(
        share=pl.when(pl.col("checks") > 0).then(1 - pl.col("failures") / pl.col("checks"))
    )
    trends = {
        (suite, rule): [share for share in shares if share is not None]
        for suite, rule, shares in recent.group_by("suite", "expectation_id", maintain_order=True)
        .agg("share")
        .iter_rows()
    }
    passed = {(suite, rule): success for suite, rule, success in _of(results, latest - 1)}
    states = []
    for row in results.filter(run=latest).iter_rows(named=True):
        key = (row["suite"], row["expectation_id"])
        known = rules().get(".".join(key))
        states.append(
            RuleState(
                name=".".join(key),
                title=dict(known.title) if known else {},
                dimension="validity" if row["suite"] == DDL_SUITE else row["dimension"] or "",
                severity=row["severity"],
                success=row["success"],
                looked_at=row["element_count"],
                failed=row["unexpected_count"],
                publications=row["publication_ids"] or (),
                observed=row["observed"],
                passed_before=passed.get(key),
                trend=trends[key],
            )
        )
    return states


def _of(results: pl.DataFrame, run: int) -> list[tuple[str, str, bool]]:
    """Return the suite, rule and success of every result of one run."""
    return list(results.filter(run=run).select("suite", "expectation_id", "success").iter_rows())
