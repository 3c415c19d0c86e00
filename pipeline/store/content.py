"""Content store: raw bytes, each blob named by the SHA-256 of its content.

Because of that name nothing is ever overwritten with something else, writing the same bytes twice
gives one blob, and every read is checked against the name.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from pipeline.errors import ConfigurationError, ContentMismatch, StorageUnavailable

RESTORE = (
    "restore it from a copy (a paper as published also comes back with `griffier ingest --recheck`)"
)
PRIVATE = 0o700
OWNER = "griffier-log"
"""Name of the only other object: it holds the name of the log that the content belongs to."""
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Blob:
    """One blob as the store lists it: its hash, its size in bytes, and the time it was written."""

    sha256: str
    size: int
    changed: datetime


class ContentStore:
    """Blobs in any object store.

    The address is ``file:///PATH``, ``s3://BUCKET/PREFIX``, ``gs://…`` or ``az://…``; in tests
    ``memory://``. A blob is in a folder named by its first two characters, so that no folder grows
    too large for a file system.

    Raises:
        ConfigurationError: there is no address, or no store at it.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        options: dict[str, Any] = {"mkdir": True} if url.startswith("file:") else {}
        try:
            self._store: ObjectStore = from_url(url, **options)
            if isinstance(self._store, LocalStore) and self.owner() is None:
                Path(str(self._store.prefix)).chmod(PRIVATE)  # a new store is private
        except (ValueError, OSError, BaseError) as error:
            raise ConfigurationError(
                f"{url!r} is no address of a content store ({_first_line(error)}): "
                "set GRIFFIER_STORE to file:///PATH or to an object store such as s3://BUCKET/PREFIX"
            ) from None  # whose message has the address as it is

    def put(self, content: bytes) -> str:
        """Store these bytes, unless they are here already; return their SHA-256.

        A crash leaves the whole blob or none: object stores guarantee that, and a folder gets it by
        a rename. On return the bytes would survive a power cut, because the log may now refer to
        them.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        # What a power cut or a failing disk left under this name is mended by writing again.
        if not self._holds(sha256, len(content)):
            with self._answering():
                obstore.put(self._store, _path(sha256), content)
                if isinstance(self._store, LocalStore):
                    _flush(Path(str(self._store.prefix)) / _path(sha256))
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes with this hash.

        Raises:
            ContentMismatch: they are not here, or the stored bytes have another hash.
        """
        with self._answering():
            try:
                content = bytes(obstore.get(self._store, _path(sha256)).bytes())
            except FileNotFoundError as error:
                raise ContentMismatch(f"{self.url} has no {_path(sha256)}: {RESTORE}") from error
        actual_sha256 = hashlib.sha256(content).hexdigest()
        if actual_sha256 != sha256:
            raise ContentMismatch(
                f"{_path(sha256)} in {self.url} is damaged (its {len(content)} bytes hash to "
                f"{actual_sha256}): remove it, and {RESTORE}"
            )
        return content

    def blobs(self) -> Iterator[Blob]:
        """Yield every blob that is here, in no particular order."""
        with self._answering():
            for page in obstore.list(self._store):
                for blob in page:
                    name = str(blob["path"]).rpartition("/")[2]
                    if SHA256.fullmatch(name):
                        yield Blob(name, int(blob["size"]), blob["last_modified"])

    def remove(self, sha256: str) -> None:
        """Remove a blob; a missing one is not an error."""
        with self._answering(), suppress(FileNotFoundError):
            obstore.delete(self._store, _path(sha256))

    def owner(self) -> str | None:
        """Return the name of the log that the content belongs to, None if none was written yet."""
        with self._answering():
            try:
                name = bytes(obstore.get(self._store, OWNER).bytes())
                return name.decode(errors="replace").strip()
            except FileNotFoundError:
                return None

    def set_owner(self, log_id: str) -> None:
        """Write the name of the log that the content belongs to."""
        with self._answering():
            obstore.put(self._store, OWNER, f"{log_id}\n".encode())
            if isinstance(self._store, LocalStore):
                _flush(Path(str(self._store.prefix)) / OWNER)

    def holds(self, sha256: str) -> bool:
        """Return True if the blob with this hash is here and undamaged."""
        return self._holds(sha256, self.size(sha256))

    def _holds(self, sha256: str, size: int | None) -> bool:
        """Return True if a blob of this size is here under this hash and its content matches."""
        if size is None or self.size(sha256) != size:
            return False
        try:
            self.get(sha256)
        except ContentMismatch:
            return False
        return True

    def size(self, sha256: str) -> int | None:
        """Return the size of a blob in bytes, None if it is not here."""
        with self._answering():
            try:
                return int(obstore.head(self._store, _path(sha256))["size"])
            except FileNotFoundError:
                return None

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except (BaseError, OSError) as error:
            raise StorageUnavailable(
                f"the content store {self.url} did not answer: {_first_line(error)}; see that it "
                "is there, and try again"
            ) from None  # whose message has the address as it is


def _path(sha256: str) -> str:
    if not SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256: 64 lower-case hexadecimal digits are expected")
    return f"{sha256[:2]}/{sha256}"


def _flush(file: Path) -> None:
    """Flush a file and its name to the disk.

    Why: after the rename alone the operating system decides when it writes them.
    """
    for path in (file, file.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
