"""The command that searches: questions and answers by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from pipeline.cli.output import CONTROL_PICTURES, JSON, err, out, print_json, print_sample_notice

if TYPE_CHECKING:
    import duckdb

FOUND = "FROM search($words, party := $party, since := $since, until := $until, most := $most)"
PARTIES = "SELECT DISTINCT party FROM asking_party ORDER BY party"
LEFT_OUT = (
    "SELECT count(*) FROM search_index.stop_word WHERE form IN (SELECT "
    "unnest(regexp_extract_all(lower($words), '[a-z0-9]+')))"
)


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(search)


def search(
    words: Annotated[
        str,
        typer.Argument(
            help='Words, "a phrase", -without, begin*; plurals and compounds are found too.'
        ),
    ],
    party: Annotated[
        str | None, typer.Option(help="Only questions of this party group, and their answers.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y"], metavar="DAY|YEAR", help="From this day or year."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DAY|YEAR", help="Up to this day, or the end of this year."),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=100_000, help="Maximum number of passages.")
    ] = 20,
    json: JSON = False,
) -> None:
    """Find questions and answers by their words, the best first.

    Examples:

        griffier search "leveringszekerheid grondstoffen" --party BBB --since 2024

        griffier search '"kritieke grondstoffen" water* -haven'

        griffier search -- '-haven veerdienst'
    """
    from pipeline.no_pandas import without_pandas
    from pipeline.settings import settings
    from pipeline.warehouse import connect
    from pipeline.warehouse.reader import holds_sample

    days = {"since": since.date() if since else None, "until": _last_day(until) if until else None}
    with without_pandas(), connect(settings().warehouse_path) as connection:
        parties = [name for (name,) in connection.execute(PARTIES).fetchall()]
        asked_by = _short_name(party, parties) if party else None
        values = {"words": words, "party": asked_by, **days, "most": limit}
        passages = _passages(connection, values)
        sample = holds_sample(connection)
        hint = "" if passages else _why_nothing(connection, words, asked_by, parties)
    if json:
        print_json(passages)
    else:
        _print_all(passages, hint)
    if sample:
        print_sample_notice()


def _passages(
    connection: duckdb.DuckDBPyConnection, values: Mapping[str, str | int | date | None]
) -> list[dict[str, Any]]:
    """Return the questions and answers that the search finds, the best first, by column."""
    answer = connection.execute(FOUND, dict(values))
    columns = [column[0] for column in answer.description]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def _print_all(passages: Sequence[Mapping[str, Any]], hint: str) -> None:
    """Print the passages, or why there are none."""
    for passage in passages:
        _print(passage)
    if not passages:
        err.print(f"nothing was found{hint}", highlight=False)


def _print(passage: Mapping[str, Any]) -> None:
    """Print the id, parties and date of a passage, and the part of it that contains the words."""
    from pipeline.page.snippets import snippet

    row_id = passage["answer_id"] or passage["question_id"]
    parties = ", ".join(passage["parties"] or [])
    out.print(Text.assemble((row_id, "bold"), f"  {parties}  {passage['dated_on'] or ''}"))
    parts = snippet(passage["text"].translate(CONTROL_PICTURES), passage["forms"])
    text = Text.assemble(*((part.text, "reverse" if part.hit else "") for part in parts))
    out.print(Padding(text, (0, 0, 1, 2), expand=False))


def _short_name(typed: str, parties: list[str]) -> str:
    """Return the name of a fractie in the tables, from its full name or any capitalisation."""
    from pipeline.parsing.language.parties import party_of

    return next(
        (name for name in parties if name.casefold() == typed.casefold()), party_of(typed) or typed
    )


def _last_day(typed: str) -> date:
    """Return the given day, or the last day of a given year."""
    try:
        return date.fromisoformat(f"{typed}-12-31" if len(typed) == len("2024") else typed)
    except ValueError:
        raise typer.BadParameter(
            f"{typed!r} is no day or year: write it like 2024-12-31 or 2024", param_hint="--until"
        ) from None


def _why_nothing(
    connection: duckdb.DuckDBPyConnection, words: str, party: str | None, parties: list[str]
) -> str:
    """Return advice for a search without results, or "" if no cause is known."""
    if party and party not in parties:
        return f": no fractie here is called {party}; there are {', '.join(parties)}"
    row = connection.execute(LEFT_OUT, {"words": words}).fetchone()
    left_out = (
        bool(row and row[0])
        and not connection.execute("FROM search_words($words)", {"words": words}).fetchall()
    )
    return ": words as frequent as de and het are left out, so add another" if left_out else ""
