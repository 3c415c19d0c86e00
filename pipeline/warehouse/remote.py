"""Publication in an object store: immutable snapshots, and a pointer that is written last.

Several hosts share one published warehouse without a shared disk. The one writer uploads a snapshot
under a name that is never used again, reads it back, and only then replaces ``current.json``. A
reader follows the pointer: it downloads the snapshot beside its own, checks the hash and swaps its
local link. A crash between upload and pointer leaves the old snapshot in force and an object that
nothing names, which a later publication clears.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import ObjectStore, from_url

from pipeline.errors import ConfigurationError, ContentMismatch, LogConflict, StorageUnavailable

POINTER = "current.json"
SNAPSHOTS = "warehouse/"
CHUNK = 8 * 1024 * 1024
"""Bytes per part of a download, so that a snapshot never has to fit in memory."""

GRACE = timedelta(hours=1)
"""Least time that an object is kept after it was written: a reader may be downloading it."""

UNSUPPORTED = ("NotImplemented", "501 Not", "not supported", "NotSupported")
"""Words in the errors of stores without conditional put, such as Swift.

In that case only the writer's lock prevents conflicts. A bare 501 is in addresses and request ids.
"""


@dataclass(frozen=True, slots=True)
class Pointer:
    """The current snapshot.

    ``name`` is its object, ``position`` its log position, ``sha256`` and ``size`` (bytes) those of
    the file, ``schema_sha256`` the hash of the tables and views it was made with.
    """

    name: str
    position: int
    sha256: str
    size: int
    schema_sha256: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """A pointer as read, with the entity tag for a conditional replacement."""

    pointer: Pointer | None
    etag: str | None


class RemotePublication:
    """The published warehouse at an object-store address such as ``s3://BUCKET/PREFIX``.

    Raises:
        ConfigurationError: the address names no object store.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        options: dict[str, Any] = {"mkdir": True} if url.startswith("file:") else {}
        try:
            self._store: ObjectStore = from_url(url, **options)
        except (ValueError, OSError, BaseError) as error:
            raise ConfigurationError(
                f"{url!r} is no address of an object store ({_first_line(error)}): "
                "set GRIFFIER_PUBLISH to s3://BUCKET/PREFIX, or leave it empty"
            ) from None  # whose message has the address as it is

    def current(self) -> Pointed:
        """Read the pointer; it is None if nothing was published yet.

        Raises:
            ContentMismatch: the pointer is not in the form that ``point`` writes.
            StorageUnavailable: the store does not answer.
        """
        with self._answering():
            try:
                response = obstore.get(self._store, POINTER)
                pointer = json.loads(bytes(response.bytes()))
                return Pointed(Pointer(**pointer), response.meta["e_tag"])
            except FileNotFoundError:
                return Pointed(None, None)
            except (ValueError, TypeError) as error:
                raise ContentMismatch(
                    f"{POINTER} in {self.url} is damaged ({error}): run `griffier rebuild`, which "
                    "writes it again"
                ) from error

    def upload(self, file: Path, position: int, schema_sha256: str) -> Pointer:
        """Upload a closed snapshot and read it back; return the pointer to it.

        Why: some stores damage objects of several parts without an error.

        Raises:
            ContentMismatch: the store returns other bytes than were uploaded.
            StorageUnavailable: the store does not answer.
        """
        digest, size = _hash_of(file), file.stat().st_size
        name = f"{SNAPSHOTS}{position}-{digest[:16]}.duckdb"
        with self._answering():
            obstore.put(self._store, name, file)
        pointer = Pointer(name, position, digest, size, schema_sha256)
        returned = hashlib.sha256()
        for part in self._parts(pointer):
            returned.update(part)
        if returned.hexdigest() != digest:
            raise ContentMismatch(
                f"{self.url} gave back other bytes of {name} than were uploaded: the snapshot "
                "before it stays in force; see to the store, then run the build again"
            )
        return pointer

    def point(self, pointer: Pointer, before: Pointed) -> None:
        """Replace the pointer, if it is still the one read in ``before``.

        Raises:
            LogConflict: another writer replaced it first.
            StorageUnavailable: the store does not answer.
        """
        content = json.dumps(asdict(pointer), sort_keys=True).encode()
        mode: Any = {"e_tag": before.etag} if before.etag else "create"
        with self._answering():
            try:
                obstore.put(self._store, POINTER, content, mode=mode)
            except (AlreadyExistsError, PreconditionError) as error:
                raise LogConflict(
                    f"another host replaced {POINTER} in {self.url} meanwhile: nothing is lost, "
                    "run the build again"
                ) from error
            except (BaseError, NotImplementedError) as error:
                if not any(word in str(error) for word in UNSUPPORTED):
                    raise
                if self.current().pointer != before.pointer:
                    raise LogConflict(f"another host replaced {POINTER} in {self.url}") from error
                obstore.put(self._store, POINTER, content)

    def download(self, pointer: Pointer, target: Path) -> None:
        """Write the snapshot that ``pointer`` names to ``target``.

        Raises:
            ContentMismatch: it is missing, or has another hash than the pointer's.
            StorageUnavailable: the store does not answer.
        """
        digest = hashlib.sha256()
        with target.open("wb") as file:
            for part in self._parts(pointer):
                digest.update(part)
                file.write(part)
        if digest.hexdigest() != pointer.sha256:
            raise ContentMismatch(
                f"{pointer.name} in {self.url} is damaged: run `griffier rebuild` on a host that "
                "may write"
            )

    def clear(self, keep: int) -> int:
        """Delete replaced snapshots except the last ``keep``; return how many were deleted.

        The current one, and those younger than an hour, are kept.
        """
        with self._answering():
            current = self.current().pointer
            listed = [item for page in obstore.list(self._store, SNAPSHOTS) for item in page]
            named = {item["path"]: item["last_modified"] for item in listed}
            limit = datetime.now(tz=UTC) - GRACE
            old_keys = sorted(
                (name for name in named if current is None or not current.name.endswith(name)),
                key=lambda name: named[name],
            )
            old = [name for name in old_keys[: max(len(old_keys) - keep, 0)] if named[name] < limit]
            for name in old:
                obstore.delete(self._store, name)
        return len(old)

    def put_folder(self, name: str, folder: Path) -> None:
        """Upload a folder of pages (report, Data Docs) under the hash of its listing.

        The listing ``<name>.json`` is written last, so that a reader never sees half of it.
        """
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        listing = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
        with self._answering():
            for path, content in files.items():
                obstore.put(self._store, f"pages/{listing[path]}", content)
            obstore.put(self._store, f"{name}.json", json.dumps(listing, sort_keys=True).encode())

    def get_folder(self, name: str, folder: Path) -> bool:
        """Bring a local folder of pages up to what was uploaded; return True if anything changed.

        Raises:
            ContentMismatch: a page has another hash than the listing's.
        """
        with self._answering():
            try:
                listing = json.loads(bytes(obstore.get(self._store, f"{name}.json").bytes()))
            except FileNotFoundError:
                return False
            missing = {
                path: digest
                for path, digest in listing.items()
                if not (folder / path).is_file() or _hash_of(folder / path) != digest
            }
            for path, digest in missing.items():
                content = bytes(obstore.get(self._store, f"pages/{digest}").bytes())
                _write_page(folder, path, content, digest)
        return bool(missing)

    def _parts(self, pointer: Pointer) -> Iterator[bytes]:
        """Yield the bytes of a snapshot in ranges."""
        with self._answering():
            try:
                for start in range(0, max(pointer.size, 1), CHUNK):
                    end = min(start + CHUNK, pointer.size)
                    yield bytes(obstore.get_range(self._store, pointer.name, start=start, end=end))
            except FileNotFoundError as error:
                raise ContentMismatch(f"{self.url} has no {pointer.name}") from error

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except (AlreadyExistsError, PreconditionError):
            raise
        except (BaseError, OSError) as error:
            raise StorageUnavailable(
                f"the object store {self.url} did not answer: {_first_line(error)}; see that it "
                "is there, and try again"
            ) from None  # whose message has the address as it is


def _write_page(folder: Path, path: str, content: bytes, digest: str) -> None:
    """Write one page into its folder.

    Raises:
        ContentMismatch: the path is outside the folder, or the bytes have another hash.
    """
    target = (folder / path).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise ContentMismatch(f"a listing of pages names {path!r}, outside its folder")
    if hashlib.sha256(content).hexdigest() != digest:
        raise ContentMismatch(f"the page {path} in the object store is damaged: write it again")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(content)
    part.replace(target)


def _hash_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
