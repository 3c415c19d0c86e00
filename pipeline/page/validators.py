"""ETags: a page of one snapshot, in one language, by one version of the program never changes."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pipeline.page.visit import Visit

TAG_BYTES = 12


def etag(visit: Visit, snapshot: Path) -> str:
    """Return the validator of the page at this address: weak, since it may be compressed.

    It depends on the snapshot's file, on the address, on the language and on the page's own code.
    """
    state = snapshot.stat()
    told = "\0".join(
        (
            snapshot.name,
            f"{state.st_mtime_ns}-{state.st_size}",
            visit.origin,
            visit.url(visit.path),
            str(visit.request.query_params),
            visit.language.code,
            _code(),
        )
    )
    return f'W/"{sha256(told.encode()).hexdigest()[: 2 * TAG_BYTES]}"'


def matches(visit: Visit, tag: str) -> bool:
    """Return True if the reader holds this version already."""
    held = visit.request.headers.get("if-none-match", "")
    known = {one.strip().removeprefix("W/") for one in held.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


@cache
def _code() -> str:
    """Return a hash of the page's own files: another version of it draws other pages."""
    told = sha256()
    for file in _files(files(__package__)):
        told.update(file.name.encode() + b"\0" + file.read_bytes())
    return told.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for one in sorted(folder.iterdir(), key=lambda file: file.name):
        if one.is_dir():
            found += _files(one) if one.name not in {"__pycache__", "fonts"} else []
        else:
            found.append(one)
    return found
