"""The projection: the pending work and the names of every publication, kept beside the events.

Rows are written in the transaction that appends their events, so they always agree with the log.
``position`` is the position of the last projected event: if the log is ahead of it (an older
program appended), opening the log catches up; if the rows are of another ``VERSION``, all of them
are rebuilt. ``griffier reproject`` rebuilds them on request.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import NamedTuple

from pipeline.domain.aggregate import Publication, evolve
from pipeline.domain.events import (
    Event,
    IdentifierAssigned,
    PublicationEvent,
    PublicationQuarantined,
)
from pipeline.domain.pending import Waits, waits

VERSION = 1
"""Version of the projection, which goes up when the same events must give other rows."""

COLUMNS = ("publication_id", *(field.name for field in fields(Waits)))
CREATE = (
    """
    CREATE TABLE IF NOT EXISTS {waiting} (
        publication_id TEXT PRIMARY KEY, to_fetch INTEGER NOT NULL, failures INTEGER NOT NULL,
        to_judge INTEGER NOT NULL, judged_by TEXT, limits TEXT, quarantined TEXT,
        open_quarantine BIGINT, recheck_catalogue INTEGER NOT NULL, recheck_folder INTEGER NOT NULL
    )
    """,
    "CREATE INDEX IF NOT EXISTS griffier_to_fetch ON {waiting} (publication_id) WHERE to_fetch = 1",
    "CREATE INDEX IF NOT EXISTS griffier_to_judge ON {waiting} (publication_id) WHERE to_judge = 1",
    "CREATE INDEX IF NOT EXISTS griffier_limited ON {waiting} (limits) WHERE limits IS NOT NULL",
    """
    CREATE INDEX IF NOT EXISTS griffier_quarantined ON {waiting} (publication_id)
    WHERE quarantined IS NOT NULL
    """,
    "CREATE INDEX IF NOT EXISTS griffier_judged_by ON {waiting} (judged_by)",
    """
    CREATE TABLE IF NOT EXISTS {name} (
        value TEXT NOT NULL, scheme TEXT NOT NULL, publication_id TEXT NOT NULL,
        PRIMARY KEY (value, scheme, publication_id)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS {projection} (
        id INTEGER PRIMARY KEY, version INTEGER NOT NULL, position BIGINT NOT NULL
    )
    """,
)
"""Statements that create the tables, for both SQLite and PostgreSQL."""
UPSERT = (
    "INSERT INTO {waiting} VALUES ("  # noqa: S608 -- names of columns, and marks of values
    + ", ".join(["{mark}"] * len(COLUMNS))
    + ") ON CONFLICT (publication_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])
)
ADD_NAME = "INSERT INTO {name} VALUES ({mark}, {mark}, {mark}) ON CONFLICT DO NOTHING"
ADVANCE = "UPDATE {projection} SET position = {mark} WHERE position >= {mark}"
SET_STATE = (
    "INSERT INTO {projection} VALUES (1, {mark}, {mark}) "
    "ON CONFLICT (id) DO UPDATE SET version = excluded.version, position = excluded.position"
)
STATE = "SELECT version, position FROM {projection}"
CLEAR = ("DELETE FROM {waiting}", "DELETE FROM {name}")

TO_FETCH = (
    "SELECT publication_id FROM {waiting} WHERE to_fetch = 1 AND failures < {mark} "
    "ORDER BY publication_id"
)
TO_JUDGE = """
    SELECT publication_id FROM {waiting} WHERE to_judge = 1
    UNION
    SELECT publication_id FROM {waiting}
    WHERE limits IS NOT NULL AND (limits <> {mark} OR judged_by <> {mark})
    ORDER BY publication_id
"""
STALE = (
    "SELECT publication_id FROM {waiting} WHERE judged_by < {mark} OR judged_by > {mark} "
    "ORDER BY publication_id"
)
HELD_BACK = (
    "SELECT publication_id, quarantined, open_quarantine FROM {waiting} "
    "WHERE quarantined IS NOT NULL ORDER BY publication_id"
)
TO_RECHECK = {
    "catalogue": "SELECT publication_id FROM {waiting} WHERE recheck_catalogue = 1 ORDER BY 1",
    "folder": "SELECT publication_id FROM {waiting} WHERE recheck_folder = 1 ORDER BY 1",
}
NAMED = "SELECT publication_id FROM {name} WHERE value = {mark} ORDER BY publication_id"
NAMED_BY = (
    "SELECT publication_id FROM {name} WHERE value = {mark} AND scheme = {mark} "
    "ORDER BY publication_id"
)
DUMP = (
    "SELECT * FROM {waiting} ORDER BY publication_id",
    "SELECT * FROM {name} ORDER BY value, scheme, publication_id",
)


class Rows(NamedTuple):
    """Rows of the projection: one per publication, and one per name of it."""

    waiting: list[tuple[object, ...]]
    names: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A publication and the log positions of all its quarantines, oldest first.

    ``waits`` is the position of the quarantine that waits for a reviewer, if any.
    """

    publication_id: str
    judgements: tuple[int, ...]
    waits: int | None


def project(streams: Iterable[Sequence[tuple[int, Event]]]) -> Rows:
    """Return the rows for whole streams; streams of other things than publications give none."""
    rows = Rows([], [])
    for pairs in streams:
        events = list(_of_publication(pairs))
        if not events:
            continue
        state = Publication(publication_id=events[0][1].publication_id)
        quarantined: list[int] = []
        for position, event in events:
            state = evolve(state, position, event)
            if isinstance(event, PublicationQuarantined):
                quarantined.append(position)
            if isinstance(event, IdentifierAssigned):
                rows.names.append((event.value, event.scheme, event.publication_id))
        rows.waiting.append(_row(state.publication_id, waits(state, tuple(quarantined))))
    return rows


def held_back(row: Sequence[object]) -> HeldBack:
    """Return one row of ``HELD_BACK`` as a value."""
    name, positions, waiting = row
    judgements = tuple(json.loads(str(positions)))
    return HeldBack(str(name), judgements, None if waiting is None else int(str(waiting)))


def _of_publication(
    pairs: Iterable[tuple[int, Event]],
) -> Iterator[tuple[int, PublicationEvent]]:
    return ((place, event) for place, event in pairs if isinstance(event, PublicationEvent))


def _row(publication_id: str, waits: Waits) -> tuple[object, ...]:
    """Encode the pending work of a publication as a row: flags as 0 and 1, positions as JSON."""
    values: list[object] = [publication_id]
    for value in astuple(waits):
        if isinstance(value, bool):
            values.append(int(value))
        elif isinstance(value, tuple):
            values.append(json.dumps(value) if value else None)
        else:
            values.append(value)
    return tuple(values)
