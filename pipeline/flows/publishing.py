"""Publishing: the warehouse is brought up to the log, and the report is written beside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pipeline import report, warehouse
from pipeline.flows.archive import Archive


def publish(archive: Archive) -> int | None:
    """Load what the log decided since the last publish; the new log position, None when there was
    nothing to do.
    """
    configured = archive.settings
    built = warehouse.build(
        archive.log, archive.store, configured.warehouse_path, keep=configured.keep_snapshots
    )
    return built.position if built.published else None


def rebuild(archive: Archive, moment: datetime | None = None) -> int:
    """Make the warehouse from nothing but the log and the store, as they are or were at a moment;
    its log position.
    """
    configured = archive.settings
    until = archive.log.position_at(moment) if moment else None
    keep = configured.keep_snapshots
    return warehouse.rebuild(
        archive.log, archive.store, configured.warehouse_path, keep=keep, until=until
    ).position


def write_report(archive: Archive) -> Path:
    """Write the data-quality report over the published warehouse; its path."""
    configured = archive.settings
    pages = configured.home / "data_docs" / "index.html"
    return report.write_report(
        configured.warehouse_path, configured.home / "report" / "index.html", data_docs=pages
    )
