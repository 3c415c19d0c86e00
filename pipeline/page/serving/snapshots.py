"""The published warehouse, kept open between requests, with the figures that many pages need.

Every request has its own connection, to the snapshot that is current when it arrives.

Why: opening a file costs tens of milliseconds, connecting to an open one a few. And a snapshot
never changes, so a view that takes 400 ms at 100,000 questions is computed once, not per page.
"""

import atexit
import logging
from pathlib import Path
from threading import Lock, Thread

import duckdb

from pipeline.errors import ConfigurationError
from pipeline.warehouse import connect, mirror
from pipeline.warehouse.reader import current_snapshot, holds_sample

logger = logging.getLogger(__name__)

KEPT = (
    "asked_question", "unanswered_question", "commitment_deadline", "dossier_timeline",
    "freshness", "minister_activity", "ministry_activity", "most_cited_paper", "mutual_citation",
    "overdue_request", "party_activity", "reference_holding", "request", "response_time",
    "response_time_by_party", "session_year_activity", "signed_letter",
)  # fmt: skip
"""The views whose rows are kept in memory: those that took a page over its 250 ms."""
SCHEMA = "kept.figures"
"""The schema of the kept rows, in a database in memory beside the snapshot."""
STOP_SECONDS = 5.0


class Snapshots:
    """The current snapshot of the warehouse published under a path."""

    def __init__(self, path: Path, publish: str = "") -> None:
        self._path = path
        self._publish = publish
        self._lock = Lock()
        self._kept: tuple[Path, duckdb.DuckDBPyConnection] | None = None

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to the current snapshot, and close the previous snapshot.

        Raises:
            ConfigurationError: as ``pipeline.warehouse.connect`` does.
        """
        if self._publish:
            mirror.follow(self._path, self._publish)
        snapshot = current_snapshot(self._path)
        with self._lock:
            if self._kept is None or self._kept[0] != snapshot:
                opened = connect(self._path)
                if self._kept:
                    self._kept[1].close()
                self._kept = None if snapshot is None else (snapshot, opened)
                _in_background(opened.cursor())
        connection = connect(self._path)
        use_figures(connection)
        return connection

    def holds_sample(self) -> bool:
        """Return True if the current snapshot contains papers of the fictional sample."""
        try:
            with self.connect() as connection:
                return holds_sample(connection)
        except (ConfigurationError, duckdb.Error):
            return False  # nothing to read, which the page itself reports


def _in_background(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the figures in a thread; the end of the program interrupts it.

    Why: a thread inside DuckDB that outlives the interpreter aborts the process.
    """
    thread = Thread(target=keep_figures, args=(connection,), daemon=True)

    def stop() -> None:
        if thread.is_alive():
            connection.interrupt()
            thread.join(STOP_SECONDS)

    thread.start()
    atexit.register(stop)


def keep_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """Store the rows of the views in ``KEPT`` in memory, for all connections to this snapshot.

    They appear together, in one transaction. Until then, and if it fails, pages read the views.
    """
    database, _, schema = SCHEMA.partition(".")
    try:
        connection.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {database} (READ_WRITE)")
        connection.begin()
        connection.execute(f"CREATE SCHEMA {database}.{schema}")
        for view in KEPT:
            connection.execute(f"CREATE TABLE {SCHEMA}.{view} AS FROM {view}")
        connection.commit()
    except duckdb.Error as error:  # another version's file without a view, or its last reader left
        logger.info("the figures of this snapshot are not kept in memory: %s", error)
    finally:
        connection.close()


def use_figures(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make a connection read the kept rows instead of the views; return False if there are none."""
    row = connection.execute("SELECT current_database()").fetchone()
    name = str(row[0]).replace('"', '""') if row else ""
    path = ",".join([SCHEMA, *(f'"{name}".{schema}' for schema in ("main", "search_index"))])
    try:
        connection.execute(f"SET search_path = '{path}'")
    except duckdb.CatalogException:
        return False
    return True
