"""Reads and writes of the log's events in its database, in batches.

Errors of the database are converted to the project's own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast
from uuid import UUID

from eventsourcing.persistence import IntegrityError, Notification, PersistenceError, StoredEvent

from pipeline.domain.events import Event
from pipeline.errors import LogDamaged, StorageUnavailable
from pipeline.identity import stream_id
from pipeline.log import projection
from pipeline.log.codec import decode, encode, stored_sha256
from pipeline.log.projection import Rows

if TYPE_CHECKING:
    from pipeline.log.postgres import PostgresRecorder
    from pipeline.log.sqlite import SQLiteRecorder

CHUNK = 900
"""Most events in one transaction, and most streams in one query.

Why: it is large enough to be fast, and small enough to let other writers in between.
"""
PAGE = 1_000
"""Events read per query."""

Placed = tuple[int, Event]
"""An event with its position in the log."""

T = TypeVar("T")

DAMAGED = ("malformed", "not a database", "invalid page", "could not read block")
"""Words in the databases' messages about a damaged file."""
RESTORE = (
    "Nothing but a backup makes a log whole again: move it away, keep it, and run griffier restore "
    "FOLDER with the folder of the last backup"
)
"""The next step for a damaged log, as an error message.

Why: it never suggests another path, because that would begin an empty log.
"""


class Addition(NamedTuple):
    """Events to append to one stream, which has ``version`` events now.

    ``before`` holds those events if they were read already.
    """

    stream: str
    version: int
    events: Sequence[Event]
    before: Sequence[Placed] | None = None


class Storage:
    """The event log's interface to its database. ``clock`` gives the time of appending."""

    def __init__(
        self, recorder: SQLiteRecorder | PostgresRecorder, clock: Callable[[], datetime]
    ) -> None:
        self._recorder = recorder
        self._clock = clock
        # The last events of the streams read just before: new events contain their hashes.
        self._tails: dict[UUID | str, StoredEvent] = {}
        self.reproject()

    def close(self) -> None:
        """Close the connections."""
        self._recorder.datastore.close()

    def exclusive(self, purpose: str) -> AbstractContextManager[None]:
        """Hold the database's own lock for a purpose; a log in a file has none."""
        return self._recorder.exclusive(purpose)

    def now(self) -> datetime:
        """Return the present moment by the clock of the log."""
        return self._clock()

    def position(self) -> int:
        """Return the highest position; 0 without events."""
        with _translated():
            return self._recorder.max_notification_id() or 0

    def page(self, after: int, until: int | None, topics: Sequence[str]) -> list[Placed]:
        """Return the next ``PAGE`` events behind a position; fewer at the end.

        Only events of ``topics`` are returned, if any are given.
        """
        with _translated():
            stored = self._recorder.select_notifications(
                after, PAGE, until, topics, inclusive_of_start=False
            )
        return [(notification.id, decode(notification)) for notification in stored]

    def stored(self, after: int, until: int | None) -> list[tuple[int, StoredEvent]]:
        """Return the next ``PAGE`` events behind a position as they are stored."""
        with _translated():
            notifications = self._recorder.select_notifications(
                after, PAGE, until, inclusive_of_start=False
            )
        return [(notification.id, notification) for notification in notifications]

    def copy_from(self, identity: str, events: Iterable[tuple[int, StoredEvent]]) -> None:
        """Write the events of another log at their positions, and its name, all or nothing.

        Raises:
            StorageUnavailable: the log is not empty, or the database refused the events.
        """
        with _translated():
            self._recorder.copy_from(identity, events)
        self.reproject()

    def identity(self) -> str:
        """Return the name that the log got when it was created."""
        with _translated():
            return self._recorder.identity()

    def streams(self, names: Iterable[str]) -> dict[str, list[Placed]]:
        """Return the events of each of these streams, in order."""
        self._tails.clear()
        return self._streams(names)

    def slices(self, topics: Sequence[str], until: int, size: int) -> Iterator[Iterator[Placed]]:
        """Yield the events of all streams up to ``until``, of ``size`` streams at a time.

        Streams are in the order of their last event of ``topics``; those without one come first.
        """
        with _translated():
            ordered = self._recorder.streams_by_last(topics, until)
        for names in chunks(ordered, size):
            with _translated():
                stored = self._recorder.select_streams(names)
            yield (
                (notification.id, decode(notification))
                for notification in stored
                if notification.id <= until
            )

    def _streams(self, names: Iterable[str]) -> dict[str, list[Placed]]:
        """Read streams, and keep their last events as they are stored."""
        streams: dict[str, list[Placed]] = {name: [] for name in names}
        for chunk in chunks(list(streams)):
            with _translated():
                stored = self._recorder.select_streams([stream_id(name) for name in chunk])
            for notification in stored:
                event = decode(notification)
                streams[event.stream].append((notification.id, event))
                self._tails[stream_id(event.stream)] = notification
        return streams

    def latest(self, topic: str, most: int) -> list[Placed]:
        """Return the last events of one topic, in order."""
        with _translated():
            stored = self._recorder.select_latest(topic, most)
        return [(notification.id, decode(notification)) for notification in reversed(stored)]

    def ask(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of a query on the projection."""
        with _translated():
            return self._recorder.ask(statement, values)

    def reproject(self, *, anew: bool = False) -> int:
        """Project the events that are not projected yet, or all; return the number of streams."""
        with _translated():
            version, position = next(iter(self._recorder.ask(projection.STATE)), (0, 0))
            last = self._recorder.max_notification_id() or 0
            if anew or version != projection.VERSION:
                for statement in projection.CLEAR:
                    self._recorder.tell(statement)
                self._recorder.tell(projection.SET_STATE, (0, 0))  # until the last row is there
                position = 0
            elif position == last:
                return 0
            streams = self._recorder.streams_behind(int(str(position)))
            for chunk in chunks(streams):
                self._recorder.reproject(chunk, _rows)
            self._recorder.tell(projection.SET_STATE, (projection.VERSION, last))
        return len(streams)

    def split(self, additions: Sequence[Addition]) -> tuple[list[Addition], list[Addition]]:
        """Return the additions with the expected number of events in the stream, and the rest."""
        versions: dict[UUID, int] = {}
        for chunk in chunks(additions):
            with _translated():
                versions |= self._recorder.versions(
                    [stream_id(addition.stream) for addition in chunk]
                )
        fresh: list[Addition] = []
        stale: list[Addition] = []
        for addition in additions:
            expected = versions.get(stream_id(addition.stream), 0) == addition.version
            (fresh if expected else stale).append(addition)
        return fresh, stale

    def save(self, additions: Sequence[Addition]) -> tuple[list[Placed], list[Addition]]:
        """Append in transactions of about ``CHUNK`` events; return the events and the conflicts.

        A conflict undoes its whole transaction; the additions of it that do not conflict are then
        appended in another one.

        Raises:
            StorageUnavailable: the database refused the events, although none conflicts.
        """
        saved: list[Placed] = []
        stale: list[Addition] = []
        for transaction in _transactions(additions):
            remaining = transaction
            while remaining:
                try:
                    saved += self._insert(remaining)
                    break
                except IntegrityError as error:
                    remaining, late = self.split(remaining)
                    stale += late
                    if not late:
                        raise StorageUnavailable(
                            f"the event log refused events without a conflict: {error}"
                        ) from error
        return saved, stale

    def _encoded(self, additions: Sequence[Addition]) -> list[tuple[Event, StoredEvent]]:
        """Return the events as they are stored, each with the hash of the one before it."""
        moment = self._clock()
        unread = [
            id_
            for addition in additions
            if addition.version != self._read_version(id_ := stream_id(addition.stream))
        ]
        with _translated():
            last = {
                stored.originator_id: stored
                for stored in (self._recorder.last_events(unread) if unread else ())
            }
        tails = {id_: stored_sha256(stored) for id_, stored in (self._tails | last).items()}
        encoded = []
        for addition in additions:
            sha256 = tails.get(stream_id(addition.stream), "") if addition.version else ""
            for version, event in enumerate(addition.events, start=addition.version + 1):
                encoded.append(encode(event, version, moment, sha256))
                sha256 = stored_sha256(encoded[-1][1])
        return encoded

    def _read_version(self, id_: UUID) -> int:
        """Return the version of the last event of a stream if it was read just before; else 0."""
        return self._tails[id_].originator_version if id_ in self._tails else 0

    def _insert(self, additions: Sequence[Addition]) -> list[Placed]:
        """Append these events in one transaction and return them with their positions.

        A conflict in any stream undoes the transaction.

        Raises:
            ValueError: an event belongs to another stream than its addition.
        """
        strangers = [
            event.stream
            for addition in additions
            for event in addition.events
            if event.stream != addition.stream
        ]
        if strangers:
            raise ValueError(f"events of {strangers[0]} were decided for another stream")
        unread = [addition.stream for addition in additions if addition.before is None]
        before = {addition.stream: addition.before or () for addition in additions}
        before |= self._streams(unread)
        encoded = self._encoded(additions)

        def project(positions: Sequence[int]) -> Rows:
            streams = {name: list(pairs) for name, pairs in before.items()}
            for position, (event, _) in zip(positions, encoded, strict=True):
                streams[event.stream].append((position, event))
            return projection.project(streams.values())

        with _translated():
            positions = self._recorder.append([stored for _, stored in encoded], project)
        return list(zip(positions, (event for event, _ in encoded), strict=True))


def _rows(stored: Sequence[Notification]) -> Rows:
    """Return the rows of the projection for whole streams, given in the order of the log."""
    streams: dict[UUID, list[Placed]] = {}
    for notification in stored:
        placed = (notification.id, decode(notification))
        streams.setdefault(cast("UUID", notification.originator_id), []).append(placed)
    return projection.project(streams.values())


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """Yield portions of ``size`` items."""
    return (items[start : start + size] for start in range(0, len(items), size))


def _transactions(additions: Sequence[Addition]) -> Iterator[list[Addition]]:
    """Yield groups of at most ``CHUNK`` events; the events of one stream stay together."""
    group: list[Addition] = []
    size = 0
    for addition in additions:
        if group and size + len(addition.events) > CHUNK:
            yield group
            group, size = [], 0
        group.append(addition)
        size += len(addition.events)
    if group:
        yield group


@contextmanager
def _translated() -> Iterator[None]:
    """Convert errors of the database to the project's own; let conflicts pass to the log."""
    try:
        yield
    except IntegrityError:
        raise
    except (PersistenceError, sqlite3.Error) as error:
        if any(sign in str(error) for sign in DAMAGED):
            raise LogDamaged(f"the event log is damaged: {error}. {RESTORE}") from error
        raise StorageUnavailable(
            f"the event log did not answer: {error}; see that its database runs, and try again"
        ) from error
