"""Publishing: bring the warehouse up to the log, and write the report beside it."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import duckdb

from pipeline import metrics, report
from pipeline.errors import ContentMismatch, LogRefused
from pipeline.flows.log_identity import WAYS_OUT, place
from pipeline.flows.stores import Stores
from pipeline.log.seal import seal
from pipeline.warehouse import connect, mirror, shown_log
from pipeline.warehouse.build import Built
from pipeline.warehouse.build import build as bring_up_to_date
from pipeline.warehouse.build import rebuild as make_anew
from pipeline.warehouse.damage import means_damage
from pipeline.warehouse.reader import current_snapshot
from pipeline.warehouse.remote import RemotePublication
from pipeline.warehouse.schema import schema_sha256

logger = logging.getLogger(__name__)

Found = TypeVar("Found")

FIGURES = "SELECT log_position, papers, quarantined, epoch(as_of::TIMESTAMP) FROM freshness"

WRITER = "warehouse writer"
"""Name of the lock of the one host that publishes, if the log is shared."""


def check_warehouse(stores: Stores) -> None:
    """Compare the log with the published warehouse before it is replaced.

    Raises:
        LogRefused: the warehouse shows another log, or events that this log does not have.
    """
    shown = shown_log(stores.settings.warehouse_path)
    if shown is None or stores.takeover:
        return
    log, where = stores.log, place(stores.settings)
    identity, position = shown
    if identity not in {log.identity, None}:
        raise LogRefused(f"the warehouse shows another log than {where}. {WAYS_OUT}")
    if position > log.position():
        raise LogRefused(
            f"{where} ends at position {log.position()}, and the warehouse shows "
            f"position {position}: events are missing. {WAYS_OUT}"
        )


def publish(stores: Stores) -> int | None:
    """Load the decisions since the last publish; return the new log position.

    The result is None if there was nothing to do.
    """
    configured = stores.settings
    check_warehouse(stores)
    seal(stores.log)

    def build() -> Built:
        return bring_up_to_date(
            stores.log, stores.store, configured.warehouse_path, keep=configured.keep_snapshots
        )

    built, uploaded = _published(stores, build)
    return built.position if built.published or uploaded else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The published warehouse in figures.

    ``position`` is the log position that it shows, ``publications`` counts the papers in its tables
    and ``quarantined`` those that wait in quarantine; ``sha256`` is the hash of its file.
    """

    position: int
    publications: int
    quarantined: int
    sha256: str


def describe(stores: Stores) -> Snapshot:
    """Return the figures of the published warehouse, and send them to monitoring."""
    path = stores.settings.warehouse_path
    with connect(path) as connection:
        row = connection.execute(FIGURES).fetchone() or (0, 0, 0, None)
    position, publications, quarantined, as_of = row
    metrics.gauge("warehouse.position", position)
    metrics.gauge("warehouse.publications", publications)
    metrics.gauge("warehouse.quarantined", quarantined)
    if as_of is not None:
        metrics.gauge("warehouse.age_seconds", stores.log.now().timestamp() - as_of)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Snapshot(position, publications, quarantined, digest)


def rebuild(stores: Stores, moment: datetime | None = None) -> int:
    """Make the warehouse from only the log and the store; return its log position.

    With ``moment`` it is made as log and store were then.
    """
    configured = stores.settings
    check_warehouse(stores)
    seal(stores.log)
    until = stores.log.position_at(moment) if moment else None

    def build() -> Built:
        return make_anew(
            stores.log,
            stores.store,
            configured.warehouse_path,
            keep=configured.keep_snapshots,
            until=until,
        )

    return _published(stores, build)[0].position


def read_or_rebuild(stores: Stores, read: Callable[[Stores], Found]) -> Found:
    """Read the published warehouse; if it turns out to be damaged, rebuild it and read again.

    Why: a load that has nothing to add reads one row, so damage elsewhere first shows here.
    """
    try:
        return read(stores)
    except duckdb.Error as error:
        if not means_damage(error):
            raise
        logger.warning("the published warehouse is damaged and is made anew: %s", error)
        rebuild(stores)
        return read(stores)


def write_report(stores: Stores) -> Path:
    """Write the data-quality report over the published warehouse; return its path."""
    configured = stores.settings
    pages = configured.home / "data_docs" / "index.html"
    if configured.publish:
        remote = RemotePublication(configured.publish)
        mirror.refresh(configured.warehouse_path, remote)
        remote.get_folder("data_docs", pages.parent)
    written = report.write_report(
        configured.warehouse_path, configured.home / "report" / "index.html", data_docs=pages
    )
    if configured.publish:
        remote.put_folder("report", written.parent)
    return written


def share_data_docs(stores: Stores) -> None:
    """Upload Great Expectations' pages of the latest batch, if hosts share a publication."""
    pages = stores.settings.home / "data_docs"
    if stores.settings.publish and pages.is_dir():
        RemotePublication(stores.settings.publish).put_folder("data_docs", pages)


def _published(stores: Stores, build: Callable[[], Built]) -> tuple[Built, bool]:
    """Build the local warehouse and upload it if it is shared; return True if it was uploaded.

    The writer's lock is held from reading the pointer to replacing it.
    """
    url, path = stores.settings.publish, stores.settings.warehouse_path
    if not url:
        _measure_lag(stores)
        return build(), False
    remote = RemotePublication(url)
    with stores.log.exclusive(WRITER):
        before = remote.current()
        try:
            mirror.refresh(path, remote)
        except ContentMismatch as error:  # the log makes another one, which replaces it
            logger.warning("%s; it is made anew from the log", error)
        _measure_lag(stores)
        built = build()
        snapshot = current_snapshot(path)
        if snapshot is None or (before.pointer and before.pointer == mirror.held(path)):
            return built, False
        pointer = remote.upload(snapshot, built.position, schema_sha256())
        remote.point(pointer, before)
        mirror.remember(path, pointer)
        remote.clear(stores.settings.keep_snapshots)
    return built, True


def _measure_lag(stores: Stores) -> None:
    """Send to monitoring how many log positions the warehouse is behind."""
    shown = shown_log(stores.settings.warehouse_path)
    metrics.gauge("warehouse.behind", stores.log.position() - (shown[1] if shown else 0))
