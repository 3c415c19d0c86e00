"""A published warehouse that another version of this program made: its tables and views are not
those that this one asks.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.errors import WarehouseOutdated
from pipeline.warehouse.reader import connect
from pipeline.warehouse.schema import schema_sha256

MISSED = ("Catalog Error", "Binder Error")
"""How DuckDB begins when it misses a table, a view, a macro or a column; the console passes its
words on."""


def outdated(error: Exception, path: Path) -> WarehouseOutdated | None:
    """What a failed query on the warehouse under ``path`` comes down to, None where the file is not
    to blame.

    A file of another version may well answer: only where it did not is there something to say.
    """
    if not str(error).startswith(MISSED):
        return None
    try:
        with connect(path) as connection:
            made_with = connection.execute("SELECT schema_sha256 FROM load").fetchone()
    except (duckdb.CatalogException, duckdb.BinderException):
        made_with = None
    if made_with == (schema_sha256(),):
        return None
    return WarehouseOutdated(
        f"{error}\n{path} was made by another version of griffier: `griffier rebuild` makes it anew"
    )
