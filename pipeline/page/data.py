"""The download page, and the files below ``/data/``."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.downloads import DOWNLOAD_FORMATS
from pipeline.page.extract import OFFERED, Extract, download
from pipeline.page.paper.bibliography import data_citations
from pipeline.page.request_context import RequestContext
from pipeline.page.serving.published import current_name, published
from pipeline.page.warehouse_rows import rows
from pipeline.warehouse.descriptor import RELATIONS

FIRST = "question_with_answers"
"""The view that the page lists first: every question with its answers, or none."""


def take(context: RequestContext) -> Response:
    """Show what can be taken along, how to open it elsewhere, and how to cite it."""
    with context.warehouse() as connection:
        relations = rows(connection, RELATIONS)
        load = rows(connection, "SELECT as_of, log_position FROM load")[0]
    relations.sort(key=lambda row: (row["name"] != FIRST, row["kind"] != "view", row["name"]))
    name = current_name(context)
    template_values = {
        "relations": relations,
        "forms": OFFERED,
        "load": load,
        "file": context.absolute(f"/data/{name}"),
        "pairs": context.absolute(f"/data/{FIRST}.csv"),
        "citations": data_citations(
            load["as_of"], load["log_position"], context.absolute("/take"), sample=context.sample
        ),
    }
    return context.render("take.html", template_values)


def data(context: RequestContext) -> Response:
    """Return the published file, or one table or view in the format of the name's ending.

    Raises:
        HTTPException: 404 if there is no such file.
    """
    name, _, ending = context.request.path_params["file"].partition(".")
    if ending == "duckdb":
        return published(context, f"{name}.duckdb")
    with context.warehouse() as connection:
        known = {row["name"]: row["comment"] for row in rows(connection, RELATIONS)}
        if name not in known or ending not in DOWNLOAD_FORMATS:
            raise HTTPException(404)
        extract = Extract(
            title=name, sql=f'FROM "{name}"', path="/take", watch_out=known[name] or ""
        )
        return download(context, connection, extract, ending)
