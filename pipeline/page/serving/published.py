"""The published warehouse as a file over HTTP, under a name that never gets other bytes.

DuckDB's ``ATTACH 'https://…'`` reads the file in ranges, over many requests. The name holds the log
position and a hash of the content, so a newer snapshot has another name, and every reader keeps
reading the file that it began with.
"""

import re
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response

from pipeline.page.request_context import RequestContext
from pipeline.warehouse import connect
from pipeline.warehouse.publish import snapshots
from pipeline.warehouse.reader import current_snapshot, holds_sample

LATEST = "griffier.duckdb"
"""The name that redirects to the current snapshot."""
NAMED = re.compile(r"griffier-(?:sample-)?(?P<position>\d+)-(?P<content>[0-9a-f]{16})\.duckdb")
POSITION = re.compile(r"-(\d+)(?:\.\d+)?\.duckdb$")
MEDIA_TYPE = "application/vnd.duckdb"
HEADERS = {"Cache-Control": "private, max-age=31536000, immutable"}
"""The file never changes; inside Airflow it is for those who are logged in."""


def file_name(snapshot: Path) -> str:
    """Return the immutable name of a snapshot.

    Example: ``warehouse-12.1.duckdb`` becomes ``griffier-12-3f8a…c1.duckdb``, and with papers of
    the fictional sample ``griffier-sample-12-3f8a…c1.duckdb``.
    """
    position = POSITION.search(snapshot.name)
    state = snapshot.stat()
    mark, content = _described(snapshot, state.st_ino, state.st_size)
    return f"griffier-{mark}{position[1] if position else 0}-{content}.duckdb"


def current_name(context: RequestContext) -> str | None:
    """Return the immutable name of the current snapshot, or None if nothing was published."""
    snapshot = current_snapshot(context.settings.warehouse_path)
    return file_name(snapshot) if snapshot else None


def published(context: RequestContext, name: str) -> Response:
    """Return a snapshot, or the part of it that the Range header asks for.

    Raises:
        HTTPException: 404 if no snapshot has this name (any more).
    """
    current = current_snapshot(context.settings.warehouse_path)
    if current and name == LATEST:
        return RedirectResponse(context.url(f"/data/{file_name(current)}"), 302)
    wanted = NAMED.fullmatch(name)
    held = {file for file in (current, *snapshots(context.settings.warehouse_path)) if file}
    for snapshot in sorted(held):
        if wanted and file_name(snapshot) == name:
            return FileResponse(snapshot, media_type=MEDIA_TYPE, headers=HEADERS, filename=name)
    raise HTTPException(404)


@lru_cache(maxsize=16)
def _described(snapshot: Path, _inode: int, _size: int) -> tuple[str, str]:
    """Return the mark of the sample and 16 digits of the SHA-256 of a file, once per snapshot."""
    with connect(snapshot) as connection:
        mark = "sample-" if holds_sample(connection) else ""
    with snapshot.open("rb") as file:
        return mark, file_digest(file, "sha256").hexdigest()[:16]
