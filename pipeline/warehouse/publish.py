"""Publishing of a warehouse file: made aside, swapped in at once, never changed again.

Beside the link ``warehouse.duckdb`` are its snapshots ``warehouse-<position>.duckdb``, the lock
of the one writer and, while it works, its private file. A reader with an open snapshot keeps it,
also after the file's name is removed.
"""

import fcntl
import logging
import os
import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import ConfigurationError, StorageUnavailable
from pipeline.settings import settings
from pipeline.warehouse.reader import refuse_sqlite

logger = logging.getLogger(__name__)

SUFFIX = ".duckdb"
GRACE_SECONDS = 60.0
"""Least time that a snapshot is kept after it was replaced.

Why: a reader may have followed the link just before.
"""
POLL_SECONDS = 0.05
WRITABLE, READ_ONLY = 0o644, 0o444


@contextmanager
def only_writer(path: Path) -> Iterator[None]:
    """Wait until no other process or thread writes this warehouse; log which one is waited for.

    The lock ends with its holder, also when killed.

    Raises:
        ConfigurationError: the path names a file of something else, which is not replaced.
        StorageUnavailable: another one wrote for the whole of ``GRIFFIER_WRITER_WAIT_SECONDS``.
    """
    refuse_foreign(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.stem}.lock").open("a+") as lock:
        _take(lock, path)
        lock.seek(0)
        lock.truncate()
        lock.write(f"process {os.getpid()} on {socket.gethostname()}\n")
        lock.flush()
        yield


def refuse_foreign(path: Path) -> None:
    """Raise an error if a file that is no warehouse has this path.

    Raises:
        ConfigurationError: there is such a file.

    Why: publishing replaces what has the name. A rebuild to ``/dev/null``, as root, put a link in
    place of the device.
    """
    if path.exists() and path.resolve().suffix != SUFFIX:
        raise ConfigurationError(
            f"{path} is there and is no warehouse: name a file that ends in {SUFFIX}, or a new one"
        )
    refuse_sqlite(path)


def _take(lock: IO[str], path: Path) -> None:
    """Take the lock, or raise an error after ``writer_wait_seconds``."""
    wait = settings().writer_wait_seconds
    until, warned = time.monotonic() + wait, False
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "another process"
            if time.monotonic() > until:
                raise StorageUnavailable(
                    f"{holder} has been writing {path} for {wait:g} seconds: see that it is "
                    "still at work, and try again"
                ) from None
            if not warned:
                logger.warning("waiting for %s, which writes %s", holder, path)
            warned = True
            time.sleep(POLL_SECONDS)
        else:
            return


@contextmanager
def private_file(path: Path, start_from: Path | None) -> Iterator[Path]:
    """Yield the name under which the one writer makes the next snapshot.

    The file does not exist yet, or is a copy of the snapshot to start from. Leftovers of a killed
    writer are removed first.

    Why: DuckDB would replay a leftover write-ahead log.
    """
    private = path.with_name(f".{path.stem}-private.duckdb")
    try:
        _clear(private)
        if start_from:
            shutil.copyfile(start_from, private)
            private.chmod(WRITABLE)
        yield private
    finally:
        _clear(private)


def index_file(private: Path) -> Path:
    """Return the file in which the index is made, in a folder that ends with ``private``."""
    folder = _temporary(private)
    folder.mkdir(exist_ok=True)
    return folder / "index.duckdb"


def publish(private: Path, path: Path, position: int, keep: int) -> Path:
    """Publish the closed and checkpointed file ``private`` as ``path``; return the snapshot.

    Old snapshots are removed; ``keep`` of them stay besides the current one.

    Raises:
        RuntimeError: the file is still open, which is a fault of the caller.
    """
    if _log_of(private).exists():
        raise RuntimeError(
            f"{private} was not checkpointed and closed: its rows are still in "
            f"{_log_of(private).name}"
        )
    # Before the file has its own name: after a kill nothing else would remove the index file.
    shutil.rmtree(_temporary(private), ignore_errors=True)
    private.chmod(READ_ONLY)
    _to_disk(private)
    snapshot = _free_name(path, position)
    private.rename(snapshot)
    link = path.with_name(f".{path.stem}-link")
    link.unlink(missing_ok=True)
    link.symlink_to(snapshot.name)
    replaced = path.resolve()
    link.replace(path)
    _to_disk(path.parent)
    if replaced != snapshot and replaced.is_file():
        os.utime(replaced)  # the grace begins now
    clear_old(path, keep)
    return snapshot


def snapshots(path: Path) -> list[Path]:
    """Return every snapshot beside the link, the one replaced longest ago first."""
    named = re.compile(re.escape(path.stem) + r"-\d+(\.\d+)?\.duckdb")
    files = (other for other in path.parent.iterdir() if named.fullmatch(other.name))
    return sorted(files, key=lambda other: (other.stat().st_mtime, other.name))


def _free_name(path: Path, position: int) -> Path:
    """Return an unused name for a snapshot; a second build of a position gets a number behind it.

    Example: ``warehouse-12.duckdb``, then ``warehouse-12.1.duckdb``.
    """
    name, again = path.with_name(f"{path.stem}-{position}.duckdb"), 0
    while name.exists():
        again += 1
        name = path.with_name(f"{path.stem}-{position}.{again}.duckdb")
    return name


def clear_old(path: Path, keep: int) -> int:
    """Remove replaced snapshots beyond ``keep``; return how many were removed."""
    if not path.exists():
        return 0
    current = path.resolve()
    old_files = [other for other in snapshots(path) if other != current]
    old = [
        other
        for other in old_files[: max(len(old_files) - keep, 0)]
        if time.time() - other.stat().st_mtime >= GRACE_SECONDS
    ]
    for snapshot in old:
        _clear(snapshot)
    return len(old)


def _clear(file: Path) -> None:
    shutil.rmtree(_temporary(file), ignore_errors=True)
    _log_of(file).unlink(missing_ok=True)
    file.unlink(missing_ok=True)


def _temporary(file: Path) -> Path:
    """Return the folder of DuckDB's temporary files for a file."""
    return file.with_name(file.name + ".tmp")


def _log_of(file: Path) -> Path:
    """Return the path of the write-ahead log that DuckDB keeps next to a database file."""
    return file.with_name(file.name + ".wal")


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
