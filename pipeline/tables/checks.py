"""Finds the rows that the DDL would refuse, before a database sees them, each with its publication.

The rules are read off the DDL (NOT NULL, CHECK, PRIMARY KEY) and stated nowhere else. A CHECK
refuses a row only where it is false: NULL passes, as in SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress

import polars as pl

from pipeline.tables.ddl import Table, tables

SHOWN = 60
"""Most characters of a failing value that a reason repeats."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One row that the DDL would refuse. ``rule`` reads ``question.ordinal.check``; ``row_id`` is
    the row's key.
    """

    publication_id: str | None
    table: str
    row_id: str | None
    rule: str
    reason: str


def violations(frames: Mapping[str, pl.DataFrame]) -> list[Violation]:
    """Every row that the DDL would refuse, in the order of tables, rules and rows.

    Each publication is judged by itself, so it gets the same verdict in any batch. A key that two
    publications share needs no rule of its own: ids are derived from the publication, and a CHECK
    refuses the one that is not.
    """
    return [
        violation for name, found in frames.items() for violation in _refused(tables()[name], found)
    ]


def without_violations(name: str, found: pl.DataFrame) -> tuple[pl.DataFrame, list[Violation]]:
    """The rows of one table that the DDL takes, and what is wrong with the others, of which it
    takes none.
    """
    table = tables()[name]
    broken = [rule.broken.fill_null(value=False) for rule in _rules(table, found)]
    return found.filter(~pl.any_horizontal(broken)), list(_refused(table, found))


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of a table; ``broken`` holds for the rows that break it, ``shown`` is the column
    whose value is repeated.
    """

    name: str
    broken: pl.Expr
    reason: str
    shown: str | None = None


def _rules(table: Table, found: pl.DataFrame) -> Iterator[_Rule]:
    """The rules that the DDL states for one table, as expressions on its frame."""
    for column in table.columns:
        if not column.nullable:
            yield _Rule(
                f"{column.name}.not_null",
                pl.col(column.name).is_null(),
                f"{column.name} is missing",
            )
        if column.check:
            broken = ~pl.sql_expr(column.check).fill_null(value=True)
            yield _Rule(f"{column.name}.check", broken, f"must hold: {column.check}", column.name)
    own = [name for name in found.columns if name == "publication_id" or name in table.primary_key]
    reason = f"another row has the same {', '.join(table.primary_key)}"
    yield _Rule("primary_key", pl.struct(own).is_duplicated(), reason)


def _refused(table: Table, found: pl.DataFrame) -> Iterator[Violation]:
    """Yield the rows that break a rule; which rules are broken at all is asked in one pass."""
    rules = list(_rules(table, found))
    asked = (
        rule.broken.fill_null(value=False).any().alias(str(number))
        for number, rule in enumerate(rules)
    )
    broken = found.select(asked).row(0)
    for rule in compress(rules, broken):
        yield from _named(table, found.filter(rule.broken), rule.name, rule.reason, rule.shown)


def _named(
    table: Table, rows: pl.DataFrame, rule: str, reason: str, shown: str | None = None
) -> Iterator[Violation]:
    """``shown`` is the column whose value the reason repeats."""
    for row in rows.iter_rows(named=True):
        key = " ".join(str(row[name]) for name in table.primary_key if row[name] is not None)
        told = f"{shown} is {_short(row[shown])}; {reason}" if shown else reason
        yield Violation(
            row.get("publication_id"), table.name, key or None, f"{table.name}.{rule}", told
        )


def _short(value: object) -> str:
    told = repr(value)
    return told if len(told) <= SHOWN else told[: SHOWN - 1] + "…"
