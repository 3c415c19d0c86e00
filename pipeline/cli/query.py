"""The command query: the named questions of sql/queries/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import err, out, print_json, print_table
from pipeline.cli.output_formats import (
    FORMAT,
    JSON,
    OUTPUT,
    ROWS,
    OutputFormat,
    output_format,
    show,
)
from pipeline.errors import QueryRefused

if TYPE_CHECKING:
    from pipeline.queries import NamedQuery  # which loads DuckDB: help must come at once


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(query)


def _names(begun: str) -> list[tuple[str, str]]:
    """Return the query names that begin with this text, with their questions, for completion."""
    from pipeline.queries import named_queries

    return [
        (name, query.title) for name, query in named_queries().items() if name.startswith(begun)
    ]


def query(
    name: Annotated[
        str | None,
        typer.Argument(
            help="Name of the query; without it, all are listed.", autocompletion=_names
        ),
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", "-s", metavar="NAME=VALUE", help="A value; may be repeated."),
    ] = None,
    about: Annotated[
        bool, typer.Option("--about", help="Show the SQL of the query, with its parameters.")
    ] = False,
    form: FORMAT = None,
    output: OUTPUT = None,
    rows: ROWS = None,
    json: JSON = False,
) -> None:
    """Run a ready-made query, with values of your own.

    Examples:

        griffier query

        griffier query unanswered --about

        griffier query unanswered --set party=BBB --set since=2025-09-01
    """
    from pipeline.queries import named_queries, named_query, values

    wanted = output_format(form, output, json=json)
    if name is None and (given or about):
        raise typer.BadParameter("say which question: griffier query lists their names")
    if name is None:
        _list(list(named_queries().values()), wanted)
        return
    chosen = named_query(name)
    if about:
        _explain(chosen, wanted)
        return
    filled = values(chosen.parameters, _pairs(given or []))
    if not show(chosen.sql, wanted, output, rows=rows, parameters=filled) and given:
        said = f"no row fits {' and '.join(given)}"
        hint = f"`griffier query {chosen.name} --about` explains the values"
        err.print(f"{said}: {hint}", highlight=False, soft_wrap=True)


def _pairs(given: Sequence[str]) -> dict[str, str]:
    """Return the name and the value on the two sides of the first equals sign of each option.

    Raises:
        QueryRefused: there is no equals sign, or a name is set twice.
    """
    pairs = [argument.partition("=") for argument in given]
    if odd := [name for name, equals, _ in pairs if not equals]:
        raise QueryRefused(f"--set {odd[0]} says no value: write --set NAME=VALUE")
    value_of = {name.strip(): value for name, _, value in pairs}
    if len(value_of) < len(pairs):
        raise QueryRefused("--set gives one name two values: leave one out")
    return value_of


def _list(queries: Sequence[NamedQuery], form: OutputFormat) -> None:
    if form == OutputFormat.JSON:
        print_json([asdict(query) for query in queries])
        return
    print_table(
        "Ask one with `griffier query NAME`",
        ("name", "question"),
        [(query.name, query.title) for query in queries],
    )


def _explain(query: NamedQuery, form: OutputFormat) -> None:
    if form == OutputFormat.JSON:
        print_json(asdict(query))
        return
    out.print(query.sql, highlight=False, soft_wrap=True)
