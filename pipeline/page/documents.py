"""Pages made by others in the frame of the site: the data-quality report and Data Docs.

Both contain words of the letters and share Airflow's origin inside Airflow, so only their text and
tables are shown: no script, no style and no form of theirs. The first page of Data Docs, which
Great Expectations draws by script, is replaced by our own list.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.responses import RedirectResponse, Response

from pipeline.page.request_context import RequestContext
from pipeline.warehouse import mirror

PARTS = ("validations", "expectations")
"""The folders of Data Docs: the results of the latest run, and the rules."""
FOREIGN = (
    "script, style, link, meta, base, iframe, object, embed, form, input, button, img, noscript"
)
"""Elements of other pages that are left out."""
SIGNS = {"fa-check-circle": "✓ ", "fa-times": "✗ ", "fa-exclamation-triangle": "! "}
"""The text for an icon whose font is not loaded, by its class."""
FITTING = ".cards > li.card { padding: .75rem 1rem; max-width: none; }"
"""Style of the report where the page's own rules would count for more."""
LEVELS = {"h5": "h2", "h6": "h3"}
"""Headings of Data Docs by their level below our own heading."""


def report(context: RequestContext) -> Response:
    """Show the latest data-quality report in the visitor's language."""
    if context.path == "/report":
        return RedirectResponse(context.url("/report/index.html"))
    path = _pages(context, "report") / "index.html"
    body = _report_body(path, context.language.code) if path.is_file() else None
    if body is None:
        return context.render("message.html", {"what": "no_report"}, status=404)
    return context.render("report.html", {"body": body})


def _report_body(path: Path, language: str) -> Markup | None:
    """Return the part of the report in this language, or None if it has none."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    part = tree.css_first(f'main[lang="{language}"] .sheet')
    return None if part is None else Markup(harmless(part).inner_html)  # noqa: S704


def report_style(_: RequestContext) -> Response:
    """Return the style of the report, limited to its place on the page."""
    return Response(_report_style(), media_type="text/css", headers={"Cache-Control": "no-cache"})


@cache
def _report_style() -> str:
    """Return the rules of the report's own style for elements within ``.report``.

    Why: the colours are the page's variables of the same names, so that it has a dark mode too.
    """
    style = files("pipeline.report").joinpath("report.css").read_text(encoding="utf-8")
    return f"@scope (.report) {{\n{style}\n{FITTING}\n}}\n"


def harmless(node: LexborNode) -> LexborNode:
    """Remove from a foreign element what runs, loads or restyles; return the element."""
    for other in node.css(FOREIGN):
        other.decompose()
    for other in node.css("*"):
        for name, value in list(other.attributes.items()):
            target = (value or "").strip().lower()
            if name.startswith("on") or name == "style" or target.startswith("javascript:"):
                del other.attrs[name]
    return node


def _pages(context: RequestContext, name: str) -> Path:
    """Return the local folder of these pages, updated with those that other hosts uploaded."""
    folder = context.settings.home / name
    if context.settings.publish:
        mirror.follow_pages(folder, context.settings.publish)
    return folder


def _inside(folder: Path, file: str) -> Path | None:
    """Return the requested file of a folder, or None if it does not exist."""
    try:
        path = (folder / file).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):  # a name that is too long, or that holds a zero byte
        return None


def data_docs(context: RequestContext) -> Response:
    """Show one of Great Expectations' own pages on the latest batch, or the list of them."""
    folder = _pages(context, "data_docs")
    file = context.request.path_params["file"]
    if file not in {"", "index.html"}:
        return _data_docs_page(context, folder, file)
    pages = {
        part: [path.relative_to(folder) for path in sorted((folder / part).rglob("*.html"))]
        for part in PARTS
    }
    if not any(pages.values()):
        return context.render("message.html", {"what": "no_data_docs"}, status=404)
    links = {
        part: [{"path": str(path), "name": _name(path)} for path in paths]
        for part, paths in pages.items()
    }
    return context.render("data_docs.html", {"pages": links, "name": "", "body": ""})


def _name(path: Path) -> str:
    """Return the name of a page of Data Docs: that of its suite."""
    return path.stem if path.parts[0] == "expectations" else path.parts[1]


def _data_docs_page(context: RequestContext, folder: Path, file: str) -> Response:
    path = _inside(folder, file)
    if path is None or path.suffix != ".html":
        return context.render("message.html", {"what": "not_found"}, status=404)
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    body = "".join(_section(node) for node in tree.css(".ge-section"))
    name = _name(path.relative_to(folder.resolve()))
    template_values = {"name": name, "body": Markup(body), "pages": {}}  # noqa: S704 -- made harmless
    return context.render("data_docs.html", template_values)


def _section(node: LexborNode) -> str:
    """Return a section of Data Docs as plain HTML, with text for its icons."""
    for icon in node.css("i"):
        classes = (icon.attributes.get("class") or "").split()
        icon.replace_with(next((SIGNS[name] for name in classes if name in SIGNS), ""))
    for other in node.css("[data-toggle=collapse], thead[hidden]"):
        other.decompose()
    for other in node.css("[class]"):
        del other.attrs["class"]
    html = harmless(node).html or ""
    for theirs, ours in LEVELS.items():
        html = html.replace(f"<{theirs}", f"<{ours}").replace(f"</{theirs}>", f"</{ours}>")
    return html
