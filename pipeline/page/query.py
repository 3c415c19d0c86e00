"""The SQL console: a query of the visitor's own, its rows as a table or a CSV file, and the schema
beside it.

The query is part of the address, so that an answer can be passed on as a link, and so are the
values of the parameters that its comments declare (``pipeline.queries``). It runs in
``pipeline.console``, which lets it read the warehouse and nothing else, for a while and in a
limited memory.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import IO

from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from pipeline.console import Result, run, stream
from pipeline.downloads import FORMS, write
from pipeline.errors import QueryRefused
from pipeline.page.visit import Row, Visit, rows
from pipeline.queries import Parameter, declared, named_queries, values
from pipeline.values import text_of

SHOWN = 500
"""Rows on the page; the CSV file has more."""
FILED = 200_000
"""Rows in a CSV file: about what a spreadsheet still opens well."""
SECONDS, MEMORY = 10.0, "512MB"
AT_ONCE = BoundedSemaphore(4)
"""Queries that run at the same time, so that together they stay within a machine's memory."""
PATIENCE = 10.0
"""Seconds that a query waits for its turn."""

# publication_id, asking_publication_id, question_id, answer_id, ...: columns whose values have a
# place on this page.
ID_COLUMN = re.compile(r"(?:\w+_)?(?:publication|question|answer|letter|reference|commitment)_id")

# How a browser asks for a value of each type of parameter; a boolean is picked from a list.
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


def console(visit: Visit) -> Response:
    """The console; with a query in the address, and a value for all that it requires, its answer
    too.
    """
    sql = visit.asked("sql")
    parameters: tuple[Parameter, ...] = ()
    given: dict[str, str] = {}
    result, refused = None, None
    try:
        parameters = declared(sql)
        given = _given(visit, parameters)
        if sql and all(parameter.name in given for parameter in parameters if parameter.required):
            result = _answer(visit, sql, values(parameters, given))
    except QueryRefused as error:
        refused = str(error)
    with visit.warehouse() as connection:
        schema = rows(connection, SCHEMA)
        columns = rows(connection, COLUMNS)
    for relation in schema:
        relation["columns"] = [
            column for column in columns if column["table_name"] == relation["name"]
        ]
    context: Row = {
        "sql": sql,
        "refused": refused,
        "schema": schema,
        "examples": _examples(visit),
        "result": None,
    }
    context["fields"] = [_field(parameter, given.get(parameter.name)) for parameter in parameters]
    context["values"] = {f"${name}": told for name, told in given.items()}
    if result:
        cells = [
            [_cell(name, value) for name, value in zip(result.columns, row, strict=True)]
            for row in result.rows
        ]
        context["result"] = {
            "columns": zip(result.columns, result.types, strict=True),
            "rows": cells,
            "of": result,
        }
    return visit.render("console.html", context, status=400 if refused else 200)


def download(visit: Visit) -> Response:
    """The answer to a query as a CSV file, UTF-8 with the mark by which spreadsheets know it."""
    sql = visit.asked("sql")
    # closed once it was sent
    file = tempfile.TemporaryFile()  # noqa: SIM115
    path = visit.settings.warehouse_path
    try:
        parameters = declared(sql)
        filled = values(parameters, _given(visit, parameters))
        with (
            _turn(),
            stream(
                sql, path=path, parameters=filled, seconds=SECONDS, memory=MEMORY, rows=FILED
            ) as answer,
        ):
            write(answer, FORMS["csv"], file)
    except QueryRefused as error:
        file.close()
        return visit.render("message.html", {"what": "refused", "detail": str(error)}, status=400)
    file.seek(0)
    name = "griffier-sample.csv" if visit.sample else "griffier.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-cache",
    }
    return StreamingResponse(
        _bytes(file), media_type="text/csv", headers=headers, background=BackgroundTask(file.close)
    )


def _examples(visit: Visit) -> list[Row]:
    """The named queries, each with its question in the visitor's language."""
    dutch = visit.language.code == "nl"
    return [
        {"title": query.title_nl if dutch else query.title, "sql": query.sql}
        for query in named_queries().values()
    ]


def _given(visit: Visit, parameters: Iterable[Parameter]) -> dict[str, str]:
    """What the address says for each parameter: ``$since=2026-01-31``. A field that was left empty
    says nothing.
    """
    return {
        parameter.name: told
        for parameter in parameters
        if (told := visit.asked(f"${parameter.name}"))
    }


def _field(parameter: Parameter, given: str | None) -> Row:
    """A place to fill in a parameter, which holds what was given, else the default."""
    default = "" if parameter.default is None else str(parameter.default)
    told = default if given is None else given
    return {"of": parameter, "type": FIELDS[parameter.type], "value": told}


def _answer(visit: Visit, sql: str, filled: Mapping[str, object]) -> Result:
    """The rows of a query that is run within the limits of the page."""
    path = visit.settings.warehouse_path
    with _turn():
        return run(sql, path=path, parameters=filled, seconds=SECONDS, memory=MEMORY, rows=SHOWN)


@contextmanager
def _turn() -> Iterator[None]:
    """A place among the queries that may run at once; raises ``QueryRefused`` where none comes free
    in time.
    """
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise QueryRefused("too many queries are running at this moment: try again shortly")
    try:
        yield
    finally:
        AT_ONCE.release()


def _cell(column: str, value: object) -> Row:
    """A cell of the table: its text, and the page where it leads."""
    text = text_of(value)
    link = None
    if isinstance(value, str) and ID_COLUMN.fullmatch(column):
        publication, _, place = value.partition("/")
        link = {"path": f"/letter/{publication}", "place": place} if publication else None
    return {
        "text": text,
        "link": link,
        "number": isinstance(value, int | float) and not isinstance(value, bool),
        "empty": value is None,
    }


def _bytes(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(1 << 16):
        yield chunk
