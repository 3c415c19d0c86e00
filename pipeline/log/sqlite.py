"""The event log in one SQLite file, for one machine and any number of processes.

Positions are the table's row ids. SQLite lets one transaction write at a time, so the order of
positions is the order of commits and a reader never meets a lower position later than a higher one.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from uuid import UUID, uuid4

import stamina
from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor, SQLiteDatastore

from pipeline.errors import (
    ConfigurationError,
    GriffierError,
    LogDamaged,
    StorageUnavailable,
)
from pipeline.log import projection
from pipeline.log.projection import Rows

TABLES = {
    "waiting": "griffier_waiting",
    "name": "griffier_name",
    "projection": "griffier_projection",
}
"""The tables of the projection."""
TOPIC_INDEX = "CREATE INDEX IF NOT EXISTS stored_events_topic ON stored_events (topic)"
"""Index that finds the few events of one kind among all."""

IDENTITY_TABLE = "CREATE TABLE IF NOT EXISTS griffier_log (id TEXT NOT NULL)"
"""Table of one row with the log's name, written when the log is created or first upgraded."""

LOCK_TIMEOUT_SECONDS = 60
"""Longest wait for other writers, in seconds.

Why: with the library's 5 seconds, eight busy writers met "database is locked".
"""


PRIVATE = 0o600
"""Mode of a new log: no other user of the machine can read it."""


class SQLiteRecorder(SQLiteApplicationRecorder):
    """The library's recorder with reads over many streams at once, and with the projection.

    The projection is written in the transaction of the events.
    """

    def append(
        self, stored: Sequence[StoredEvent], project: Callable[[Sequence[int]], Rows]
    ) -> list[int]:
        """Append these events and the resulting rows of the projection; return the positions."""
        with self.datastore.transaction(commit=True) as cursor:
            # First of all an insertion: a transaction that began by reading could not write.
            positions = list(self._insert_events(cursor, stored) or ())
            self._write(cursor, project(positions))
            if positions:  # which have no gaps here
                advanced = positions[-1], positions[0] - 1
                cursor.execute(_named(projection.ADVANCE), advanced)
        return positions

    def reproject(
        self, ids: Sequence[UUID], project: Callable[[Sequence[Notification]], Rows]
    ) -> None:
        """Write the projection of these streams again, while no other process appends."""
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute("UPDATE griffier_projection SET id = id")  # takes the writer's lock
            cursor.execute(self._streams_statement(), (_json(ids),))
            self._write(cursor, project([_notification(row) for row in cursor.fetchall()]))

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return the rows of a query on the projection."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(_named(statement), tuple(values))
            return [tuple(row) for row in cursor.fetchall()]

    def tell(self, statement: str, values: Sequence[object] = ()) -> None:
        """Run a statement that changes the projection."""
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(_named(statement), tuple(values))

    def streams_behind(self, position: int) -> list[UUID]:
        """Return the streams that have an event behind this position."""
        statement = f"SELECT DISTINCT originator_id FROM {self.events_table_name} WHERE rowid > ?"  # noqa: S608
        return [UUID(str(row[0])) for row in self.ask(statement, (position,))]

    def streams_by_last(self, topics: Sequence[str], until: int) -> list[UUID]:
        """Return all streams up to ``until``, in the order of their last event of these topics."""
        statement = (
            "SELECT originator_id FROM (SELECT originator_id, MAX(CASE WHEN topic IN "  # noqa: S608
            "(SELECT value FROM json_each(?)) THEN rowid END) AS last "
            f"FROM {self.events_table_name} WHERE rowid <= ? GROUP BY originator_id) "
            "ORDER BY last NULLS FIRST, originator_id"
        )
        return [UUID(str(row[0])) for row in self.ask(statement, (json.dumps(topics), until))]

    def select_latest(self, topic: str, most: int) -> list[Notification]:
        """Return the last events of one topic, the latest first."""
        statement = (
            f"SELECT rowid, * FROM {self.events_table_name} "  # noqa: S608
            "WHERE topic = ? ORDER BY rowid DESC LIMIT ?"
        )
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement, (topic, most))
            return [_notification(row) for row in cursor.fetchall()]

    def _write(self, cursor: SQLiteCursor, rows: Rows) -> None:
        cursor.executemany(_named(projection.UPSERT), rows.waiting)
        cursor.executemany(_named(projection.ADD_NAME), rows.names)

    def _streams_statement(self) -> str:
        return (
            f"SELECT rowid, * FROM {self.events_table_name} "  # noqa: S608
            "WHERE originator_id IN (SELECT value FROM json_each(?)) ORDER BY rowid"
        )

    def exclusive(self, purpose: str) -> AbstractContextManager[None]:
        """Lock nothing: a file has one host, whose writer holds a file lock."""
        del purpose
        return nullcontext()

    def select_streams(self, ids: Sequence[UUID]) -> list[Notification]:
        """Return every event of these streams, in the order of the log."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(self._streams_statement(), (_json(ids),))
            return [_notification(row) for row in cursor.fetchall()]

    def identity(self) -> str:
        """Return the name that the log got when it was created."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute("SELECT id FROM griffier_log")
            return str(cursor.fetchone()["id"])

    def copy_from(self, identity: str, events: Iterable[tuple[int, StoredEvent]]) -> None:
        """Write events at their positions, and the name of their log, in one transaction."""
        statement = (
            f"INSERT INTO {self.events_table_name} "  # noqa: S608
            "(rowid, originator_id, originator_version, topic, state) VALUES (?, ?, ?, ?, ?)"
        )
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute("UPDATE griffier_log SET id = ?", (identity,))
            for position, stored in events:
                row = (UUID(str(stored.originator_id)).hex, stored.originator_version)
                cursor.execute(statement, (position, *row, stored.topic, stored.state))

    def last_events(self, ids: Sequence[UUID]) -> list[Notification]:
        """Return the last event of each of these streams that has any."""
        statement = (
            "SELECT e.rowid, e.* FROM json_each(?) AS asked "  # noqa: S608
            f"JOIN {self.events_table_name} AS e ON e.originator_id = asked.value "
            f"AND e.originator_version = (SELECT MAX(originator_version) FROM "
            f"{self.events_table_name} WHERE originator_id = asked.value)"
        )
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement, (_json(ids),))
            return [_notification(row) for row in cursor.fetchall()]

    def versions(self, ids: Sequence[UUID]) -> dict[UUID, int]:
        """Return the number of events in each of these streams; leave out empty streams."""
        statement = (
            "SELECT originator_id, MAX(originator_version) AS version FROM "  # noqa: S608
            f"{self.events_table_name} "
            "WHERE originator_id IN (SELECT value FROM json_each(?)) GROUP BY originator_id"
        )
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement, (_json(ids),))
            return {UUID(row["originator_id"]): row["version"] for row in cursor.fetchall()}


def open_sqlite(path: Path) -> SQLiteRecorder:
    """Return the recorder of the log in this file; create the file if it does not exist.

    Raises:
        ConfigurationError: the path cannot hold a log.
        LogDamaged: the file is damaged, or is not an event log.
        StorageUnavailable: another process held the file too long, or it could not be opened.
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
        if not path.exists():
            path.touch(mode=PRIVATE)  # SQLite's files beside it get the same mode
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
        if path.is_dir():
            raise ConfigurationError(
                f"{path} is a folder, where the file of the event log belongs: move it away, or "
                "set GRIFFIER_LOG to the file"
            ) from error
        raise _unopened(path, error) from error
    return recorder


def _json(ids: Sequence[UUID]) -> str:
    """Encode ids for SQLite's json_each."""
    return json.dumps([id_.hex for id_ in ids])


def _notification(row: sqlite3.Row) -> Notification:
    """Convert a row of the table of events to the library's type."""
    return Notification(
        id=row["rowid"],
        originator_id=UUID(row["originator_id"]),
        originator_version=row["originator_version"],
        topic=row["topic"],
        state=row["state"],
    )


def _named(statement: str) -> str:
    """Fill in the names of the projection's tables, and SQLite's placeholder of a value."""
    return statement.format(**TABLES, mark="?")


def _unopened(path: Path, error: sqlite3.Error) -> GriffierError:
    """Return the error for a log that could not be opened, with what to do about it."""
    if isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode in {
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CORRUPT,
    }:
        return LogDamaged(
            f"{path} is no event log, or a damaged one: {error}. Move it away, keep it, and run "
            "griffier restore FOLDER with the folder of the last backup"
        )
    return StorageUnavailable(
        f"the event log {path} could not be opened: {error}; see that its folder can be written "
        "and that the disk is not full"
    )


def _busy(error: Exception) -> bool:
    """Return True if another process holds the file.

    Why: switching to write-ahead logging does not wait for a lock by itself.
    """
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode in {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    }


@stamina.retry(on=_busy, attempts=20, timeout=LOCK_TIMEOUT_SECONDS, wait_max=1.0)
def _create(path: Path, statements: Sequence[str]) -> None:
    """Create the tables and switch to write-ahead logging, unless that was done already.

    Why: several processes may start at the same time.
    """
    connection = sqlite3.connect(path, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)
    try:
        existing = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if {"griffier_log", "griffier_projection"} <= existing:
            return
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        created = *statements, TOPIC_INDEX, *map(_named, projection.CREATE), IDENTITY_TABLE
        for statement in created:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO griffier_log SELECT ? WHERE NOT EXISTS (SELECT 1 FROM griffier_log)",
            (str(uuid4()),),
        )
        connection.execute("COMMIT")
    finally:
        connection.close()
