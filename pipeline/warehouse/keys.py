"""Checks of the tables' keys by a query at each load: the published file has no PRIMARY KEY.

Rows with a duplicate key are refused before the load (``pipeline.tables.checks``); this is the
second check.

Why: DuckDB keeps a key in an index, and to update it a load of one letter rewrites the last row
group of every table.
"""

from collections.abc import Iterable

import duckdb
import polars as pl

from pipeline.errors import SchemaMismatch
from pipeline.tables import Table, tables


def hold_to_keys(
    connection: duckdb.DuckDBPyConnection, filled: Iterable[str], changed: pl.DataFrame | None
) -> None:
    """Check that no primary key occurs twice in the tables ``filled``.

    ``changed`` is a frame of ``publication_id``. Then only the rows of these publications are
    checked, and the small tables without that column; all rows are checked if it is None.

    Raises:
        SchemaMismatch: a key occurs twice, which is a fault in this program.
    """
    if changed is not None:
        connection.register("touched", changed)
    for table in (tables()[name] for name in sorted(filled)):
        duplicate = connection.execute(_twice(table, touched_only=changed is not None)).fetchone()
        if duplicate:
            key = ", ".join(
                f"{name} {value}" for name, value in zip(table.primary_key, duplicate, strict=True)
            )
            raise SchemaMismatch(
                f"two rows of {table.name} would have the key {key}: nothing is published; this is "
                "a fault of griffier, report it with `griffier status` of that publication"
            )


def _twice(table: Table, *, touched_only: bool) -> str:
    """Return the query for one duplicate key of this table."""
    key = ", ".join(table.primary_key)
    of = ""
    if touched_only and "publication_id" in table.schema:
        of = "SEMI JOIN touched USING (publication_id)"
    return f"SELECT {key} FROM {table.name} {of} GROUP BY {key} HAVING count(*) > 1 LIMIT 1"  # noqa: S608
