"""Weak ETags, which change with the snapshot, the address, the language or the page's code."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from starlette.requests import Request

from pipeline.page.request_context import RequestContext

TAG_BYTES = 12


def etag(context: RequestContext, snapshot: Path) -> str:
    """Return the validator of the page at this address in the visitor's language."""
    return request_etag(context.request, snapshot, context.language.code)


def request_etag(request: Request, snapshot: Path, language: str = "") -> str:
    """Return the validator of an answer: weak, since it may be compressed.

    It depends on the snapshot's file, on the address, on the language and on the page's own code.
    """
    state = snapshot.stat()
    parts = (
        snapshot.name,
        f"{state.st_mtime_ns}-{state.st_size}",
        str(request.url),
        language,
        _code(),
    )
    digest = sha256("\0".join(parts).encode()).hexdigest()
    return f'W/"{digest[: 2 * TAG_BYTES]}"'


def matches(request: Request, tag: str) -> bool:
    """Return True if the client has this version already."""
    held = request.headers.get("if-none-match", "")
    known = {known_tag.strip().removeprefix("W/") for known_tag in held.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


@cache
def _code() -> str:
    """Return a hash of the page's own files.

    Why: another version of them draws other pages.
    """
    digest = sha256()
    for file in _files(files("pipeline.page")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    all_files: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda file: file.name):
        if entry.is_dir():
            all_files += _files(entry) if entry.name not in {"__pycache__", "fonts"} else []
        else:
            all_files.append(entry)
    return all_files
