"""Commands for a newer parser: diff (what it would change), reparse (adopt it)."""

from typing import Annotated

import typer

from pipeline.cli.output import JSON, err, out, print_changes, print_json, steps

PUBLICATIONS = Annotated[
    list[str] | None,
    typer.Argument(help="Publication ids; default: all that an older parser read."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(diff)
    app.command()(reparse)


def diff(publications: PUBLICATIONS = None, json: JSON = False) -> None:
    """Show what today's reader and parser would change, row by row. Nothing is written.

    Example: `griffier diff kst-36867-C`
    """
    from pipeline.flows import reparsing
    from pipeline.flows.stores import open_stores

    with open_stores() as stores, steps(quiet=json) as on_progress:
        names = reparsing.chosen(stores, publications or [])
        changes = list(reparsing.changes(stores, names, on_progress))
    if json:
        columns = ("publication_id", "table", "row_id", "column", "before", "after")
        print_json([{name: getattr(change, name) for name in columns} for change in changes])
        return
    compared = f"{len(names)} publications compared"
    if changes:
        print_changes(compared, changes)
    else:
        out.print(f"{compared}: nothing would change", highlight=False)


def reparse(
    publications: PUBLICATIONS = None,
    yes: Annotated[bool, typer.Option("--yes", help="Adopt without asking.")] = False,
) -> None:
    """Adopt the current reader and parser: show the changes, then validate and publish the rows.

    Example: `griffier reparse --yes`
    """
    from pipeline.flows import publishing, reparsing
    from pipeline.flows.stores import open_stores

    with open_stores() as stores, steps(quiet=False) as on_progress:
        names = reparsing.chosen(stores, publications or [])
        reparsed = reparsing.keep_all(stores, names, on_progress)
        err.print(
            f"{reparsed.changes} changes in {len(names)} publications; `griffier diff` shows them",
            highlight=False,
        )
        if not names or not (yes or typer.confirm("Adopt?")):
            return
        tally = reparsing.adopt(stores, reparsed)
        publishing.publish(stores)
    out.print(", ".join(f"{count} {word}" for word, count in tally.items()), highlight=False)
