"""The schema of a warehouse file: the tables of sql/tables/ and the views of sql/views/."""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path

import duckdb

from pipeline.tables import DDL, tables
from pipeline.vocabulary import source
from pipeline.warehouse.derived_rows import REGISTER, fill_register
from pipeline.warehouse.fulltext import index_statements
from pipeline.warehouse.links import create_links, links_statements

VIEWS = DDL.parent / "views"
"""Folder of CREATE OR REPLACE VIEW and COMMENT statements, one file per view.

A view may read others, so that each notion is defined in one place.
"""

MACROS = DDL.parent / "macros.sql"
"""File of macros that several views share."""

COLUMNS = DDL.parent / "columns.toml"
"""File with the meanings of columns that several views have, by name."""

READS = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")
NAMED_HERE = re.compile(r"\b(\w+) AS (?:MATERIALIZED )?\(")
"""Pattern of a common table expression, which hides a view of the same name in its file."""

UNEXPLAINED = """
    SELECT table_name, column_name
    FROM duckdb_columns() JOIN duckdb_views() ON view_name = table_name
    WHERE NOT duckdb_views.internal AND duckdb_columns.comment IS NULL
    ORDER BY table_name, column_index
"""

LOADER_VERSION = "2"
"""Version of the loader, part of the schema's hash.

It goes up when the same log must give other rows (a new meaning of a coverage state, say), so that
files are rebuilt.
"""


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every table of sql/tables/ without its key, and fill the register.

    The register is that of persons and ministries; all other tables are empty. ``keys`` checks the
    keys.
    """
    _execute(connection, (table.statements_without_key for table in tables().values()))
    fill_register(connection)


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every view of sql/views/, and the links that they read; the tables must exist."""
    _execute(connection, [MACROS.read_text(encoding="utf-8")])
    create_links(connection)
    _execute(connection, [path.read_text(encoding="utf-8") for path in _views()])
    meanings = {name: words.replace("'", "''") for name, words in _meanings().items()}
    columns = connection.execute(UNEXPLAINED).fetchall()
    _execute(
        connection,
        (
            f"COMMENT ON COLUMN {view}.{column} IS '{meanings[column]}'"
            for view, column in columns
            if column in meanings
        ),
    )


def schema_sha256() -> str:
    """Return the hash of everything that determines the schema and contents of a file.

    A file with another hash is rebuilt.
    """
    told = sha256(f"loader {LOADER_VERSION}; duckdb {duckdb.__version__}".encode())
    texts = [table.statements for table in tables().values()]
    texts += [path.read_text(encoding="utf-8") for path in (MACROS, COLUMNS, *_views())]
    texts += [source(name) for name in REGISTER]
    for text in texts + index_statements() + links_statements():
        told.update(b"\0" + text.encode())
    return told.hexdigest()


def _execute(connection: duckdb.DuckDBPyConnection, files: Iterable[str]) -> None:
    """Execute all statements in one transaction.

    Why: hundreds of comments, each written to disk on its own, would take as long as a load.
    """
    connection.begin()
    for statements in files:
        connection.execute(statements)
    connection.commit()


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    meanings: dict[str, str] = tomllib.loads(COLUMNS.read_text(encoding="utf-8"))
    return meanings


def _views() -> list[Path]:
    """Return the files of the views, each after those that it reads."""
    paths = {path.stem: path for path in sorted(VIEWS.glob("*.sql"))}
    reads = {name: paths.keys() & _read_by(path) - {name} for name, path in paths.items()}
    return [
        paths[name]
        for name in TopologicalSorter(
            {name: sorted(found) for name, found in reads.items()}
        ).static_order()
    ]


def _read_by(path: Path) -> set[str]:
    """Return the names of the tables and views that one file reads."""
    text = path.read_text(encoding="utf-8")
    return set(READS.findall(text)) - set(NAMED_HERE.findall(text))
