"""Backups: a consistent copy of the log with the blobs that it names, and restoring it.

The log only grows, so a copy up to a position is consistent whatever runs meanwhile. Blobs never
change, so only those that a backup does not have yet are copied. A backup of a PostgreSQL log is an
SQLite log with the same positions, and can be restored into either.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.errors import BackupRefused, ContentMismatch
from pipeline.flows.stores import ProgressCallback, Stores, no_progress
from pipeline.flows.verifying import named_blobs
from pipeline.log import EventLog, open_log
from pipeline.settings import Settings
from pipeline.store.content import SHA256, ContentStore

LOG, STORE, LISTING = "log.sqlite", "store", "blobs.txt"
"""File names in a backup folder: the log, the blobs, and a list of their hashes and sizes."""


@dataclass(slots=True)
class Copied:
    """Result of a backup or restore.

    ``position`` is the log's, ``named`` the number of blobs that the log names, ``blobs`` the
    number copied, ``lost`` the hashes of those that are missing or damaged.
    """

    position: int
    named: int = 0
    blobs: int = 0
    lost: list[str] = field(default_factory=list)


def back_up(
    stores: Stores,
    folder: Path,
    on_progress: ProgressCallback = no_progress,
    *,
    blobs: bool = True,
) -> Copied:
    """Copy the log and the blobs that it names into a folder, in place of an earlier backup.

    Without ``blobs`` only their listing is written, for a store with a backup of its own (an object
    store with versions). A damaged blob is left out and named in the result.

    Raises:
        BackupRefused: the folder holds the log or the store that is to be backed up, or the backup
            of another log.
    """
    _refuse_own_folders(stores.settings, folder)
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{LOG}"
    aside.unlink(missing_ok=True)
    with open_log(f"sqlite:///{aside.absolute()}") as copy:
        copy.copy_from(stores.log)
        done = Copied(copy.position())
    aside.replace(folder / LOG)
    target = _store(folder, stores.log.identity)
    lines = []
    named = sorted(named_blobs(stores))
    for number, sha256 in enumerate(named, start=1):
        size = _copy(stores.store, target if blobs else None, sha256, done)
        if size is not None:
            lines.append(f"{sha256} {size}\n")
        on_progress("back up", number, len(named))
    (folder / LISTING).write_text("".join(lines), encoding="ascii")
    done.named = len(named)
    return done


def restore(
    settings: Settings, folder: Path, on_progress: ProgressCallback = no_progress
) -> Copied:
    """Restore a backup into an empty log and into the store, which keeps its present blobs.

    Why: the log comes last, so that a restore that was killed can be run again: it is refused once
    the log holds events.

    Raises:
        BackupRefused: the folder holds no backup or a damaged one, or there is a log with events
            already.
    """
    if not (folder / LOG).is_file():
        raise BackupRefused(f"{folder} holds no backup: there is no {LOG} in it")
    names = _listed(folder / LISTING)
    store = ContentStore(settings.store_url)
    settings.home.mkdir(parents=True, exist_ok=True)
    with (
        open_log(f"sqlite:///{(folder / LOG).absolute()}") as copy,
        open_log(settings.log_url) as log,
    ):
        if log.position():
            raise BackupRefused(
                f"the event log holds events up to position {log.position()}: move it away first; "
                "a backup is restored into an empty log only"
            )
        done = Copied(copy.position(), len(names))
        source = _store(folder, copy.identity)
        store.set_owner(copy.identity)
        for number, sha256 in enumerate(names, start=1):
            if not store.holds(sha256):
                _copy(source, store, sha256, done)
            on_progress("restore", number, len(names))
        log.copy_from(copy)
    return done


def _listed(listing: Path) -> list[str]:
    """Return the hashes of the blobs in the list of a backup.

    Raises:
        BackupRefused: the list is missing or damaged.
    """
    try:
        names = [line.partition(" ")[0] for line in listing.read_text("ascii").splitlines()]
    except (FileNotFoundError, UnicodeDecodeError):
        names = [""]
    if not all(map(SHA256.fullmatch, names)):
        raise BackupRefused(
            f"{listing} is missing or damaged: it lists the blobs of the backup, one hash and size "
            "a line; take another backup. Nothing was restored"
        )
    return names


def copy_log(log: EventLog, address: str) -> int:
    """Copy a log to another address with its name, positions and hashes; return the last position.

    Raises:
        BackupRefused: there is a log with events at that address, or this log grew meanwhile.
    """
    with open_log(address) as other:
        if other.position():
            raise BackupRefused(
                f"the log at that address holds events up to position {other.position()}: name an "
                "empty database"
            )
        other.copy_from(log)
        copied = other.position()
    if log.position() != copied:
        raise BackupRefused(
            f"the log grew to position {log.position()} while it was copied up to {copied}: pause "
            "all DAGs, empty the new database, and copy again"
        )
    return copied


def _refuse_own_folders(settings: Settings, folder: Path) -> None:
    """Refuse a folder in which the backup would replace the log, or lie in the content store.

    Why: events that another process appends to the replaced file would be lost.

    Raises:
        BackupRefused: it is such a folder.
    """
    target = folder.resolve()
    log, store = (_local_path(url) for url in (settings.log_url, settings.store_url))
    own_log, own_store = ((target / name).resolve() for name in (LOG, STORE))
    if log == own_log or (store and store in {target, *target.parents, own_store}):
        raise BackupRefused(
            f"{folder} holds the log or the papers that are to be backed up: name another folder, "
            "best on another disk"
        )


def _local_path(url: str) -> Path | None:
    """Return the path that an address of a log or store names on this machine, None for others."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return Path(url.removeprefix("sqlite:///")).resolve()
    return Path(unquote(parts.path)).resolve() if parts.scheme == "file" else None


def _store(folder: Path, identity: str) -> ContentStore:
    store = ContentStore((folder / STORE).resolve().as_uri())
    if store.owner() not in {None, identity}:
        raise BackupRefused(f"{folder} holds the backup of another log: name another folder")
    store.set_owner(identity)
    return store


def _copy(
    source: ContentStore, target: ContentStore | None, sha256: str, done: Copied
) -> int | None:
    """Copy a blob unless the target has it; return its size, None if it is lost."""
    size = target.size(sha256) if target else None
    if size is not None:
        return size
    try:
        content = source.get(sha256)
    except ContentMismatch:
        done.lost.append(sha256)
        return None
    if target:
        target.put(content)
        done.blobs += 1
    return len(content)
