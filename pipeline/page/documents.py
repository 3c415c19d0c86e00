"""Pages made by others and shown as they are: the data-quality report and Data Docs.

Both contain words of the letters and share Airflow's origin inside Airflow, so neither may run a
script of its own here; Great Expectations' Data Docs would load theirs from six other hosts. Their
first page, which they draw by script, is replaced by our own list.
"""

from __future__ import annotations

from pathlib import Path

from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from pipeline.page.request_context import RequestContext
from pipeline.warehouse import mirror

REPORT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; base-uri "
    "'none'; frame-ancestors 'self'"
)
"""The policy of the report: one file with its style inside, and our script.

Our script opens the report's official links outside Airflow's frame.
"""

DATA_DOCS_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""The policy of Data Docs: no script, no form, nothing from other hosts.

Why: they share Airflow's origin.
"""

PARTS = ("validations", "expectations")
"""The folders of Data Docs: the results of the latest run, and the rules."""


def report(visit: RequestContext) -> Response:
    """Show the latest data-quality report."""
    if visit.path == "/report":
        return RedirectResponse(visit.url("/report/index.html"))
    path = _pages(visit, "report") / "index.html"
    if not path.is_file():
        return visit.render("message.html", {"what": "no_report"}, status=404)
    script = f'<script src="{visit.url("/static/page.js")}" defer></script>'
    told = path.read_text(encoding="utf-8").replace("</head>", f"{script}</head>", 1)
    return HTMLResponse(
        told, headers={"Content-Security-Policy": REPORT_POLICY, "Cache-Control": "no-cache"}
    )


def _pages(visit: RequestContext, name: str) -> Path:
    """Return the local folder of these pages, updated with those that other hosts uploaded."""
    folder = visit.settings.home / name
    if visit.settings.publish:
        mirror.follow_pages(folder, visit.settings.publish)
    return folder


def _inside(folder: Path, asked: str) -> Path | None:
    """Return the requested file of a folder, or None if it does not exist."""
    try:
        path = (folder / asked).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):  # a name that is too long, or that holds a zero byte
        return None


def data_docs(visit: RequestContext) -> Response:
    """Show one of Great Expectations' own pages on the latest batch, or the list of them."""
    folder = _pages(visit, "data_docs")
    asked = visit.request.path_params["file"]
    if asked not in {"", "index.html"}:
        path = _inside(folder, asked)
        if path is None:
            return visit.render("message.html", {"what": "not_found"}, status=404)
        return FileResponse(
            path, headers={"Content-Security-Policy": DATA_DOCS_POLICY, "Cache-Control": "no-cache"}
        )
    pages = {
        part: [path.relative_to(folder) for path in sorted((folder / part).rglob("*.html"))]
        for part in PARTS
    }
    if not any(pages.values()):
        return visit.render("message.html", {"what": "no_data_docs"}, status=404)
    told = {
        part: [
            {"path": str(path), "name": path.stem if part == "expectations" else path.parts[1]}
            for path in found
        ]
        for part, found in pages.items()
    }
    return visit.render("data_docs.html", {"pages": told})
