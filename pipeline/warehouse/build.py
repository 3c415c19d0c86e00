"""Building of the published warehouse: an update to the log, or a rebuild from nothing.

Both compare the position of the published file with the log, so a run that was missed, killed or
started twice has no lasting effect.
"""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.domain.events import Event, ListingCompleted, PublicationEvent, ValidationCompleted
from pipeline.log import EventLog
from pipeline.no_pandas import without_pandas
from pipeline.store.content import ContentStore
from pipeline.warehouse.damage import OTHER_TABLES, faults_told, means_damage
from pipeline.warehouse.fulltext import create_search, make_index, take_index
from pipeline.warehouse.load import Changes, load, name_of
from pipeline.warehouse.memory import memory_config, require_memory
from pipeline.warehouse.publish import index_file, only_writer, private_file, publish
from pipeline.warehouse.reader import (
    OWN_FORMAT,
    SESSION,
    connect,
    current_snapshot,
)
from pipeline.warehouse.schema import create_tables, create_views, schema_sha256

logger = logging.getLogger(__name__)

BLOCK_BYTES = 16_384
"""Unit in which DuckDB writes the published file, in bytes.

Why: with DuckDB's own 262,144 bytes, a load of one letter writes a quarter of a megabyte per
changed table and index.
"""


@dataclass(frozen=True, slots=True)
class Built:
    """Result of a build.

    ``position`` is the log position that the warehouse shows. ``published`` is False if the
    warehouse already showed all of the log.
    """

    position: int
    published: bool


def build(
    log: EventLog, store: ContentStore, path: Path, *, keep: int = 3, until: int | None = None
) -> Built:
    """Bring the warehouse published under ``path`` up to the log, or to the log position ``until``.

    Only changes are written, into a copy of the published file. The file is rebuilt if it does not
    exist, if it is damaged, if its tables or views are not those of sql/ any more, or if it shows
    another log or a later position. ``keep`` replaced snapshots are kept. One process writes at a
    time: a second one waits, and then finds the work done.

    Raises:
        ContentMismatch: a batch that the log names is missing from the store, or damaged. The
            published file stays.
        SchemaMismatch: a statement does not fit the tables or the rows. The published file stays.
        MachineCondition: this process may take too little memory. The published file stays.
    """
    require_memory()
    with only_writer(path):
        target = _target(log, until)
        shown = _shown(log, path, target)
        if shown is None:
            return _rebuild(log, store, path, keep, target)
        if shown == target:
            return Built(target, published=False)
        changes = _since(log, shown, target)
        try:
            with private_file(path, current_snapshot(path)) as private:
                _update(private, store, changes)
                publish(private, path, target, keep)
        except duckdb.Error as error:
            if not means_damage(error):
                raise
            logger.warning("the published warehouse is damaged and is made anew: %s", error)
            return _rebuild(log, store, path, keep, target)
        return Built(target, published=True)


def rebuild(
    log: EventLog, store: ContentStore, path: Path, *, keep: int = 3, until: int | None = None
) -> Built:
    """Make the warehouse from nothing and publish it under ``path``.

    It shows the log up to ``until``, or all of it. Readers keep the published file until the new
    one replaces it.

    Raises:
        ContentMismatch, SchemaMismatch, MachineCondition: as for ``build``.
    """
    require_memory()
    with only_writer(path):
        return _rebuild(log, store, path, keep, _target(log, until))


def _rebuild(log: EventLog, store: ContentStore, path: Path, keep: int, target: int) -> Built:
    changes = _all(log, target)
    with private_file(path, None) as private, without_collector():
        _make(private, store, changes)
        publish(private, path, target, keep)
    return Built(target, published=True)


@contextmanager
def without_collector() -> Iterator[None]:
    """Switch Python's garbage collector off while millions of values are made.

    Why: events and states have no cycles, and looking for them took 44 % of folding a log.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _make(private: Path, store: ContentStore, changes: Changes) -> None:
    """Make the private file from nothing.

    The index is made in a file of its own, written out portion by portion, and then taken over.

    Why: made in one transaction, it took 2.5 GB of memory beside 100,000 papers; written out by
    portions in the private file, it left a third of that file free, which each publish would copy.
    """
    aside = index_file(private)
    with faults_told("the making of the warehouse"), without_pandas():
        with _opened(private) as connection:
            create_tables(connection)
            load(connection, store, changes, new=True)
        with _opened(aside) as connection:
            make_index(connection, private)
        with _opened(private) as connection:
            take_index(connection, aside)
            create_views(connection)
            create_search(connection)


def _update(private: Path, store: ContentStore, changes: Changes) -> None:
    """Load the changes into the private file."""
    with (
        faults_told("the update of the warehouse"),
        without_pandas(),
        _opened(private) as connection,
    ):
        load(connection, store, changes)


@contextmanager
def _opened(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a file to write it with one thread; checkpoint it at the end.

    Why: with two, the many small statements of a rebuild took 9.8 instead of 6.9 s of processor
    time beside 10,000 papers, and those of an update 0.49 instead of 0.38 s. Several threads also
    leave row groups half full, which the next load writes again.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        **OWN_FORMAT,
        "default_block_size": BLOCK_BYTES,
        "threads": 1,
        **memory_config(),
    }
    with duckdb.connect(str(file), config=config) as connection:
        connection.execute(SESSION)
        yield connection
        connection.execute("CHECKPOINT")


def _target(log: EventLog, until: int | None) -> int:
    """Return the position to reach: that of the last event up to ``until``."""
    position = log.position()
    if until is None or until >= position:
        return position
    return max((place for place, _ in log.read(until=until)), default=0)


def _shown(log: EventLog, path: Path, target: int) -> int | None:
    """Return the position from which to update the published file, None if it must be rebuilt."""
    if current_snapshot(path) is None:
        return None
    try:
        with connect(path) as connection:
            row = connection.execute(
                "SELECT log_position, log_event, last_event_at, schema_sha256, log_id FROM load"
            ).fetchone()
    except OTHER_TABLES:
        return None  # made by another version
    except duckdb.Error as error:
        if not means_damage(error):
            raise
        logger.warning("the published warehouse cannot be read and is made anew: %s", error)
        return None
    if row is None or row[3] != schema_sha256() or row[0] > target or row[4] != log.identity:
        return None
    last = next(log.read(row[0] - 1, row[0]), None)
    known = (name_of(last[1]), last[1].timestamp) if last else (None, None)
    return int(row[0]) if known == (row[1], row[2]) else None


def _since(log: EventLog, position: int, target: int) -> Changes:
    """Return the changes up to ``target`` in the streams with new events behind ``position``."""
    changes = Changes(target, log.identity)
    touched: dict[str, None] = {}
    for place, event in log.read(position, target):
        changes.last = (place, event)
        if isinstance(event, PublicationEvent):
            touched[event.publication_id] = None
        else:
            _note(changes, place, event)
    changes.publications = log.slices(touched, until=target)
    return changes


def _all(log: EventLog, target: int) -> Changes:
    """Return the changes up to ``target`` in all streams; the states are read slice by slice."""
    changes = Changes(target, log.identity)
    changes.last = next(log.read(target - 1, target), None)
    for place, event in log.read(until=target, kinds=(ValidationCompleted, ListingCompleted)):
        _note(changes, place, event)
    changes.publications = log.all_slices(until=target)
    return changes


def _note(changes: Changes, place: int, event: Event) -> None:
    """Keep the last validation and the last listing of each stream."""
    if isinstance(event, ValidationCompleted):
        changes.validations[event.stream] = (place, event)
    elif isinstance(event, ListingCompleted):
        changes.listings[event.stream] = (place, event)
