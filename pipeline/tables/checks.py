"""Checks for rows that the DDL would refuse, before a database sees them, by publication.

The rules are read from the DDL (NOT NULL, CHECK, PRIMARY KEY) and stated nowhere else. A CHECK
refuses a row only if it is false: NULL passes, as in SQL.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress

import polars as pl

from pipeline.tables.ddl import Table, tables

SHOWN = 60
"""Maximum length in characters of a failing value in a reason."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One row that the DDL would refuse.

    ``rule`` has the form ``question.ordinal.check``; ``row_id`` is the row's key.
    """

    publication_id: str | None
    table: str
    row_id: str | None
    rule: str
    reason: str


def violations(frames: Mapping[str, pl.DataFrame]) -> list[Violation]:
    """Return every row that the DDL would refuse, in the order of tables, rules and rows.

    Each publication is checked by itself, so it gets the same result in any batch. A key that two
    publications share needs no rule of its own: ids are derived from the publication, and a CHECK
    refuses an id that is not.
    """
    return [
        violation
        for name, table_rows in frames.items()
        for violation in _refused(tables()[name], table_rows)
    ]


def without_violations(name: str, table_rows: pl.DataFrame) -> tuple[pl.DataFrame, list[Violation]]:
    """Return the rows of one table that the DDL accepts, and the violations of all others."""
    table = tables()[name]
    refused = list(_refused(table, table_rows))
    if refused:
        broken = [rule.broken.fill_null(value=False) for rule in _rules(table, table_rows)]
        table_rows = table_rows.filter(~pl.any_horizontal(broken))
    return table_rows, refused


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of a table.

    ``broken`` is true for the rows that break it; ``shown`` is the column whose value is repeated
    in the reason.
    """

    name: str
    broken: pl.Expr
    reason: str
    shown: str | None = None


def _rules(table: Table, table_rows: pl.DataFrame) -> Iterator[_Rule]:
    """Yield the rules of the DDL for one table, as expressions on its frame."""
    for column in table.columns:
        if not column.nullable:
            yield _Rule(
                f"{column.name}.not_null",
                pl.col(column.name).is_null(),
                f"{column.name} is missing",
            )
        if column.check:
            broken = ~pl.sql_expr(column.polars_check).fill_null(value=True)
            yield _Rule(f"{column.name}.check", broken, f"must hold: {column.check}", column.name)
    own = [
        name for name in table_rows.columns if name == "publication_id" or name in table.primary_key
    ]
    reason = f"another row has the same {', '.join(table.primary_key)}"
    yield _Rule("primary_key", pl.struct(own).is_duplicated(), reason)


def _refused(table: Table, table_rows: pl.DataFrame) -> Iterator[Violation]:
    """Yield the rows that break a rule; one pass over the frame finds the broken rules first."""
    rules = list(_rules(table, table_rows))
    any_broken = (
        rule.broken.fill_null(value=False).any().alias(str(number))
        for number, rule in enumerate(rules)
    )
    broken = table_rows.select(any_broken).row(0)
    for rule in compress(rules, broken):
        yield from _named(table, table_rows.filter(rule.broken), rule.name, rule.reason, rule.shown)


def _named(
    table: Table, rows: pl.DataFrame, rule: str, reason: str, shown: str | None = None
) -> Iterator[Violation]:
    """Yield the violations of one rule; ``shown`` is the column whose value the reason repeats."""
    for row in rows.iter_rows(named=True):
        key = " ".join(str(row[name]) for name in table.primary_key if row[name] is not None)
        message = f"{shown} is {_short(row[shown])}; {reason}" if shown else reason
        yield Violation(
            row.get("publication_id"), table.name, key or None, f"{table.name}.{rule}", message
        )


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
