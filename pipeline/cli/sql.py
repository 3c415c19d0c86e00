"""Commands that query the warehouse: sql, coverage."""

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from pipeline.cli import output_formats
from pipeline.cli.output import JSON, out, print_json, print_sample_notice, print_table
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

COUNTED = ("listed", "held", "missing", "kept_out", "withdrawn", "expected")
MISSING = """
    SELECT publication_id, state, since, reason FROM coverage
    WHERE state NOT IN ('held', 'withdrawn') ORDER BY since DESC NULLS LAST, publication_id
"""
UNLISTED = """
    SELECT source, known + 1 AS first_day, listed_from - 2 AS last_day
    FROM (
        SELECT source, listed_from, max(least(listed_until,
            CAST(listed_at AT TIME ZONE 'Europe/Amsterdam' AS DATE))) OVER (
            PARTITION BY source ORDER BY listed_from,
                listed_until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS known
        FROM listing
    )
    WHERE listed_from > known + 2 ORDER BY source, first_day
"""
"""The intervals of days between two listings that no listing requested.

Each listing also requests the day before its interval, and covers no day after the one on which it
was made.
"""


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(sql)
    app.command()(coverage)


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


def coverage(json: JSON = False) -> None:
    """Show what the source lists and what is held, per month, series and session year.

    Then follow the missing papers, with the reason, and the days that were never listed, if any: no
    paper can be known to be missing then.

    Example: `griffier coverage`
    """
    from pipeline.settings import settings
    from pipeline.warehouse import connect
    from pipeline.warehouse.reader import holds_sample

    with connect(settings().warehouse_path) as connection:
        sample = holds_sample(connection)
        months = connection.execute(
            "FROM coverage_by_month ORDER BY month, series, session_year"
        ).pl()
        missing = connection.execute(MISSING).pl()
        unlisted = connection.execute(UNLISTED).pl()
    if json:
        print_json(
            {
                "months": months.to_dicts(),
                "missing": missing.to_dicts(),
                "unlisted": unlisted.to_dicts(),
            }
        )
        return
    for source in months["source"].unique().sort():
        _print_months(source, months.filter(source=source).to_dicts())
    if missing.height:
        print_table("Not held", missing.columns, missing.rows())
    else:
        out.print("nothing that is listed is missing, or waits")
    if unlisted.height:
        print_table("Days never listed", ("source", "first day", "last day"), unlisted.rows())
    if sample:
        print_sample_notice()


def _print_months(source: str, months: Sequence[Mapping[str, Any]]) -> None:
    rows = [
        (
            row["month"] and f"{row['month']:%Y-%m}",
            row["series"],
            row["session_year"],
            *(row[name] for name in COUNTED),
        )
        for row in months
    ]
    total = ("total", None, None, *(sum(row[name] for row in months) for name in COUNTED))
    names = ("month", "series", "session year", *(name.replace("_", " ") for name in COUNTED))
    print_table(f"Coverage of {source}", names, [*rows, total], lines=False)
