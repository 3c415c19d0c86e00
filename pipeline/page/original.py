"""The original of a paper of the sample, served from the content store.

Why: the server that published it ran for one command only.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.page.request_context import RequestContext, rows
from pipeline.store.content import ContentStore

ORIGINAL = """
    SELECT content_sha256, media_type FROM publication CROSS JOIN load
    WHERE publication_id = $id AND load.sample
"""
SHOWN_AS = {"application/xml": "text/plain", "text/html": "text/html", "text/plain": "text/plain"}
"""The media type to send for text types, so that a browser shows them; others are unchanged."""


def original(visit: RequestContext) -> Response:
    """Return the bytes of a sample paper as they were published, in a sandbox."""
    with visit.warehouse() as connection:
        found = rows(connection, ORIGINAL, {"id": visit.request.path_params["publication_id"]})
    if not found:
        raise HTTPException(404)
    media_type = found[0]["media_type"]
    return Response(
        ContentStore(visit.settings.store_url).get(found[0]["content_sha256"]),
        media_type=SHOWN_AS.get(media_type, media_type),
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
            "Cache-Control": "no-cache",
        },
    )
