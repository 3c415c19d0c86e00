"""The published warehouse, kept open between requests.

Every request has its own connection, to the snapshot that is current when it arrives.

Why: opening a file costs tens of milliseconds, connecting to an open one a few.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

import duckdb

from pipeline.errors import ConfigurationError
from pipeline.warehouse import connect, mirror
from pipeline.warehouse.reader import current_snapshot


class Snapshots:
    """The current snapshot of the warehouse published under a path."""

    def __init__(self, path: Path, publish: str = "") -> None:
        self._path = path
        self._publish = publish
        self._lock = Lock()
        self._kept: tuple[Path, duckdb.DuckDBPyConnection] | None = None

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to the current snapshot, and close the previous snapshot.

        Raises:
            ConfigurationError: as ``pipeline.warehouse.connect`` does.
        """
        if self._publish:
            mirror.follow(self._path, self._publish)
        snapshot = current_snapshot(self._path)
        with self._lock:
            if self._kept is None or self._kept[0] != snapshot:
                opened = connect(self._path)
                if self._kept:
                    self._kept[1].close()
                self._kept = None if snapshot is None else (snapshot, opened)
        return connect(self._path)

    def holds_sample(self) -> bool:
        """Return True if the current snapshot contains papers of the fictional sample."""
        try:
            with self.connect() as connection:
                found = connection.execute("SELECT sample FROM load").fetchone()
        except (ConfigurationError, duckdb.Error):
            return False  # nothing to read, which the page itself reports
        return bool(found and found[0])
