"""The outcome of validating a batch: quarantined publications, warnings, and results per rule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.domain.events import ExpectationResult, Failure
from pipeline.errors import QualityFailed
from pipeline.quality.engine import Outcome, run_suites
from pipeline.quality.history import History, bounds
from pipeline.quality.prepare import prepare
from pipeline.quality.suites import Rule, suite_version
from pipeline.tables import Violation, tables, violations

TOLD = 20
"""The largest number of failing rows that are reported per rule and publication."""
SHOWN = 100
"""The most characters of a value in a reason, and of the words that it quotes.
"""
DDL_SUITE = "ddl"
"""The name under which the checks derived from the DDL are reported, one result per table."""


@dataclass(frozen=True, slots=True)
class QualityOutcome:
    """The outcome of one batch.

    ``failures`` maps a publication to each critical rule that it fails: these publications are to
    be quarantined. ``warnings`` maps one to the failed rules of lower severity; it loads
    nevertheless. ``results`` has the result of each rule on the batch as a whole.
    """

    suite_version: str
    failures: Mapping[str, tuple[Failure, ...]]
    warnings: Mapping[str, tuple[Failure, ...]]
    results: tuple[ExpectationResult, ...]


@dataclass(slots=True)
class _Collected:
    """The failures and warnings so far, by publication; ``texts`` are the canonical texts."""

    texts: Mapping[str, str | None]
    failures: dict[str, list[Failure]] = field(default_factory=dict)
    warnings: dict[str, list[Failure]] = field(default_factory=dict)


def validate(
    frames: Mapping[str, pl.DataFrame],
    history: History | None = None,
    data_docs: Path | None = None,
) -> QualityOutcome:
    """Validate the parsed tables of one batch (``pipeline.tables.frames``) in one run.

    Violations of the DDL are found first; their publications are held back and not validated
    further. The critical rules look at each publication's own rows only, so it gets the same
    failures in any batch. ``history`` has the observations of earlier runs; it can only cause
    warnings. ``data_docs`` is a folder for Great Expectations' pages.

    Raises:
        QualityFailed: an expectation raised, or a row has no publication. This is an error in the
            program, so no publication is held back.
    """
    refused = violations(frames)
    if lost := [violation for violation in refused if violation.publication_id is None]:
        raise QualityFailed(
            f"a row of {lost[0].table} names no publication, so the parser has to be mended: "
            f"{lost[0].reason}"
        )
    collected = _Collected(
        dict(frames["publication_text"].select("publication_id", "text").iter_rows())
    )
    for violation in refused:
        failures = collected.failures.setdefault(str(violation.publication_id), [])
        failures.append(_refusal(violation, frames, collected.texts))
    held = list(collected.failures)
    sound = (
        {
            name: frame.filter(~pl.col("publication_id").is_in(held))
            for name, frame in frames.items()
        }
        if held
        else frames
    )
    prepared = prepare(sound)
    outcomes = run_suites(prepared, bounds(history or {}), data_docs)
    for outcome in outcomes:
        _add_failures(outcome, prepared[outcome.rule.suite], collected)
    return QualityOutcome(
        suite_version=suite_version(),
        failures={
            publication: tuple(failures)
            for publication, failures in sorted(collected.failures.items())
        },
        warnings={
            publication: tuple(failures)
            for publication, failures in sorted(collected.warnings.items())
        },
        results=(*_ddl_results(frames, refused), *map(_result, outcomes)),
    )


def _add_failures(outcome: Outcome, prepared: pl.DataFrame, collected: _Collected) -> None:
    """Add the failures of one rule to those of the publications with failing rows."""
    rule = outcome.rule
    if not outcome.failing or rule.severity == "info":
        return
    into = collected.failures if rule.severity == "critical" else collected.warnings
    keys = pl.DataFrame(
        sorted(set(outcome.failing)),
        schema={"publication_id": pl.String, "row_id": pl.String},
        orient="row",
    )
    columns = (*rule.span_columns, *rule.message_columns, *rule.columns)
    wanted = [name for name in columns if name in prepared.columns]
    rows = keys.join(
        prepared.select(list(dict.fromkeys(["publication_id", "row_id", *wanted]))),
        on=["publication_id", "row_id"],
        maintain_order="left_right",
    )
    for publication, failing_rows in rows.group_by("publication_id", maintain_order=True):
        failures = [
            _failure(rule, row, collected.texts)
            for row in failing_rows.head(TOLD).iter_rows(named=True)
        ]
        if failing_rows.height > TOLD:
            failures[-1]["reason"] += f" (and {failing_rows.height - TOLD} more rows)"
        into.setdefault(str(publication[0]), []).extend(failures)


def _failure(rule: Rule, row: Mapping[str, Any], texts: Mapping[str, str | None]) -> Failure:
    """Return the failure for a row: the rule's message, filled in, and the location in the text."""
    of_row = rule.suite in tables()
    start, end = (row.get(name) for name in rule.span_columns)
    return Failure(
        rule=rule.name,
        reason=rule.message.format_map({name: _short(value) for name, value in row.items()}),
        table_name=rule.suite if of_row else None,
        row_id=row["row_id"] if of_row else None,
        char_start=start,
        char_end=end,
        words=_words(texts.get(row["publication_id"]), start, end),
    )


def _refusal(
    violation: Violation, frames: Mapping[str, pl.DataFrame], texts: Mapping[str, str | None]
) -> Failure:
    """Return the failure for a violation of the DDL, with the span of the row if it has one."""
    frame, key = frames[violation.table], tables()[violation.table].primary_key
    span: dict[str, Any] = {}
    if "char_start" in frame.columns and violation.row_id and len(key) == 1:
        span = next(
            frame.filter(pl.col(key[0]) == violation.row_id)
            .select("char_start", "char_end")
            .iter_rows(named=True),
            {},
        )
    start, end = span.get("char_start"), span.get("char_end")
    return Failure(
        rule=f"{DDL_SUITE}.{violation.rule}",
        reason=violation.reason,
        table_name=violation.table,
        row_id=violation.row_id,
        char_start=start,
        char_end=end,
        words=_words(texts.get(str(violation.publication_id)), start, end),
    )


def _words(text: str | None, start: int | None, end: int | None) -> str | None:
    """Return the first whole words of a span of the text, or None if it is empty or invalid."""
    if text is None or start is None or end is None or not 0 <= start < end:
        return None
    words = text[start:end]
    if len(words) > SHOWN:
        words = words[:SHOWN].rpartition(" ")[0] or words[:SHOWN]
    return " ".join(words.split()) or None


def _short(value: object) -> object:
    return value[: SHOWN - 1] + "…" if isinstance(value, str) and len(value) > SHOWN else value


def _ddl_results(
    frames: Mapping[str, pl.DataFrame], refused: Iterable[Violation]
) -> Iterator[ExpectationResult]:
    """Yield the results of the DDL checks, one per table, as results of an expectation."""
    by_table: dict[str, set[str | None]] = {}
    papers: dict[str, set[str]] = {}
    for violation in refused:
        by_table.setdefault(violation.table, set()).add(violation.row_id)
        papers.setdefault(violation.table, set()).add(str(violation.publication_id))
    for table, frame in frames.items():
        failing = len(by_table.get(table, ()))
        yield ExpectationResult(
            suite=DDL_SUITE,
            expectation_id=table,
            expectation="rows_fit_the_ddl",
            severity="critical",
            success=not failing,
            observed=None,
            element_count=frame.height,
            unexpected_count=failing,
            publication_ids=sorted(papers.get(table, ())),
        )


def _result(outcome: Outcome) -> ExpectationResult:
    """Return the result of an expectation on the batch, in the form stored in the log."""
    return ExpectationResult(
        suite=outcome.rule.suite,
        expectation_id=outcome.rule.id,
        expectation=outcome.rule.expectation,
        severity=outcome.rule.severity,
        success=outcome.success,
        observed=None if outcome.observed is None else f"{outcome.observed:.6g}",
        element_count=outcome.element_count,
        unexpected_count=outcome.unexpected_count,
        publication_ids=None
        if outcome.element_count is None
        else sorted({publication for publication, _ in outcome.failing}),
    )
