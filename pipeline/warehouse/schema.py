"""What a warehouse file is made of before its rows: the tables of sql/tables/ and the views of
sql/views/.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import duckdb

from pipeline.tables import DDL, tables
from pipeline.warehouse.fulltext import index_statements

VIEWS = DDL.parent / "views"
"""The folder of CREATE OR REPLACE VIEW and COMMENT statements, one file per view. Views read
tables, never views."""

LOADER_VERSION = "1"
"""Goes up when the same log must give other rows (the meaning of a coverage state, say), so that
files are built anew."""


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Every table of sql/tables/, empty."""
    _execute(connection, (table.statements for table in tables().values()))


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Every view of sql/views/; the tables must be there."""
    _execute(connection, (path.read_text(encoding="utf-8") for path in _views()))


def schema_sha256() -> str:
    """The hash of all that decides what a file looks like; a file with another hash is built
    anew.
    """
    told = sha256(f"loader {LOADER_VERSION}; duckdb {duckdb.__version__}".encode())
    statements = [table.statements for table in tables().values()] + [
        path.read_text(encoding="utf-8") for path in _views()
    ]
    for text in statements + index_statements():
        told.update(b"\0" + text.encode())
    return told.hexdigest()


def _execute(connection: duckdb.DuckDBPyConnection, files: Iterable[str]) -> None:
    """All statements in one transaction: hundreds of comments, each written to disk on its own,
    would take as long as a load.
    """
    connection.begin()
    for statements in files:
        connection.execute(statements)
    connection.commit()


def _views() -> list[Path]:
    return sorted(VIEWS.glob("*.sql"))
