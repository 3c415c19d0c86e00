"""The tables as sql/tables/ states them: names, types, keys, rules and meanings, and frames that
fit them.

The DDL is the one place that says what a table looks like. It is read here once, so that frames are
built and checked against the very words that DuckDB enforces later, without a database at hand. Why
sqlglot reads it: docs/decisions/0001-ddl-is-the-schema.md.
"""

from pipeline.tables.checks import Violation, violations, without_violations
from pipeline.tables.ddl import DDL, Column, Table, tables
from pipeline.tables.frames import PARSED, Frames, Row, Rows, conform, frame, frames

__all__ = [
    "DDL",
    "PARSED",
    "Column",
    "Frames",
    "Row",
    "Rows",
    "Table",
    "Violation",
    "conform",
    "frame",
    "frames",
    "tables",
    "violations",
    "without_violations",
]
