"""The formats of a query's answer: a table for people, or CSV, Excel, JSON or Parquet.

Rows are written as they arrive. Commands import the options of the same names from here and pass
them to ``output_format`` and ``show``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pipeline.cli.output import err, out, print_records, print_sample_notice, print_table
from pipeline.errors import QueryRefused
from pipeline.json_encoding import text_of

if TYPE_CHECKING:
    from pipeline.console import Answer  # which loads DuckDB: help must come at once

TABLE_ROWS = 1000
MOST_ROWS = 1_000_000_000
"""The default number of rows of a table for people; formats for programs have all rows."""
READABLE = 14
"""The least width of a column in characters, if it has as many.

Why: dates and words are not broken into pieces.
"""
BORDER = 3
"""Characters around each cell of a table."""


class OutputFormat(StrEnum):
    """The output format of an answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    EXCEL = "xlsx"


FORMAT = Annotated[
    OutputFormat | None,
    typer.Option(
        "--format",
        help="table, csv, json, parquet or xlsx; default: by the ending of --output.",
    ),
]
JSON = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
OUTPUT = Annotated[
    Path | None, typer.Option(dir_okay=False, help="File to write instead of standard output.")
]
ROWS = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=MOST_ROWS,
        help=f"Maximum number of rows; default: {TABLE_ROWS} in a table, all for programs.",
    ),
]
MEMORY = Annotated[str, typer.Option(help="Maximum memory of the query, such as 2GB.")]
SECONDS = Annotated[
    float, typer.Option(min=0.1, max=86_400, help="Maximum time of the query, in seconds.")
]


def output_format(
    form: OutputFormat | None, output: Path | None, *, json: bool = False
) -> OutputFormat:
    """Return the format requested by ``--format``, by ``--json`` or by the name of the file.

    Raises:
        typer.BadParameter: they contradict each other, the file's folder does not exist, or bytes
            would go to a terminal.
    """
    if json and form not in {None, OutputFormat.JSON}:
        raise typer.BadParameter(
            f"--json and --format {form} ask for different things: leave one out"
        )
    if output and not output.absolute().parent.is_dir():
        raise typer.BadParameter(
            f"there is no folder {output.absolute().parent} to write {output.name} in"
        )
    chosen = OutputFormat.JSON if json else form or _format_by_name(output)
    if chosen in {OutputFormat.PARQUET, OutputFormat.EXCEL} and not output and sys.stdout.isatty():
        raise typer.BadParameter(
            f"{chosen} is not text for a terminal: add --output FILE, or send it on with | or >"
        )
    return chosen


def _format_by_name(output: Path | None) -> OutputFormat:
    """Return the format that the extension of the file names; a table if it names none."""
    extension = output.suffix.removeprefix(".") if output else ""
    return OutputFormat(extension) if extension in set(OutputFormat) else OutputFormat.TABLE


def show(
    query: str,
    form: OutputFormat,
    output: Path | None = None,
    *,
    rows: int | None = None,
    seconds: float = 30.0,
    memory: str = "512MB",
    parameters: Mapping[str, object] | None = None,
) -> bool:
    """Query the warehouse and write the answer in this format to a file or standard output.

    A file is written completely or not at all. A message on standard error says if the query has
    more than ``rows`` rows, and if the warehouse holds the fictional sample.

    Returns:
        True if the answer has a row.

    Raises:
        QueryRefused, ConfigurationError: as ``pipeline.console.stream`` does.
        WarehouseOutdated: the query failed on a file that another version of this program made.
    """
    from pipeline import console
    from pipeline.no_pandas import without_pandas
    from pipeline.settings import settings

    most = TABLE_ROWS if rows is None and form == OutputFormat.TABLE else rows
    path = settings().warehouse_path
    running = console.stream(
        query, path=path, parameters=parameters, seconds=seconds, memory=memory, rows=most
    )
    try:
        with without_pandas(), running as answer, _opened(output) as file:
            write(answer, form, file)
    except QueryRefused as error:
        from pipeline.warehouse.schema_check import outdated

        raise outdated(error, path) or error from None
    if answer.truncated:
        err.print(f"the first {most} rows; --rows shows more", highlight=False)
    if answer.sample:
        print_sample_notice()
    return not answer.empty


def write(answer: Answer, form: OutputFormat, file: IO[bytes] | None = None) -> None:
    """Write the rows of an answer in this format to a file or (None) to standard output.

    Raises:
        QueryRefused: the query fails while it is read, or returns a value that the format lacks.
    """
    if form == OutputFormat.TABLE:
        _write_table(answer, file)
        return
    from pipeline import downloads

    to = file or sys.stdout.buffer
    downloads.write(answer, downloads.PROGRAMS[form], to)
    to.flush()


def _write_table(answer: Answer, file: IO[bytes] | None) -> None:
    """Write a table, or one block per row if its columns do not fit side by side."""
    text = StringIO()
    paper = Console(file=text, width=out.width) if file else out
    names, rows = answer.schema.names, [[text_of(value) for value in row] for row in answer.rows()]
    if not rows:
        paper.print(f"no rows, of the columns {', '.join(names)}", highlight=False)
    elif _fit(names, rows, paper.width):
        print_table("", names, rows, to=paper)
    else:
        print_records(names, rows, to=paper)
    if file:
        file.write(text.getvalue().encode())


def _fit(names: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> bool:
    """Return True if all columns are readable side by side."""
    longest = (max(map(len, column)) for column in zip(names, *rows, strict=True))
    return sum(min(length, READABLE) + BORDER for length in longest) < width


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[bytes] | None]:
    """Yield the file to write, a temporary one that is moved into place when it is complete.

    A link, a pipe or a device is written directly.
    """
    if output is None:
        yield None
        return
    if output.is_symlink() or (output.exists() and not output.is_file()):  # /dev/stdout, a pipe
        with output.open("wb") as file:
            yield file
        return
    aside = output.with_name(f".{output.name}.part")
    try:
        with aside.open("wb") as file:
            yield file
        aside.replace(output)
    finally:
        aside.unlink(missing_ok=True)
