"""The event log in a PostgreSQL database, for any number of machines.

Positions come from a sequence. A sequence alone would let a transaction commit after another one
with a higher position, and a reader would miss it. The library therefore takes an exclusive lock on
the table before it draws positions (readers are not blocked), so that the order of positions is the
order of commits. Transactions that were rolled back leave gaps, which are never filled.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString, cast
from uuid import UUID, uuid4

import psycopg
from eventsourcing.persistence import Notification, PersistenceError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Composed, Identifier

from pipeline.errors import ConfigurationError, StorageUnavailable
from pipeline.log import projection
from pipeline.log.projection import Rows

CREATION_LOCK = 0x67726966
"""Number of the advisory lock ("grif") under which the tables are created.

Why: processes that start together must create them one after another.
"""
CONNECT_TIMEOUT_SECONDS = 5
STREAMS = SQL("SELECT * FROM {table} WHERE originator_id = ANY(%s) ORDER BY notification_id")
TOPIC_INDEX = (
    "CREATE INDEX IF NOT EXISTS stored_events_topic ON stored_events (topic, notification_id)"
)
"""Index that finds the few events of one kind among all."""
LOCK_SECONDS = 900
"""Longest wait for another host that publishes, in seconds."""


class PostgresRecorder(PostgresApplicationRecorder):
    """The library's recorder with reads over many streams at once, and with the projection.

    The projection is written in the transaction of the events.

    Why: it appends without psycopg's pipeline mode, in which the library's own append blocked
    forever as soon as one save held more than some hundred kilobytes.
    """

    url: str = ""
    """The address of the database, for the connection that holds a lock."""

    @contextmanager
    def exclusive(self, purpose: str) -> Iterator[None]:
        """Hold an advisory lock on a connection of its own; it ends with its holder.

        Raises:
            StorageUnavailable: another host held it for the whole of ``LOCK_SECONDS``.
        """
        number = zlib.crc32(purpose.encode())
        try:
            with psycopg.connect(self.url, autocommit=True) as connection:
                connection.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
                connection.execute("SELECT pg_advisory_lock(%s, %s)", (CREATION_LOCK, number))
                yield
        except psycopg.errors.LockNotAvailable as error:
            raise StorageUnavailable(
                f"another host has been the {purpose} for {LOCK_SECONDS} seconds: see in "
                "pg_locks which, and try again"
            ) from error

    def append(
        self, stored: Sequence[StoredEvent], project: Callable[[Sequence[int]], Rows]
    ) -> list[int]:
        """Append these events and the resulting rows of the projection; return the positions."""
        before = self.max_notification_id() or 0
        with (
            self.datastore.get_connection() as connection,
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            self._insert_stored_events(cursor, stored)
            positions = [row["notification_id"] for row in cursor.fetchall()]
            self._write(cursor, project(positions))
            advanced = (max(positions, default=before), before)
            cursor.execute(self._named(projection.ADVANCE), advanced)
        return positions

    def reproject(
        self, ids: Sequence[UUID], project: Callable[[Sequence[Notification]], Rows]
    ) -> None:
        """Write the projection of these streams again, while no other process appends."""
        with (
            self.datastore.get_connection() as connection,
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            table = Identifier(self.datastore.schema, self.events_table_name)
            cursor.execute(SQL("LOCK TABLE {table} IN EXCLUSIVE MODE").format(table=table))
            cursor.execute(STREAMS.format(table=table), (list(ids),))
            self._write(cursor, project([_notification(row) for row in cursor.fetchall()]))

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return the rows of a query on the projection."""
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(self._named(statement), tuple(values))
            return [tuple(row.values()) for row in cursor.fetchall()]

    def tell(self, statement: str, values: Sequence[object] = ()) -> None:
        """Run a statement that changes the projection."""
        with (
            self.datastore.get_connection() as connection,
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            cursor.execute(self._named(statement), tuple(values))

    def tell_all(self, statements: Sequence[str]) -> None:
        """Run statements without values."""
        for statement in statements:
            self.tell(statement)

    def streams_behind(self, position: int) -> list[UUID]:
        """Return the streams that have an event behind this position."""
        statement = SQL("SELECT DISTINCT originator_id FROM {table} WHERE notification_id > %s")
        return [row["originator_id"] for row in self._rows(statement, position)]

    def streams_by_last(self, topics: Sequence[str], until: int) -> list[UUID]:
        """Return all streams up to ``until``, in the order of their last event of these topics."""
        statement = SQL(
            "SELECT originator_id FROM (SELECT originator_id, MAX(notification_id) "
            "FILTER (WHERE topic = ANY(%s)) AS last FROM {table} WHERE notification_id <= %s "
            "GROUP BY originator_id) AS stream ORDER BY last NULLS FIRST, originator_id"
        )
        return [row["originator_id"] for row in self._rows(statement, list(topics), until)]

    def select_latest(self, topic: str, most: int) -> list[Notification]:
        """Return the last events of one topic, the latest first."""
        statement = SQL(
            "SELECT * FROM {table} WHERE topic = %s ORDER BY notification_id DESC LIMIT %s"
        )
        return [_notification(row) for row in self._rows(statement, topic, most)]

    def _write(self, cursor: Any, rows: Rows) -> None:  # noqa: ANN401 -- the library's own type
        cursor.executemany(self._named(projection.UPSERT), rows.waiting)
        cursor.executemany(self._named(projection.ADD_NAME), rows.names)

    def _named(self, statement: LiteralString) -> Composed:
        """Fill in the names of the projection's tables, and PostgreSQL's placeholder of a value."""
        names = {
            name: Identifier(self.datastore.schema, f"griffier_{name}")
            for name in ("waiting", "name", "projection")
        }
        return SQL(statement).format(**names, mark=SQL("%s"))

    def select_streams(self, ids: Sequence[UUID]) -> list[Notification]:
        """Return every event of these streams, in the order of the log."""
        return [_notification(row) for row in self._rows(STREAMS, list(ids))]

    def identity(self) -> str:
        """Return the name that the log got when it was created."""
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute("SELECT id FROM griffier_log")
            row = cursor.fetchone()
            return str(row["id"]) if row else ""

    def copy_from(self, identity: str, events: Iterable[tuple[int, StoredEvent]]) -> None:
        """Write events at their positions, and the name of their log, in one transaction."""
        table = Identifier(self.datastore.schema, self.events_table_name)
        insert = SQL(
            "INSERT INTO {table} "
            "(notification_id, originator_id, originator_version, topic, state) "
            "VALUES (%s, %s, %s, %s, %s)"
        ).format(table=table)
        sequence = SQL(
            "SELECT setval(pg_get_serial_sequence(%s, 'notification_id'), max(notification_id)) "
            "FROM {table}"
        ).format(table=table)
        with (
            self.datastore.get_connection() as connection,
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE griffier_log SET id = %s", (identity,))
            for position, stored in events:
                row = (stored.originator_id, stored.originator_version, stored.topic, stored.state)
                cursor.execute(insert, (position, *row))
            name = f"{self.datastore.schema}.{self.events_table_name}"
            cursor.execute(sequence, (name,))

    def last_events(self, ids: Sequence[UUID]) -> list[Notification]:
        """Return the last event of each of these streams that has any."""
        statement = SQL(
            "SELECT DISTINCT ON (originator_id) * FROM {table} WHERE originator_id = ANY(%s) "
            "ORDER BY originator_id, originator_version DESC"
        )
        return [_notification(row) for row in self._rows(statement, list(ids))]

    def versions(self, ids: Sequence[UUID]) -> dict[UUID, int]:
        """Return the number of events in each of these streams; leave out empty streams."""
        statement = SQL(
            "SELECT originator_id, MAX(originator_version) AS version FROM {table} "
            "WHERE originator_id = ANY(%s) GROUP BY originator_id"
        )
        return {row["originator_id"]: row["version"] for row in self._rows(statement, list(ids))}

    def _rows(self, statement: SQL, *values: object) -> list[dict[str, Any]]:
        table = Identifier(self.datastore.schema, self.events_table_name)
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(statement.format(table=table), values)
            return cursor.fetchall()


def _notification(row: dict[str, Any]) -> Notification:
    """Convert a row of the table of events to the library's type."""
    return Notification(
        id=row["notification_id"],
        originator_id=row["originator_id"],
        originator_version=row["originator_version"],
        topic=row["topic"],
        state=bytes(row["state"]),
    )


def open_postgres(url: str) -> PostgresRecorder:
    """Return the recorder of the log in this database; create its tables if they do not exist.

    Raises:
        ConfigurationError: the address cannot be parsed.
        StorageUnavailable: the database refused the connection.
    """
    try:
        parts = {
            name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None
        }
    except psycopg.ProgrammingError as error:
        raise ConfigurationError(
            f"GRIFFIER_LOG is no address of a PostgreSQL database: {error}"
        ) from None  # whose message has the address as it is
    try:
        with psycopg.connect(
            url, autocommit=True, connect_timeout=CONNECT_TIMEOUT_SECONDS
        ) as connection:
            info = connection.info
            datastore = PostgresDatastore(
                dbname=info.dbname,
                host=parts.get("host", info.host),
                port=info.port,
                user=info.user,
                password=info.password,
                connect_timeout=CONNECT_TIMEOUT_SECONDS,
                max_overflow=4,
                pre_ping=True,  # a connection that died while idle is replaced, not handed out
            )
            rest = {
                name: value
                for name, value in parts.items()
                if name not in {"dbname", "host", "port", "user", "password"}
            }
            cast("dict[str, Any]", datastore.pool.kwargs).update(rest)  # sslmode and the like
            recorder = _create(connection, datastore)
            recorder.url = url
            return recorder
    except (psycopg.OperationalError, PersistenceError) as error:
        raise StorageUnavailable(f"the event log's database did not let us in: {error}") from error


def _create(connection: psycopg.Connection[Any], datastore: PostgresDatastore) -> PostgresRecorder:
    """Create the tables if they do not exist, under a lock, and return the recorder.

    Why: several processes may start at the same time; later calls change nothing.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (CREATION_LOCK,))
        recorder = PostgresRecorder(datastore)
        table = connection.execute("SELECT to_regclass('public.griffier_projection')").fetchone()
        if table is None or table[0] is None:
            recorder.create_table()
            recorder.tell_all((TOPIC_INDEX, *projection.CREATE))
        connection.execute("CREATE TABLE IF NOT EXISTS griffier_log (id TEXT NOT NULL)")
        connection.execute(
            "INSERT INTO griffier_log SELECT %s WHERE NOT EXISTS (SELECT 1 FROM griffier_log)",
            (str(uuid4()),),
        )
    return recorder
