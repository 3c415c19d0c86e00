"""An answer as a file: named after its question, with a description and its age."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from typing import IO
from urllib.parse import quote

import duckdb
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from pipeline.downloads import FORMS, About, Selected, write
from pipeline.page.ask.answering import hold
from pipeline.page.ask.cells import column_name
from pipeline.page.ask.questions import Presentation
from pipeline.page.links import absolute
from pipeline.page.request_context import RequestContext, rows
from pipeline.queries import Value
from pipeline.warehouse.descriptor import SOURCE

CHUNK = 1 << 16
LONGEST_NAME = 90
"""Characters of a file's name, without its ending."""
LABELS = (
    "data", "about", "title", "sentence", "watch_out", "filters", "as_of", "log_position",
    "address", "source", "licence", "sql", "columns", "cut", "sample",
)  # fmt: skip
"""The labels of the sheet that describes the rows."""
COMMENTS = """
    SELECT column_name, any_value(comment) AS comment FROM duckdb_columns()
    WHERE NOT internal AND schema_name = 'main' AND comment IS NOT NULL GROUP BY column_name
"""


def download(
    visit: RequestContext, question: Presentation, values: Mapping[str, Value], ending: str
) -> Response:
    """Return the whole answer as a file in this format, with the filters of the address."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed once it was sent
    try:
        with visit.warehouse() as connection, hold(connection, question, values):
            about = describe(visit, connection, question, values)
            write(Selected(connection, "FROM asked"), FORMS[ending], file, about)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = file_name(visit, question, about, ending)
    headers = {
        "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-cache",
    }
    return StreamingResponse(
        chunks(file),
        media_type=FORMS[ending].media_type,
        headers=headers,
        background=BackgroundTask(file.close),
    )


def describe(
    visit: RequestContext,
    connection: duckdb.DuckDBPyConnection,
    question: Presentation,
    values: Mapping[str, Value],
) -> About:
    """Return the description in a file of this answer."""
    language = visit.language
    load = rows(connection, "SELECT * FROM load")[0]
    names = [row[0] for row in connection.execute("DESCRIBE asked").fetchall()]
    meanings = {row["column_name"]: row["comment"] for row in rows(connection, COMMENTS)}
    return About(
        title=question.title(language.code),
        watch_out=question.watch_out.get(language.code, ""),
        address=visit.absolute(f"/ask/{question.query.name}", **given(question, values)),
        sql=question.query.sql,
        filters=given(question, values),
        columns={name: meanings.get(name) or column_name(language, name) for name in names},
        as_of=load["as_of"],
        log_position=load["log_position"],
        source=f"{SOURCE['title']} ({SOURCE['path']})",
        licence="EUPL-1.2",
        sample=language.say("ask.sample") if load.get("sample") else "",
        words={name: language.say(f"ask.sheet.{name}") for name in LABELS},
        link=lambda column, value: absolute(f"{visit.origin}{visit.root}", column, value),
    )


def given(question: Presentation, values: Mapping[str, Value]) -> dict[str, object]:
    """Return the values that differ from the defaults of a question."""
    return {
        parameter.name: values[parameter.name]
        for parameter in question.query.parameters
        if values[parameter.name] != parameter.default
    }


def file_name(visit: RequestContext, question: Presentation, about: About, ending: str) -> str:
    """Return the name of a file: the question, its filters and the day until which it is known.

    Example: ``welke-vragen-wachten-op-antwoord_party-PvdD_2026-08-31.csv``
    """
    parts = [
        "sample" if about.sample else "",
        slug(question.title(visit.language.code))[:60].strip("-"),
        *(f"{name}-{slug(str(value), keep_case=True)}" for name, value in about.filters.items()),
    ]
    name = "_".join(part for part in parts if part)[:LONGEST_NAME].rstrip("_-")
    day = f"_{about.as_of.isoformat()}" if about.as_of else ""
    return f"{name}{day}.{ending.removeprefix('nl.')}"


def slug(text: str, *, keep_case: bool = False) -> str:
    """Return the text as a part of a file's name: ASCII letters and digits with hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain if keep_case else plain.lower()).strip("-")


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    while chunk := file.read(CHUNK):
        yield chunk
