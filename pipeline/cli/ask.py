"""Commands that ask the warehouse: sql, search, coverage."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.text import Text

from pipeline.cli import formats
from pipeline.cli.formats import FORMAT, MEMORY, OUTPUT, ROWS, SECONDS, Form, form_of, show
from pipeline.cli.output import err, out, print_json, print_table

JSON = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
FOUND = "FROM search($words, fraction := $fraction, since := $since, until := $until, most := $most)"
COUNTED = ("listed", "held", "missing", "kept_out", "withdrawn", "expected")
MISSING = """
    SELECT publication_id, state, since, reason FROM coverage
    WHERE state NOT IN ('held', 'withdrawn') ORDER BY since DESC NULLS LAST, publication_id
"""


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(sql)
    app.command()(search)
    app.command()(coverage)


def sql(
    query: Annotated[
        str | None, typer.Argument(help="One SELECT, FROM, WITH, SHOW, DESCRIBE, SUMMARIZE or PIVOT; else a prompt asks for it.")
    ] = None,
    form: FORMAT = None,
    output: OUTPUT = None,
    rows: ROWS = None,
    seconds: SECONDS = 30.0,
    memory: MEMORY = "512MB",
    json: formats.JSON = False,
) -> None:
    """Ask the warehouse in SQL: read-only, without access to files or settings, within limits of time and memory.

    Without a query it is read from standard input; in a terminal a prompt asks for one after the other.

    Example: `griffier sql "SELECT publication_id, kind, title FROM publication"`

    Example: `griffier sql "FROM exchange" --output exchange.parquet`
    """
    found = form_of(form, output, json=json)
    if query is None and sys.stdin.isatty() and sys.stdout.isatty():
        from pipeline.cli.prompt import run_prompt

        if output or found == Form.PARQUET:
            raise typer.BadParameter("a file is written for one query: add the query")
        run_prompt(found, rows=rows, seconds=seconds, memory=memory)
        return
    show(query if query is not None else sys.stdin.read(), found, output, rows=rows, seconds=seconds, memory=memory)


def search(
    words: Annotated[str, typer.Argument(help="Words; plurals and compounds are found too.")],
    fraction: Annotated[str | None, typer.Option(help="Only questions of this fractie, and their answers.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y"], help="From this day or year.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Up to this day.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most passages shown.")] = 20,
    json: JSON = False,
) -> None:
    """Find questions and answers by their words, the best first.

    Example: `griffier search "leveringszekerheid grondstoffen" --fraction BBB --since 2024`
    """
    from pipeline.page.snippets import snippet
    from pipeline.settings import settings
    from pipeline.warehouse import connect

    days = {"since": since.date() if since else None, "until": until.date() if until else None}
    with connect(settings().warehouse_path) as connection:
        found = connection.execute(FOUND, {"words": words, "fraction": fraction, **days, "most": limit}).pl().to_dicts()
    if json:
        print_json(found)
        return
    for row in found:
        asked_by = ", ".join(row["fractions"] or [])
        out.print(Text.assemble((row["answer_id"] or row["question_id"], "bold"), f"  {asked_by}  {row['dated_on'] or ''}"))
        parts = snippet(row["text"], row["forms"])
        out.print(Text.assemble("  ", *((part.text, "reverse" if part.hit else "") for part in parts), "\n"))
    if not found:
        err.print("nothing was found")


def coverage(json: JSON = False) -> None:
    """What the source lists and what is held, per month, series and session year; then what is missing, and why.

    Example: `griffier coverage`
    """
    from pipeline.settings import settings
    from pipeline.warehouse import connect

    with connect(settings().warehouse_path) as connection:
        months = connection.execute("FROM coverage_by_month ORDER BY month, series, session_year").pl()
        missing = connection.execute(MISSING).pl()
    if json:
        print_json({"months": months.to_dicts(), "missing": missing.to_dicts()})
        return
    for source in months["source"].unique().sort():
        _print_months(source, months.filter(source=source).to_dicts())
    print_table("Not held", missing.columns, missing.rows())


def _print_months(source: str, months: Sequence[Mapping[str, Any]]) -> None:
    rows = [
        (row["month"] and f"{row['month']:%Y-%m}", row["series"], row["session_year"], *(row[name] for name in COUNTED))
        for row in months
    ]
    total = ("total", None, None, *(sum(row[name] for row in months) for name in COUNTED))
    names = ("month", "series", "session year", *(name.replace("_", " ") for name in COUNTED))
    print_table(f"Coverage of {source}", names, [*rows, total], lines=False)
