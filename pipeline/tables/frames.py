"""Conversion of rows to Polars frames with exactly the columns and types of the DDL."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias

import polars as pl

from pipeline.errors import SchemaMismatch
from pipeline.tables.ddl import Column, Table, renames, tables

PARSED = (
    "publication",
    "publication_text",
    "letter",
    "question",
    "answer",
    "question_answer",
    "minister",
    "reference",
    "commitment",
    "unexplained_span",
    "correction",
)
"""Tables whose rows come from the text of a paper; the rows of the others come from the log."""

Row: TypeAlias = dict[str, object]
"""One row of a table in sql/tables/, by column name."""
Rows: TypeAlias = dict[str, list[Row]]
"""Rows by table name, as the parser gives them."""
Frames: TypeAlias = dict[str, pl.DataFrame]
"""Frames by table name."""

PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "VARCHAR": (str,),
    "VARCHAR[]": (list, tuple),
    "INTEGER": (int,),
    "BIGINT": (int,),
    "DOUBLE": (float, int),
    "BOOLEAN": (bool,),
    "DATE": (date,),
    "TIMESTAMP WITH TIME ZONE": (datetime,),
}
"""Python types that a row may hold for each SQL type.

Why: no other types are allowed, because Polars would take True for 1 and a datetime for a date.
"""


def frames(rows: Rows) -> Frames:
    """Return the rows of the parsed tables as frames with the columns and types of the DDL.

    A table without rows gives an empty frame. The values are not checked here but by
    ``violations``.

    Raises:
        SchemaMismatch: a table or column is unknown or missing, or a value is of another type.
    """
    if unknown := sorted(set(rows) - set(PARSED)):
        raise SchemaMismatch(
            f"no table {', '.join(unknown)} takes rows of a paper: those are {', '.join(PARSED)}"
        )
    return {name: frame(name, rows.get(name, ())) for name in PARSED}


def frame(name: str, rows: Sequence[Row]) -> pl.DataFrame:
    """Return the rows of any one table as a frame; raises as ``frames`` does."""
    table = tables()[name]
    known = {column.name for column in table.columns}
    for row in rows:
        if row.keys() != known:
            missing, extra = sorted(known - row.keys()), sorted(row.keys() - known)
            faults = [f"lacks {', '.join(missing)}"] if missing else []
            faults += [f"has unknown {', '.join(extra)}"] if extra else []
            raise SchemaMismatch(f"a row of {name} {' and '.join(faults)}: {row!r:.200}")
    return pl.DataFrame(
        [_series(table, column, [row[column.name] for row in rows]) for column in table.columns]
    )


def conform(name: str, stored: pl.DataFrame) -> pl.DataFrame:
    """Upcast a stored frame of an older DDL to the table as it is today.

    Columns renamed since take their new name (``sql/renames.toml``); columns added since are NULL.

    Example: a batch of 2026 with ``question.fraction`` gives ``question.party``.

    Raises:
        SchemaMismatch: the frame has a column that neither the DDL nor the renames know, or one
            whose values cannot be read as the type in the DDL.
    """
    table = tables()[name]
    if stored.schema == table.schema:
        return stored
    stored = stored.rename(renames().get(name, {}), strict=False)
    if unknown := sorted(set(stored.columns) - set(table.schema)):
        raise SchemaMismatch(
            f"stored rows of {name} have the columns {', '.join(unknown)}, which neither "
            f"sql/tables/{name}.sql nor sql/renames.toml knows: add them to sql/renames.toml"
        )
    try:
        return stored.select(
            pl.col(column.name).cast(column.dtype)
            if column.name in stored.columns
            else pl.lit(None, dtype=column.dtype).alias(column.name)
            for column in table.columns
        )
    except pl.exceptions.PolarsError as error:
        raise SchemaMismatch(
            f"stored rows of {name} do not fit sql/tables/{name}.sql, parse them again: {error}"
        ) from error


def _series(table: Table, column: Column, values: list[object]) -> pl.Series:
    """Return the values of one column as a series of its type in the DDL.

    Raises:
        SchemaMismatch: a value has another type or does not fit.
    """
    allowed = PYTHON_TYPES[column.sql_type]
    for value in values:
        if value is not None and type(value) not in allowed:
            raise SchemaMismatch(
                f"{table.name}.{column.name} is {column.sql_type}, not {type(value).__name__}: "
                f"{value!r:.60}"
            )
        if isinstance(value, datetime) and value.tzinfo is None:
            raise SchemaMismatch(
                f"{table.name}.{column.name} needs a moment with its time zone: {value!r}"
            )
    try:
        return pl.Series(column.name, values, dtype=column.dtype, strict=True)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError) as error:
        raise SchemaMismatch(
            f"{table.name}.{column.name} cannot hold these values as {column.sql_type}: {error}"
        ) from error
