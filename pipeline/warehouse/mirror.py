"""The local copy of a warehouse that is published in an object store.

Readers and writers on every host work on a local file, as on one machine; ``refresh`` brings it to
the snapshot that the pointer names.
"""

import fcntl
import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from pipeline.errors import ContentMismatch, StorageUnavailable
from pipeline.warehouse.publish import publish, refuse_foreign
from pipeline.warehouse.reader import current_snapshot
from pipeline.warehouse.remote import Pointer, RemotePublication

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 10.0
"""Least seconds between two reads of a pointer by one process."""

_LOOKED: dict[Path, float] = {}
"""Time of this process's last read of each pointer, by local path (monotonic clock, seconds)."""


def follow(path: Path, url: str, *, keep: int = 1) -> None:
    """Bring the local warehouse to the published one, at most once in ten seconds.

    If the store does not answer or the new snapshot is damaged, the local one stays in use and the
    reason is logged.

    Raises:
        StorageUnavailable, ContentMismatch: there is no local snapshot to fall back on.
    """
    if not _due(path):
        return
    try:
        refresh(path, RemotePublication(url), keep=keep)
    except (StorageUnavailable, ContentMismatch) as error:
        if current_snapshot(path) is None:
            raise
        logger.warning("the local copy stays in use: %s", error)


def follow_pages(folder: Path, url: str) -> None:
    """Bring a local folder of pages to the uploaded one, at most once in ten seconds.

    If the store does not answer, the local pages stay.
    """
    if not _due(folder):
        return
    try:
        RemotePublication(url).get_folder(folder.name, folder)
    except (StorageUnavailable, ContentMismatch) as error:
        logger.warning("the local pages stay in use: %s", error)


def refresh(path: Path, remote: RemotePublication, *, keep: int = 1) -> Pointer | None:
    """Bring the local warehouse to the published one; return its pointer, None if there is none.

    Raises:
        StorageUnavailable, ContentMismatch: the download failed; the local file stays.
        ConfigurationError: the path names a file of something else, which is not replaced.
    """
    pointer = remote.current().pointer
    if pointer is None or pointer == held(path):
        return pointer
    with _one_at_a_time(path):
        if pointer == held(path):
            return pointer
        refuse_foreign(path)
        part = path.with_name(f".{path.stem}-download.duckdb")
        part.unlink(missing_ok=True)
        try:
            remote.download(pointer, part)
            publish(part, path, pointer.position, keep)
        finally:
            part.unlink(missing_ok=True)
        remember(path, pointer)
    return pointer


def held(path: Path) -> Pointer | None:
    """Return the pointer of the local file, None if it has none or the file is another one."""
    try:
        note = json.loads(_note(path).read_text(encoding="utf-8"))
        snapshot = note.pop("snapshot")
        pointer = Pointer(**note)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    current = current_snapshot(path)
    return pointer if current is not None and current.name == snapshot else None


def remember(path: Path, pointer: Pointer) -> None:
    """Record the pointer of which the current local snapshot is a copy."""
    snapshot = current_snapshot(path)
    note = _note(path)
    part = note.with_name(f"{note.name}.part")
    name = snapshot.name if snapshot else ""
    part.write_text(json.dumps({**asdict(pointer), "snapshot": name}), encoding="utf-8")
    part.replace(note)


def _due(path: Path) -> bool:
    """Return True if ten seconds have passed since this process last looked for ``path``."""
    now = time.monotonic()
    due = now - _LOOKED.get(path, -SECONDS_BETWEEN_LOOKS) >= SECONDS_BETWEEN_LOOKS
    if due:
        _LOOKED[path] = now
    return due


def _note(path: Path) -> Path:
    return path.with_name(f".{path.stem}-pointer.json")


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.stem}-download.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
