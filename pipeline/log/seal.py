"""Seals: a hash over every event of the log, which shows later changes to events.

Each event carries the hash of the event before it in its stream (``previous_sha256``). A seal is an
event of its own that covers all events up to a position, and the seal before it, so the seals chain
the whole log. Appending is not serialised for it: a seal is made at each publish, over positions
that are final by then. The first seal of a log also anchors the events of versions without hashes.

A forger can compute hashes too. Copy the last seal to a place outside this machine now and then
(SECURITY.md), and compare it: what was sealed then cannot be changed without another hash.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from pipeline.domain.events import LogSealed
from pipeline.errors import LogConflict
from pipeline.log.codec import decode, previous_hash, stored_sha256
from pipeline.log.eventlog import EventLog

Stored = tuple[int, StoredEvent]
"""A stored event with its position."""


def last_seal(log: EventLog) -> str | None:
    """Return the last seal as text to keep elsewhere: its position and its hash."""
    seals = log.stream(LogSealed.STREAM)
    last = seals[-1][1] if seals else None
    return f"{last.until} {last.sha256}" if isinstance(last, LogSealed) else None


def holds(log: EventLog, seal_line: str) -> bool:
    """Return True if the log still has a seal that was kept elsewhere.

    ``seal_line`` is an earlier result of ``last_seal``. ``breaks`` checks that the events still
    have the hash of the seal.
    """
    return any(
        f"{event.until} {event.sha256}" == seal_line.strip()
        for _, event in log.stream(LogSealed.STREAM)
        if isinstance(event, LogSealed)
    )


@dataclass(frozen=True, slots=True)
class Break:
    """A position where the log was changed after it was written, with a description."""

    position: int
    reason: str


def seal(log: EventLog) -> LogSealed | None:
    """Seal the events since the last seal; return None if there are none.

    None is also returned if another process sealed them first.
    """
    seals = log.stream(LogSealed.STREAM)
    last = seals[-1][1] if seals else None
    since = last.until if isinstance(last, LogSealed) else 0
    before = last.sha256 if isinstance(last, LogSealed) else ""
    until = log.position()
    events = list(log.stored(since, until))
    if all(stored.topic == LogSealed.TOPIC for _, stored in events):
        return None
    event = LogSealed(
        since=since,
        until=until,
        count=len(events),
        sha256=_digest(before, events),
        before_sha256=before,
    )
    try:
        log.append([event], expected_version=len(seals))
    except LogConflict:
        return None
    return event


def breaks(log: EventLog) -> Iterator[Break]:
    """Yield every position where the log was changed after it was written, in order."""
    yield from sorted(
        (*_stream_breaks(log), *_seal_breaks(log)), key=lambda broken: broken.position
    )


def _seal_breaks(log: EventLog) -> Iterator[Break]:
    """Yield the seals with another hash than their events have now, or that do not form a chain."""
    before, since = "", 0
    for position, event in log.stream(LogSealed.STREAM):
        if not isinstance(event, LogSealed):
            continue
        if (event.before_sha256, event.since) != (before, since):
            yield Break(position, f"the seal does not follow the one up to position {since}")
        events = list(log.stored(event.since, event.until))
        if _digest(event.before_sha256, events) != event.sha256:
            yield Break(
                position,
                f"the events from position {event.since + 1} to {event.until} are not those that "
                f"were sealed ({len(events)} events, {event.count} were sealed)",
            )
        before, since = event.sha256, event.until


def _stream_breaks(log: EventLog) -> Iterator[Break]:
    """Yield events that cannot be read, are missing in their stream, or follow a changed one."""
    last: dict[UUID | str, tuple[int, str]] = {}
    for position, stored in log.stored():
        version, sha256 = last.get(stored.originator_id, (0, ""))
        where = f"event {stored.originator_version} of stream {stored.originator_id}"
        if stored.originator_version != version + 1:
            yield Break(position, f"{where} follows event {version}: one is missing or doubled")
        try:
            name = decode(stored).stream
            claimed = previous_hash(stored)
        except Exception as error:  # noqa: BLE001 -- whatever damage does to an event, it is found
            yield Break(position, f"{where} cannot be read: {error}")
            claimed = ""
        else:
            if claimed and claimed != sha256:
                yield Break(position, f"the event before {where} ({name}) was changed")
        last[stored.originator_id] = stored.originator_version, stored_sha256(stored)


def _digest(before: str, events: Iterable[Stored]) -> str:
    """Return the hash over the seal before, and position and hash of each event."""
    digest = hashlib.sha256(before.encode())
    for position, stored in events:
        digest.update(f"\n{position} {stored_sha256(stored)}".encode())
    return digest.hexdigest()
