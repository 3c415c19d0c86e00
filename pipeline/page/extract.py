"""A table of the page as a file: named after its title, with a description and its age.

Every table that can be taken along is an ``Extract``: an answer, the list of papers, the results of
a search, a table or view of the warehouse.
"""

import re
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

import duckdb
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from pipeline.downloads import DOWNLOAD_FORMATS, About, Selected, write
from pipeline.page.ask.cells import column_name
from pipeline.page.links import absolute
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import rows, time_limit
from pipeline.warehouse.descriptor import SOURCE

OFFERED = ("csv", "nl.csv", "xlsx", "json", "parquet")
"""The formats in the order in which a page offers them."""
TAG_DIGITS = 24
SECONDS = 60.0
"""The longest time that the query of a file may take, with the writing of the file."""
LONGEST_NAME = 90
"""Characters of a file's name, without its ending."""
LABELS = (
    "data", "about", "title", "watch_out", "filters", "as_of", "log_position", "address", "source",
    "licence", "sql", "columns", "cut", "sample",
)  # fmt: skip
"""The labels of the sheet that describes the rows."""
COMMENTS = """
    SELECT column_name, any_value(comment) AS comment FROM duckdb_columns()
    WHERE NOT internal AND schema_name = 'main' AND comment IS NOT NULL GROUP BY column_name
"""


@dataclass(frozen=True, slots=True)
class Extract:
    """A query whose rows are taken along, with the page that shows them.

    ``path`` and ``filters`` are the address of that page; the file's name has the filters too.
    """

    title: str
    sql: str
    path: str
    values: Mapping[str, object] = field(default_factory=dict)
    filters: Mapping[str, object] = field(default_factory=dict)
    watch_out: str = ""


def download(
    context: RequestContext,
    connection: duckdb.DuckDBPyConnection,
    extract: Extract,
    ending: str,
) -> Response:
    """Return all rows of a query as a file in this format, or the part that a Range header names.

    Why: polars and DuckDB read a file over HTTP by its length and in parts.
    """
    with tempfile.NamedTemporaryFile(prefix="griffier-", delete=False) as file:
        path = Path(file.name)
        try:
            with time_limit(connection, SECONDS):
                selected = Selected(connection, extract.sql, extract.values)
                about = describe(context, connection.cursor(), extract, selected.schema.names)
                write(selected, DOWNLOAD_FORMATS[ending], file, about)
            file.seek(0)
            content = file_digest(file, "sha256").hexdigest()
        except BaseException:
            path.unlink()
            raise
    headers = {"Cache-Control": "no-cache", "ETag": f'"{content[:TAG_DIGITS]}"'}
    name = file_name(extract, about, ending)
    return TakenAlong(
        path, media_type=DOWNLOAD_FORMATS[ending].media_type, headers=headers, filename=name
    )


class TakenAlong(FileResponse):
    """A response with a file that is removed when it was sent, or the client left."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, or a part of it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            Path(self.path).unlink(missing_ok=True)  # noqa: ASYNC240 -- a name, gone at once


def describe(
    context: RequestContext,
    connection: duckdb.DuckDBPyConnection,
    extract: Extract,
    names: list[str],
) -> About:
    """Return the description in a file with columns of these names."""
    language = context.language
    connection.execute("SET TimeZone = 'UTC'")
    load = rows(connection, "SELECT * FROM load")[0]
    meanings = {row["column_name"]: row["comment"] for row in rows(connection, COMMENTS)}
    return About(
        title=extract.title,
        watch_out=extract.watch_out,
        address=context.absolute(extract.path, **extract.filters),
        sql=extract.sql,
        filters=extract.filters,
        columns={name: meanings.get(name) or column_name(language, name) for name in names},
        as_of=load["as_of"],
        log_position=load["log_position"],
        source=f"{SOURCE['title']} ({SOURCE['path']})",
        licence="EUPL-1.2",
        sample=language.translate("ask.sample") if load.get("sample") else "",
        words={name: language.translate(f"ask.sheet.{name}") for name in LABELS},
        link=lambda column, value: absolute(context.site, column, value),
    )


def file_name(extract: Extract, about: About, ending: str) -> str:
    """Return the name of a file: the title, the filters and the day until which it is known.

    Example: ``welke-vragen-wachten-op-antwoord_party-PvdD_2026-08-31.csv``
    """
    parts = [
        "sample" if about.sample else "",
        slug(extract.title)[:60].strip("-"),
        *(f"{name}-{slug(str(value), keep_case=True)}" for name, value in about.filters.items()),
    ]
    name = "_".join(part for part in parts if part)[:LONGEST_NAME].rstrip("_-")
    day = f"_{about.as_of.isoformat()}" if about.as_of else ""
    return f"{name}{day}.{ending.removeprefix('nl.')}"


def slug(text: str, *, keep_case: bool = False) -> str:
    """Return the text as a part of a file's name: ASCII letters and digits with hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain if keep_case else plain.lower()).strip("-")
