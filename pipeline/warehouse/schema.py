"""The schema of a warehouse file: the tables of sql/tables/ and the views of sql/views/."""

import re
from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter
from hashlib import sha256

import duckdb

from pipeline.tables import DDL, tables
from pipeline.tables.comments import COLUMNS, comment_statements, grain
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

DEFINES = re.compile(r"\bCREATE OR REPLACE (?:VIEW|MACRO) (\w+)")
READS = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")
NAMED_HERE = re.compile(r"\b(\w+) AS (?:(?:NOT )?MATERIALIZED )?\(")
"""Pattern of a common table expression, which hides a view of the same name in its file."""

UNEXPLAINED = """
    SELECT table_name, column_name
    FROM duckdb_columns()
    WHERE
        database_name = current_database()
        AND schema_name = 'main'
        AND comment IS NULL
        AND list_contains(?, table_name)
    ORDER BY table_name, column_index
"""
"""Query of the columns without a comment, among the tables or views of a list."""

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
    _comment(connection, {name: table.comment for name, table in tables().items()}, "TABLE")
    fill_register(connection)


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every view of sql/views/, and the links that they read; the tables must exist."""
    _execute(connection, [MACROS.read_text(encoding="utf-8")])
    create_links(connection)
    views = _views()
    _execute(connection, views.values())
    _comment(connection, {name: grain(name, text) for name, text in views.items()}, "VIEW")


def schema_sha256() -> str:
    """Return the hash of everything that determines the schema and contents of a file.

    A file with another hash is rebuilt.
    """
    digest = sha256(f"loader {LOADER_VERSION}; duckdb {duckdb.__version__}".encode())
    texts = [table.statements for table in tables().values()]
    texts += [path.read_text(encoding="utf-8") for path in (MACROS, COLUMNS)]
    texts += _views().values()
    texts += [source(name) for name in REGISTER]
    for text in texts + index_statements() + links_statements():
        digest.update(b"\0" + text.encode())
    return digest.hexdigest()


def _execute(connection: duckdb.DuckDBPyConnection, files: Iterable[str]) -> None:
    """Execute all statements in one transaction.

    Why: hundreds of comments, each written to disk on its own, would take as long as a load.
    """
    connection.begin()
    for statements in files:
        connection.execute(statements)
    connection.commit()


def _comment(connection: duckdb.DuckDBPyConnection, grains: Mapping[str, str], kind: str) -> None:
    """Add the comments of tables or views, and those of their columns that have none yet."""
    columns = connection.execute(UNEXPLAINED, [list(grains)]).fetchall()
    _execute(connection, comment_statements(grains, columns, kind=kind))


def _views() -> dict[str, str]:
    """Return the statements of each view by its name, each after the views and macros it reads."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in sorted(VIEWS.glob("*.sql"))}
    homes = {name: view for view, text in files.items() for name in DEFINES.findall(text)}
    reads = {
        view: {homes[name] for name in _names_read(text) & homes.keys()} - {view}
        for view, text in files.items()
    }
    order = TopologicalSorter({view: sorted(read_first) for view, read_first in reads.items()})
    return {view: files[view] for view in order.static_order()}


def _names_read(text: str) -> set[str]:
    """Return the names of the tables, views and table macros that one file reads."""
    return set(READS.findall(text)) - set(NAMED_HERE.findall(text))
