"""Conversion between events and their stored form: the library's mapper over JSON, with our topics.

A stored event is its stream, its version in that stream, its topic and a JSON object of the rest.
The topic is a name of ours, not a module path, so that classes may move; the object has
``class_version`` when that is above 1, so that older events are upcast when they are read.
"""

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from eventsourcing.persistence import DatetimeAsISO, JSONTranscoder, Mapper, StoredEvent
from eventsourcing.utils import register_topic

from pipeline.domain.events import EVENTS, Event
from pipeline.errors import ConfigurationError, LogDamaged
from pipeline.identity import stream_id

TOPICS = {event.TOPIC: event for event in EVENTS}
"""Every kind of event by the name under which it is stored."""
for _topic, _event in TOPICS.items():
    register_topic(_topic, _event)


_TRANSCODER = JSONTranscoder()
_TRANSCODER.register(DatetimeAsISO())
_MAPPER: Mapper[UUID] = Mapper(_TRANSCODER)


def encode(
    event: Event, version: int, moment: datetime, previous_sha256: str = ""
) -> tuple[Event, StoredEvent]:
    """Return the event with its place in its stream, and its stored form."""
    placed = replace(
        event,
        originator_id=stream_id(event.stream),
        originator_version=version,
        timestamp=moment,
        previous_sha256=previous_sha256,
    )
    return placed, _MAPPER.to_stored_event(placed)


def stored_sha256(stored: StoredEvent) -> str:
    """Return the hash of a stored event: of its stream, its version, its kind and its contents."""
    head = f"{stored.originator_id} {stored.originator_version} {stored.topic}\n"
    state: bytes | str = stored.state  # text if a person wrote into the file
    contents = state if isinstance(state, bytes) else state.encode()
    return hashlib.sha256(head.encode() + contents).hexdigest()


def previous_hash(stored: StoredEvent) -> str:
    """Return the hash of the previous event in a stored event; empty if it has none."""
    return str(json.loads(stored.state).get("previous_sha256", ""))


def decode(stored: StoredEvent) -> Event:
    """Return the event that was stored, upcast to the present version of its class.

    Raises:
        ConfigurationError: a newer Griffier wrote the event.
        LogDamaged: the stored state cannot be decoded.
    """
    kind = TOPICS.get(stored.topic)
    if kind is None:
        raise ConfigurationError(
            f"{_where(stored)} is of the unknown kind {stored.topic}: read this log with a newer "
            "Griffier"
        )
    try:
        return _restored(kind, stored)
    except ConfigurationError:
        raise
    except Exception as error:
        raise LogDamaged(
            f"{_where(stored)} cannot be read as it was written ({error}): the event log is "
            "damaged. Restore it from the last backup with griffier restore FOLDER"
        ) from error


def _restored(kind: type[Event], stored: StoredEvent) -> Event:
    """Return the event as the library's mapper does.

    Why: that calls Python for every object in the JSON, and a rebuild decodes all events; this
    takes half its time.
    """
    state = json.loads(stored.state)
    written = state.pop("class_version", 1)
    if written > kind.class_version:
        raise ConfigurationError(
            f"{_where(stored)} is version {written} of its kind: read this log with a newer "
            "Griffier"
        )
    state["timestamp"] = datetime.fromisoformat(state["timestamp"]["_data_"])
    state["originator_id"] = stored.originator_id
    state["originator_version"] = stored.originator_version
    for version in range(written, kind.class_version):
        getattr(kind, f"upcast_v{version}_v{version + 1}")(state)
    state.setdefault("previous_sha256", "")  # versions without hashes stored none
    event = object.__new__(kind)
    vars(event).update(state)
    return event


def _where(stored: StoredEvent) -> str:
    return f"event {stored.originator_version} of stream {stored.originator_id}"
