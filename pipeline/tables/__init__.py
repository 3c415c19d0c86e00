"""Tables as defined in sql/tables/: names, types, keys, rules and meanings, and matching frames.

The DDL is the only definition of a table. It is read here once, so that frames are built and
checked against the same text that DuckDB enforces later, without a database. Why the reader
is ours: docs/decisions/0001-ddl-is-the-schema.md.
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
