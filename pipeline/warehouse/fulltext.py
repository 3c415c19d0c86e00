"""The full-text index in the warehouse file, updated by each load in the same transaction.

A load only inserts and deletes the passages of changed publications, so a small load is quick; a
rebuild takes the same steps and gives the same index. DuckDB's fts extension provides the Dutch
stemmer here; searching needs no extension. docs/decisions/0008-search.md explains why the index of
that extension is not used.
"""

from importlib.metadata import files
from pathlib import Path

import duckdb
import polars as pl

from pipeline.errors import ConfigurationError
from pipeline.tables import DDL
from pipeline.vocabulary import records

SEARCH = DDL.parent / "search"
"""Folder of the index: its tables, the statements of a load, and the macros that search."""

EXTENSION = "duckdb-extension-fts"
PORTION = 2_000
"""Number of publications with words counted at once.

Why: counting all at once in a rebuild would take gigabytes of memory.
"""
WRITTEN_TOGETHER = 20_000
"""Number of publications whose passages are written out together while a new index is made.

Why: as for rows (``memory.WRITTEN_TOGETHER``).
"""
UNSORTED_SHARE = 4
"""Share of unsorted postings (one in so many) at which the index is compacted.

Why: rare enough to stay cheap, often enough that a search reads few unsorted ones.
"""

COPIED = ("passage", "word", "state")
"""Tables of the index that a rebuild copies; it compacts the postings into their place."""
POSTED = "FROM search_index.posting UNION ALL FROM search_index.late_posting"
"""Query of the postings to compact: all of an index."""


def create_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Create an index without passages."""
    _run(connection, "tables")
    connection.register(
        "left_out", pl.DataFrame({"form": [record["word"] for record in records("stopwords")]})
    )
    connection.execute("INSERT INTO search_index.stop_word FROM left_out")


def create_search(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the macros ``search`` and ``search_words``; the index and the tables must exist."""
    _run(connection, "macros")


def update_index(
    connection: duckdb.DuckDBPyConnection, changed: pl.DataFrame, held: pl.DataFrame | None = None
) -> None:
    """Update the index for the publications in ``changed``, a frame of ``publication_id``.

    ``held`` are those that may have passages in it, all if None.

    Raises:
        ConfigurationError: the extension with the stemmer is not installed in this environment.
    """
    if changed.is_empty():
        return
    _prepare(connection)
    _run_for(connection, "delete_passages", changed if held is None else held)
    _run_for(connection, "index_passages", changed)
    if _needs_compacting(connection):
        _compact(connection)


def make_index(connection: duckdb.DuckDBPyConnection, rows: Path) -> None:
    """Make the index of all papers in the file ``rows``, in the open and empty file.

    It is written out a portion at a time, and not compacted: ``take_index`` does that.

    Why: DuckDB keeps much of an open transaction in memory, whatever its limit. Small row groups
    are not merged at checkpoints here, because ``take_index`` writes everything again.
    """
    connection.execute("SET max_vacuum_tasks = 0")
    connection.execute(f"ATTACH {_quoted(rows)} AS rows (READ_ONLY)")
    [(own,)] = connection.execute("SELECT current_database()").fetchall()
    connection.execute(f"SET search_path = '{own}.main,rows.main'")
    create_index(connection)
    names = connection.execute("SELECT publication_id FROM publication ORDER BY rowid").pl()
    _prepare(connection)
    for portion in names.iter_slices(WRITTEN_TOGETHER):
        connection.begin()
        _run_for(connection, "index_passages", portion)
        connection.commit()
        connection.execute("CHECKPOINT")
    connection.execute(f"SET search_path = '{own}.main'; DETACH rows")


def take_index(connection: duckdb.DuckDBPyConnection, index: Path) -> None:
    """Take over the index in another file, as ``make_index`` leaves it, and compact its postings.

    Why: compacted there and then copied, the postings would be written twice.
    """
    create_index(connection)
    connection.execute(f"ATTACH {_quoted(index)} AS made (READ_ONLY)")
    for table in COPIED:
        connection.execute(
            f"BEGIN; DELETE FROM search_index.{table}; "  # noqa: S608
            f"INSERT INTO search_index.{table} FROM made.search_index.{table}; COMMIT"
        )
    _compact(connection, "FROM made.search_index.late_posting")
    connection.execute("DETACH made")


def _quoted(file: Path) -> str:
    """Return a path as an SQL literal."""
    return "'" + str(file).replace("'", "''") + "'"


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Load the stemmer and create the macros of forms and stems, for this connection."""
    connection.execute(f"LOAD '{_extension()}'")
    _run(connection, "forms")


def _compact(connection: duckdb.DuckDBPyConnection, posted: str = POSTED) -> None:
    """Compact the postings that the query ``posted`` returns, a portion of the words at a time.

    Why: all postings of 20,000 papers at once took 0.4 GB more memory.
    """
    connection.execute(f"CREATE OR REPLACE TEMP VIEW posted AS {posted}")
    _run(connection, "compact_begin")
    for _ in connection.execute("FROM word_portion").fetchall():
        _run(connection, "compact_words")
    connection.execute("DROP VIEW posted")
    _run(connection, "compact_end")


def index_statements() -> list[str]:
    """Return every text that determines the contents of the index."""
    return [path.read_text(encoding="utf-8") for path in sorted(SEARCH.glob("*.sql"))] + [
        record["word"] for record in records("stopwords")
    ]


def _extension() -> Path:
    extension = next(
        (file for file in files(EXTENSION) or () if file.name == "fts.duckdb_extension"), None
    )
    if extension is None:
        raise ConfigurationError(
            f"{EXTENSION} holds no extension for this machine: install the locked packages again"
        )
    return Path(str(extension.locate()))


def _needs_compacting(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute(
        "SELECT unsorted * ? > postings FROM search_index.state", [UNSORTED_SHARE]
    ).fetchone()
    return bool(row and row[0])


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.execute((SEARCH / f"{name}.sql").read_text(encoding="utf-8"))


def _run_for(connection: duckdb.DuckDBPyConnection, name: str, changed: pl.DataFrame) -> None:
    for portion in changed.iter_slices(PORTION):
        connection.register("changed", portion)
        _run(connection, name)
