"""Detection of a warehouse that another version made, with other tables and views."""

from pathlib import Path

import duckdb

from pipeline.errors import WarehouseOutdated
from pipeline.warehouse.reader import connect
from pipeline.warehouse.schema import schema_sha256

MISSED = ("Catalog Error", "Binder Error")
"""Beginnings of DuckDB's messages about a missing table, view, macro or column.

The console passes these messages on.
"""


def outdated(error: Exception, path: Path) -> WarehouseOutdated | None:
    """Return an error if a query on this warehouse failed because another version made the file.

    None is returned if the file is of this version, or the query failed for another reason. A
    warehouse of another version may also answer the query; then no error is needed.
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
