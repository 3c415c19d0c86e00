"""Reads and writes of the event log, with conflicts between processes resolved by retries."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from eventsourcing.persistence import StoredEvent

from pipeline.domain.aggregate import Publication, evolve, fold
from pipeline.domain.deduplication import new_events
from pipeline.domain.events import (
    Event,
    PublicationAccepted,
    PublicationEvent,
    PublicationQuarantined,
)
from pipeline.errors import ConfigurationError, LogConflict
from pipeline.log.sqlite import open_sqlite
from pipeline.log.storage import Addition, Placed, Storage, chunks
from pipeline.log.waiting import Waiting

logger = logging.getLogger(__name__)

CLOCK_SLACK = timedelta(minutes=1)
"""Difference between the clocks of machines that is not logged."""
ATTEMPTS = 40
"""Most attempts at a decision when other processes keep appending first."""
PAUSE_SECONDS = 0.01
"""Additional seconds that each further attempt waits for the other processes to finish."""
SLICE = 5_000
"""Most publications whose states are in memory at once in a build."""
JUDGEMENTS = (PublicationAccepted.TOPIC, PublicationQuarantined.TOPIC)
NAMED = 20
"""Most streams that the message of a conflict names."""

Decide = Callable[[Publication], Sequence[Event]]
"""A function that returns the events that follow for a publication in this state.

It must be pure, because it may be called more than once.
"""


def utc_now() -> datetime:
    """Return the present time in UTC: the default clock of a log."""
    return datetime.now(tz=UTC)


class EventLog:
    """All events in one order.

    Open it in the process that uses it: connections do not survive a fork.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def __enter__(self) -> Self:
        """Return the log itself, which is closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._storage.close()

    def exclusive(self, purpose: str) -> AbstractContextManager[None]:
        """Hold a lock that every host of this log respects, until the block or the process ends.

        A log in a file has one host: there it locks nothing, and the writer's file lock does.
        """
        return self._storage.exclusive(purpose)

    def now(self) -> datetime:
        """Return the present moment by the clock that stamps events."""
        return self._storage.now()

    def read(
        self, after: int = 0, until: int | None = None, kinds: Sequence[type[Event]] = ()
    ) -> Iterator[Placed]:
        """Yield the events behind position ``after`` up to and including ``until``, in order.

        Only events of ``kinds`` are returned, if any are given. Positions grow but have gaps. An
        event that is appended later never gets a position below one already read.
        """
        topics = [kind.TOPIC for kind in kinds]
        while page := self._storage.page(after, until, topics):
            yield from page
            after = page[-1][0]

    def stored(self, after: int = 0, until: int | None = None) -> Iterator[tuple[int, StoredEvent]]:
        """Yield events in their stored form, with their positions, in order, for their hashes."""
        while page := self._storage.stored(after, until):
            yield from page
            after = page[-1][0]

    def copy_from(self, other: EventLog) -> None:
        """Copy the events, positions and name of another log; this one must be empty."""
        self._storage.copy_from(other.identity, other.stored())

    @property
    def identity(self) -> str:
        """Return the unique name that this log got when it was created."""
        return self._storage.identity()

    def position(self) -> int:
        """Return the highest position in the log; 0 when it is empty."""
        return self._storage.position()

    def position_at(self, moment: datetime) -> int:
        """Return the last position whose event was appended at ``moment`` or before.

        Why: a clock that was ahead stamps a few events too late. The order of positions is the
        order of commits, so the events before an earlier stamp were in the log by then.
        """
        last_position = 0
        latest: datetime | None = None
        for position, event in self.read():
            if latest and event.timestamp < latest - CLOCK_SLACK:
                logger.warning(
                    "the clock went back at position %d of the log: from %s to %s",
                    position,
                    latest,
                    event.timestamp,
                )
            latest = event.timestamp
            if event.timestamp <= moment:
                last_position = position
        return last_position

    def latest(self, kind: type[Event], most: int) -> list[Placed]:
        """Return the last events of one kind, in order."""
        return self._storage.latest(kind.TOPIC, most)

    def reproject(self) -> int:
        """Write the projection of all events again; return the number of streams."""
        return self._storage.reproject(anew=True)

    @property
    def waiting(self) -> Waiting:
        """Return the queries about pending work, which read the projection."""
        return Waiting(self._storage)

    def stream(self, name: str) -> list[Placed]:
        """Return the events of one stream, in order; a publication's stream is named by its id."""
        return self._storage.streams([name])[name]

    def publication(self, publication_id: str) -> Publication:
        """Return the present state of a publication; an unknown one has an empty state."""
        return fold(publication_id, self.stream(publication_id))

    def publications(
        self, publication_ids: Iterable[str], until: int | None = None
    ) -> dict[str, Publication]:
        """Return the states of many publications, by id, at present or as of position ``until``.

        It takes few queries, however many publications there are.
        """
        streams = self._storage.streams(publication_ids)
        if until is not None:
            streams = {
                name: [pair for pair in pairs if pair[0] <= until]
                for name, pairs in streams.items()
            }
        return {name: fold(name, pairs) for name, pairs in streams.items()}

    def slices(
        self, publication_ids: Iterable[str], until: int
    ) -> Iterator[dict[str, Publication]]:
        """Yield the states of these publications as of ``until``, at most ``SLICE`` at a time."""
        for ids in chunks(list(publication_ids), SLICE):
            yield self.publications(ids, until)

    def all_slices(self, until: int) -> Iterator[dict[str, Publication]]:
        """Yield the states of all publications as of ``until``, at most ``SLICE`` at a time.

        Publications that were judged together are in one slice, so that each stored batch of rows
        is read about once.
        """
        for pairs in self._storage.slices(JUDGEMENTS, until, SLICE):
            states: dict[str, Publication] = {}
            for position, event in pairs:
                if isinstance(event, PublicationEvent):
                    name = event.publication_id
                    before = states.get(name) or Publication(publication_id=name)
                    states[name] = evolve(before, position, event)
            if states:
                yield states

    def append(self, events: Sequence[Event], expected_version: int) -> list[Placed]:
        """Append all of these events or none to a stream of ``expected_version`` events.

        Raises:
            LogConflict: the stream has another number of events.
        """
        return self.append_many({events[0].stream: (expected_version, events)}) if events else []

    def append_many(self, additions: Mapping[str, tuple[int, Sequence[Event]]]) -> list[Placed]:
        """Append events to many streams.

        ``additions`` holds, by name, the number of events in the stream now and the new ones. The
        events of one stream are appended together or not at all, independently of the other
        streams.

        Raises:
            LogConflict: it names the streams that have another number of events; the others were
                appended to.
        """
        offered = [
            Addition(name, version, events)
            for name, (version, events) in additions.items()
            if events
        ]
        fresh, ahead = self._storage.split(
            offered
        )  # a number that is too high would leave a hole in the stream
        placed, stale = self._storage.save(fresh)
        if ahead or stale:
            raise _conflict([addition.stream for addition in (*ahead, *stale)])
        return placed

    def record(self, publication_id: str, decide: Decide) -> list[Placed]:
        """Append the events that follow from the publication's state; retry after a conflict.

        Raises:
            LogConflict: other processes kept appending first.
        """
        return self.record_many({publication_id: decide})

    def record_many(self, decisions: Mapping[str, Decide]) -> list[Placed]:
        """Append the events that follow from the states of many publications, by id.

        It takes few queries. Conflicts are resolved per publication.

        Raises:
            LogConflict: it names the publications for which other processes kept appending first;
                the events of the others were appended.
        """
        return self._record(
            {name: partial(_from_state, name, decide) for name, decide in decisions.items()}
        )

    def note(self, claims: Iterable[Event]) -> list[Placed]:
        """Append those of the offered events that are new (``pipeline.domain.deduplication``).

        The events may be of any number of streams; it takes few queries. In a stream that is not a
        publication's, an event is new unless it equals the last one.

        Raises:
            LogConflict: as for ``record_many``.
            DecisionRefused: a person releases or rejects a text that does not wait for a decision.
        """
        offered: dict[str, list[Event]] = {}
        for claim in claims:
            offered.setdefault(claim.stream, []).append(claim)
        return self._record(
            {name: partial(_unknown, name, claims) for name, claims in offered.items()}
        )

    def _record(
        self, decisions: Mapping[str, Callable[[Sequence[Placed]], Sequence[Event]]]
    ) -> list[Placed]:
        """Append the events that each stream's decision returns; retry after conflicts."""
        placed: list[Placed] = []
        undecided = list(decisions)
        for attempt in range(ATTEMPTS):
            time.sleep(PAUSE_SECONDS * attempt)
            conflicting: list[str] = []
            for names in chunks(undecided):
                streams = self._storage.streams(names)
                additions = [
                    Addition(name, _version(pairs), decisions[name](pairs), pairs)
                    for name, pairs in streams.items()
                ]
                saved, stale = self._storage.save(
                    [addition for addition in additions if addition.events]
                )
                placed += saved
                conflicting += [addition.stream for addition in stale]
            undecided = conflicting
            if not undecided:
                return sorted(placed, key=lambda pair: pair[0])
        raise _conflict(undecided)


def open_log(url: str, clock: Callable[[], datetime] = utc_now) -> EventLog:
    """Return the log at an address: ``sqlite:///PATH`` or ``postgresql://…``.

    An absolute path of SQLite has four slashes. ``clock`` gives the times of appending, which are
    provenance and never become part of a row.

    Raises:
        ConfigurationError: there is no address, or no log can be kept there. There is no log in
            memory.
        StorageUnavailable: the database does not answer.
    """
    scheme, _, path = url.partition("://")
    if scheme in {"postgresql", "postgres"}:
        # its client costs a quarter of a second to import
        from pipeline.log.postgres import open_postgres  # noqa: PLC0415

        return EventLog(Storage(open_postgres(url), clock))
    if scheme == "sqlite" and path.startswith("/") and len(path) > 1:
        return EventLog(Storage(open_sqlite(Path(path[1:])), clock))
    # Only the scheme is shown, because the rest may contain a password.
    raise ConfigurationError(
        f"an address that begins with {scheme[:20]!r} names no event log: "
        "set GRIFFIER_LOG to sqlite:///PATH (a file) or postgresql://USER@HOST/NAME"
    )


def _version(pairs: Sequence[Placed]) -> int:
    return pairs[-1][1].originator_version if pairs else 0


def _from_state(name: str, decide: Decide, pairs: Sequence[Placed]) -> Sequence[Event]:
    return decide(fold(name, pairs))


def _unknown(name: str, claims: Sequence[Event], pairs: Sequence[Placed]) -> Sequence[Event]:
    """Return those of the offered events on one stream that are new to it."""
    if isinstance(claims[0], PublicationEvent):
        return new_events(fold(name, pairs), *claims)
    last = pairs[-1][1] if pairs else None
    unknown: list[Event] = []
    for claim in claims:
        if claim != last:
            unknown.append(claim)
        last = claim
    return unknown


def _conflict(streams: Sequence[str]) -> LogConflict:
    names = ", ".join(sorted(streams)[:NAMED]) + (
        f" and {len(streams) - NAMED} more" if len(streams) > NAMED else ""
    )
    return LogConflict(
        f"someone else appended first to {names}: read again and decide again (nothing else was "
        "held up)"
    )
