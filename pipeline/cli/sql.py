"""The command sql: one query, or a prompt for many."""

import sys
from typing import Annotated

import typer

from pipeline.cli import output_formats
from pipeline.cli.output_formats import (
    FORMAT,
    MEMORY,
    OUTPUT,
    ROWS,
    SECONDS,
    OutputFormat,
    output_format,
    show,
)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(sql)


def sql(
    query: Annotated[
        str | None,
        typer.Argument(
            help=(
                "One SELECT, FROM, WITH, SHOW, DESCRIBE, SUMMARIZE or PIVOT; else a prompt asks "
                "for it."
            )
        ),
    ] = None,
    form: FORMAT = None,
    output: OUTPUT = None,
    rows: ROWS = None,
    seconds: SECONDS = 30.0,
    memory: MEMORY = "512MB",
    json: output_formats.JSON = False,
) -> None:
    """Query the warehouse in SQL: read-only, within limits of time and memory.

    A query has no access to files or settings. Without an argument it is read from standard input;
    in a terminal a prompt asks for one after the other.

    Example: `griffier sql "SELECT publication_id, kind, title FROM publication"`

    Example: `griffier sql "FROM answered_question" --output answered_question.parquet`
    """
    output_as = output_format(form, output, json=json)
    if query is None and sys.stdin.isatty() and sys.stdout.isatty():
        from pipeline.cli.prompt import run_prompt

        if output or output_as == OutputFormat.PARQUET:
            raise typer.BadParameter("a file is written for one query: add the query")
        run_prompt(output_as, rows=rows, seconds=seconds, memory=memory)
        return
    show(
        query if query is not None else sys.stdin.read(),
        output_as,
        output,
        rows=rows,
        seconds=seconds,
        memory=memory,
    )
