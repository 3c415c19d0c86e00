"""The SQL console: the visitor's query, its rows as a table or a file, and the schema.

The query and the values of the parameters that its comments declare (``pipeline.queries``) are part
of the address, so that an answer can be shared as a link. It runs in ``pipeline.console``, which
allows it only to read the warehouse, with a time and a memory limit.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from anyio import to_thread
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from pipeline.console import Result, run, stream
from pipeline.downloads import DOWNLOAD_FORMATS, About, write
from pipeline.errors import QueryRefused
from pipeline.json_encoding import text_of
from pipeline.page.extract import LABELS, OFFERED
from pipeline.page.links import page_of
from pipeline.page.request_context import RequestContext
from pipeline.page.serving.query_queue import Turns
from pipeline.page.warehouse_rows import Row, rows
from pipeline.queries import Parameter, declared, named_queries, values
from pipeline.sandbox.running import Cancellation

SHOWN = 500
"""Rows on the page; the CSV file has more."""
FILED = 200_000
"""The number of rows in a CSV file: about the most that a spreadsheet opens well."""
SECONDS, MEMORY = 10.0, "512MB"
FOREIGN = frozenset({"cross-site", "same-site"})
"""The values of Sec-Fetch-Site for a request that another site makes the browser send."""

# The type of the input field for each type of parameter; a boolean has a list of options.
FIELDS = {"text": "text", "integer": "number", "date": "date", "boolean": None}

SCHEMA = """
    SELECT view_name AS name, 'view' AS kind, comment FROM duckdb_views() WHERE NOT internal
    UNION ALL
    SELECT table_name, 'table', comment
    FROM duckdb_tables() WHERE NOT internal AND schema_name = 'main'
    ORDER BY kind DESC, name
"""
COLUMNS = """
    SELECT table_name, column_name, data_type, comment FROM duckdb_columns()
    WHERE NOT internal AND schema_name = 'main' ORDER BY table_name, column_index
"""


async def console(context: RequestContext, turns: Turns) -> Response:
    """Show the console, with the answer if the address has a query and all required values.

    Why: a link on another site fills in the query but does not run it; the visitor does.
    """
    sql = context.parameter("sql")
    parameters: tuple[Parameter, ...] = ()
    given: dict[str, str] = {}
    result, refused = None, None
    try:
        parameters = declared(sql)
        given = _given(context, parameters)
        if sql and not foreign(context) and not _lacking(parameters, given):
            result = await _answer(context, turns, sql, values(parameters, given))
    except QueryRefused as error:
        refused = str(error)
    fields = [_field(parameter, given.get(parameter.name)) for parameter in parameters]
    template_values: Row = {
        "sql": sql,
        "refused": refused,
        "held": bool(sql) and foreign(context),
        "examples": _examples(context),
        "forms": OFFERED,
        "result": _shown(result) if result else None,
        "fields": fields,
        "values": {f"${name}": value for name, value in given.items()},
    }
    return await to_thread.run_sync(_render, context, template_values, 400 if refused else 200)


def foreign(context: RequestContext) -> bool:
    """Return True if another site made the browser send this request (Fetch metadata)."""
    return context.request.headers.get("sec-fetch-site", "") in FOREIGN


async def download(context: RequestContext, turns: Turns) -> Response:
    """Return the answer to a query as a file in the format of the address's ending."""
    ending = context.request.path_params["ending"]
    if ending not in DOWNLOAD_FORMATS:
        return context.render("message.html", {"what": "not_found"}, status=404)
    if foreign(context):
        detail = context.language.translate("console.foreign")
        return context.render("message.html", {"what": "refused", "detail": detail}, status=403)
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed once it was sent
    cancellation = Cancellation()
    try:
        await turns.run(
            context.request, lambda: _write(context, file, ending, cancellation), cancellation
        )
    except QueryRefused as error:
        file.close()
        return context.render("message.html", {"what": "refused", "detail": str(error)}, status=400)
    file.seek(0)
    stem = "griffier-sample" if context.sample else "griffier"
    name = f"{stem}.{ending.removeprefix('nl.')}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-cache",
    }
    return StreamingResponse(
        _bytes(file),
        media_type=DOWNLOAD_FORMATS[ending].media_type,
        headers=headers,
        background=BackgroundTask(file.close),
    )


def _write(
    context: RequestContext, file: IO[bytes], ending: str, cancellation: Cancellation
) -> None:
    sql, path = context.parameter("sql"), context.settings.warehouse_path
    parameters = declared(sql)
    filled = values(parameters, _given(context, parameters))
    with stream(
        sql,
        path=path,
        parameters=filled,
        seconds=SECONDS,
        memory=MEMORY,
        rows=FILED,
        cancellation=cancellation,
    ) as answer:
        words = {name: context.language.translate(f"ask.sheet.{name}") for name in LABELS}
        about = About(sql=sql, address=context.absolute("/sql", sql=sql), words=words)
        write(answer, DOWNLOAD_FORMATS[ending], file, about)


def _render(context: RequestContext, template_values: Row, status: int) -> Response:
    """Render the console with the schema beside it."""
    with context.warehouse() as connection:
        schema = rows(connection, SCHEMA)
        columns = rows(connection, COLUMNS)
    for relation in schema:
        relation["columns"] = [
            column for column in columns if column["table_name"] == relation["name"]
        ]
    return context.render("console.html", {**template_values, "schema": schema}, status=status)


def _shown(result: Result) -> Row:
    cells = [
        [_cell(name, value) for name, value in zip(result.columns, row, strict=True)]
        for row in result.rows
    ]
    columns = zip(result.columns, result.types, strict=True)
    return {"columns": columns, "rows": cells, "of": result}


def _lacking(parameters: Iterable[Parameter], given: Mapping[str, str]) -> bool:
    return any(parameter.required and parameter.name not in given for parameter in parameters)


def _examples(context: RequestContext) -> list[Row]:
    """Return the named queries, each with its question in the visitor's language."""
    dutch = context.language.code == "nl"
    return [
        {"title": query.title_nl if dutch else query.title, "sql": query.sql}
        for query in named_queries().values()
    ]


def _given(context: RequestContext, parameters: Iterable[Parameter]) -> dict[str, str]:
    """Return the non-empty parameter values in the address, such as ``$since=2026-01-31``."""
    return {
        parameter.name: value
        for parameter in parameters
        if (value := context.parameter(f"${parameter.name}"))
    }


def _field(parameter: Parameter, given: str | None) -> Row:
    """Return the input field of a parameter, with the given value or the default."""
    default = "" if parameter.default is None else str(parameter.default)
    value = default if given is None else given
    return {"of": parameter, "type": FIELDS[parameter.type], "value": value}


async def _answer(
    context: RequestContext, turns: Turns, sql: str, filled: Mapping[str, object]
) -> Result:
    """Return the rows of a query, run within the limits of the page."""
    cancellation = Cancellation()
    return await turns.run(
        context.request,
        lambda: run(
            sql,
            path=context.settings.warehouse_path,
            parameters=filled,
            seconds=SECONDS,
            memory=MEMORY,
            rows=SHOWN,
            cancellation=cancellation,
        ),
        cancellation,
    )


def _cell(column: str, value: object) -> Row:
    """Return a cell of the table: its text, the path of the page about it, and its type."""
    return {
        "text": text_of(value),
        "link": page_of(column, value) if isinstance(value, str) else None,
        "number": isinstance(value, int | float) and not isinstance(value, bool),
        "empty": value is None,
    }


def _bytes(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(1 << 16):
        yield chunk
