"""Commands for a newer parser: what it changes, and adopting it."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.output import err, out, print_json, print_table, steps

JSON = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
PUBLICATIONS = Annotated[list[str] | None, typer.Argument(help="Publication ids; default: all that an older parser read.")]
SHOWN = 60
"""Characters of a value that the table shows."""


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(diff)
    app.command()(reparse)


def diff(publications: PUBLICATIONS = None, json: JSON = False) -> None:
    """What today's reader and parser would change, row by row. Nothing is written.

    Example: `griffier diff kst-36867-C`
    """
    from pipeline.flows import reparsing
    from pipeline.flows.archive import open_archive

    with open_archive() as archive, steps(quiet=json) as on_step:
        names = publications or reparsing.stale(archive)
        found = list(reparsing.changes(archive, names, on_step))
    if json:
        columns = ("publication_id", "table", "row_id", "column", "before", "after")
        print_json([{name: getattr(change, name) for name in columns} for change in found])
        return
    rows = [(one.table, one.row_id, one.column or "(row)", _short(one.before), _short(one.after)) for one in found]
    print_table(f"{len(names)} publications compared", ("table", "row", "column", "before", "after"), rows)


def reparse(
    publications: PUBLICATIONS = None,
    yes: Annotated[bool, typer.Option("--yes", help="Adopt without asking.")] = False,
) -> None:
    """Adopt today's reader and parser: show how much changes, then judge the new rows and publish them.

    Example: `griffier reparse --yes`
    """
    from pipeline.flows import deciding, publishing, reparsing
    from pipeline.flows.archive import open_archive

    with open_archive() as archive, steps(quiet=False) as on_step:
        names = publications or reparsing.stale(archive)
        changed = sum(1 for _ in reparsing.changes(archive, names, on_step))
        err.print(f"{changed} changes in {len(names)} publications; `griffier diff` shows them", highlight=False)
        if not names or not (yes or typer.confirm("Adopt?")):
            return
        tally = deciding.judge(archive, names, on_step)
        publishing.publish(archive)
    out.print(", ".join(f"{count} {word}" for word, count in tally.items()), highlight=False)


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
