"""The event log in one SQLite file: one machine, any number of processes.

Positions are the table's row ids. SQLite lets one transaction write at a time, so the order of
positions is the order of commits and a reader never meets a lower position later than a higher one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from uuid import UUID

import stamina
from eventsourcing.persistence import Notification
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from pipeline.errors import ConfigurationError, StorageUnavailable

LOCK_TIMEOUT_SECONDS = 60
"""How long a writer waits for the others. With the library's 5 seconds, eight busy writers met
"database is locked"."""


class SQLiteRecorder(SQLiteApplicationRecorder):
    """The library's recorder, plus the two reads over many streams at once that it does not
    have.
    """

    def exclusive(self, purpose: str) -> AbstractContextManager[None]:
        """Lock nothing: a file has one host, whose writer holds a file lock."""
        del purpose
        return nullcontext()

    def select_streams(self, ids: Sequence[UUID]) -> list[Notification]:
        """Every event of these streams, in the order of the log."""
        statement = (
            f"SELECT rowid, * FROM {self.events_table_name} "  # noqa: S608
            "WHERE originator_id IN (SELECT value FROM json_each(?)) ORDER BY rowid"
        )
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement, (json.dumps([id_.hex for id_ in ids]),))
            return [
                Notification(
                    id=row["rowid"],
                    originator_id=UUID(row["originator_id"]),
                    originator_version=row["originator_version"],
                    topic=row["topic"],
                    state=row["state"],
                )
                for row in cursor.fetchall()
            ]

    def versions(self, ids: Sequence[UUID]) -> dict[UUID, int]:
        """The number of events in each of these streams; a stream without events is left out."""
        statement = (
            "SELECT originator_id, MAX(originator_version) AS version FROM "  # noqa: S608
            f"{self.events_table_name} "
            "WHERE originator_id IN (SELECT value FROM json_each(?)) GROUP BY originator_id"
        )
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement, (json.dumps([id_.hex for id_ in ids]),))
            return {UUID(row["originator_id"]): row["version"] for row in cursor.fetchall()}


def open_sqlite(path: Path) -> SQLiteRecorder:
    """The recorder of the log in this file, which is made when it is not there.

    Raises:
        ConfigurationError: the path cannot hold a log.
    """
    path = path.absolute()
    if ":memory:" in str(path) or "mode=memory" in str(
        path
    ):  # the library would keep such a log in memory
        raise ConfigurationError(
            f"{path} is a name that SQLite keeps in memory: set GRIFFIER_LOG to another path"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"the event log cannot be kept in {path}: {error}; set GRIFFIER_LOG to another path"
        ) from error
    recorder = SQLiteRecorder(SQLiteDatastore(str(path), lock_timeout=LOCK_TIMEOUT_SECONDS))
    try:
        _create(path, recorder.create_table_statements)
    except sqlite3.Error as error:
        if _busy(error):
            raise StorageUnavailable(
                f"{path} was held by another process all the time: see which, and try again"
            ) from error
        raise ConfigurationError(
            f"{path} is no event log: {error}; set GRIFFIER_LOG to another path"
        ) from error
    return recorder


def _busy(error: Exception) -> bool:
    """Whether another process holds the file; switching to write-ahead logging does not wait for it
    by itself.
    """
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode in {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    }


@stamina.retry(on=_busy, attempts=20, timeout=LOCK_TIMEOUT_SECONDS, wait_max=1.0)
def _create(path: Path, statements: Sequence[str]) -> None:
    """Make the table and switch to write-ahead logging, once, however many processes start at the
    same time.
    """
    connection = sqlite3.connect(path, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)
    try:
        if connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'stored_events'"
        ).fetchone():
            return
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements:
            connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        connection.close()
