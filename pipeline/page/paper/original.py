"""The original of a paper of the sample, served from the content store.

Why: the server that published it ran for one command only.
"""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.identity import is_fiction
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import rows
from pipeline.store.content import ContentStore

ORIGINAL = """
    SELECT content_sha256, 1 AS place FROM publication WHERE publication_id = $id
    UNION ALL
    SELECT content_sha256, 2 FROM quarantine WHERE publication_id = $id AND state = 'open'
    ORDER BY place LIMIT 1
"""
BOM = b"\xef\xbb\xbf"
KINDS = (
    (b"%PDF", "pdf", "application/pdf"),
    (b"PK", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"<?xml", "xml", "text/plain; charset=utf-8"),
    (b"<", "html", "text/html"),
    (b"", "txt", "text/plain; charset=utf-8"),
)
"""First bytes of a file, the ending of its name, and the media type by which a browser shows it."""
IN_A_FRAME = {"application/xml", "text/html", "text/plain"}
"""The media types of publications that a frame in a sandbox, such as Airflow's, can show."""
SANDBOX = "sandbox; default-src 'none'"
PDF_POLICY = "frame-ancestors 'self'"
"""The policy of a PDF. Why: Chromium shows none in a sandbox, and runs no script of it as ours."""


def needs_window(media_type: str) -> bool:
    """Return True if a frame in a sandbox cannot show the original."""
    return media_type not in IN_A_FRAME


def original(context: RequestContext) -> Response:
    """Return the bytes of a sample paper as they were published, in a sandbox."""
    name = context.request.path_params["publication_id"]
    if not is_fiction(name):
        raise HTTPException(404)
    with context.warehouse() as connection:
        papers = rows(connection, ORIGINAL, {"id": name})
    if not papers:
        raise HTTPException(404)
    content = ContentStore(context.settings.store_url).get(papers[0]["content_sha256"])
    kind = next(kind for kind in KINDS if content.removeprefix(BOM).startswith(kind[0]))
    return Response(
        content,
        media_type=kind[2],
        headers={
            "Content-Disposition": f'inline; filename="sample-{name}.{kind[1]}"',
            "Content-Security-Policy": PDF_POLICY if kind[1] == "pdf" else SANDBOX,
            "Cache-Control": "no-cache",
        },
    )
