"""Commands about the parser: changes of a newer one (diff), adoption (reparse), F1 (score)."""

import json as jsonlib
import re
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.output import JSON, err, out, print_changes, print_json, print_table, steps

PUBLICATIONS = Annotated[
    list[str] | None,
    typer.Argument(help="Publication ids; default: all that an older parser read."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(diff)
    app.command()(reparse)
    app.command()(score)


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


def score(
    gold: Annotated[
        Path, typer.Argument(help="Folder of gold tables.", exists=True, file_okay=False)
    ],
    letters: Annotated[
        Path,
        typer.Argument(
            help="Folder of the letters that they describe.", exists=True, file_okay=False
        ),
    ],
    minimum: Annotated[
        list[str] | None,
        typer.Option("--min", help="MEASURE=F1: exit with 1 if the score is lower."),
    ] = None,
    publish: Annotated[
        Path | None, typer.Option(help="Write accuracy.md and accuracy.json into this folder.")
    ] = None,
    real: Annotated[
        Path | None,
        typer.Option(help="Folder of real papers with their gold, which the page shows first."),
    ] = None,
    json: JSON = False,
) -> None:
    """Score how well letters are parsed, against checked gold: F1 per measure, kind and format.

    Example: `griffier score gold letters --min pair=0.99`
    """
    from pipeline.accuracy.publishing import page
    from pipeline.accuracy.scoreboard import score as scored
    from pipeline.parsing import PARSER_VERSION
    from pipeline.reading import READER_VERSION

    least = dict(map(_minimum, minimum or []))
    board = scored(gold, letters)
    figures = board.figures()
    if publish is not None:
        names = ("papers-kept-apart.txt", "reliability-of-pairs.txt", "noticed-errors.txt")
        text = page(
            f"Reader {READER_VERSION}, parser {PARSER_VERSION}, against hand-checked gold.",
            board,
            scored(real, real) if real else None,
            *(
                path.read_text(encoding="utf-8") if path.exists() else ""
                for path in (publish / name for name in names)
            ),
        )
        (publish / "accuracy.md").write_text(text, encoding="utf-8")
        (publish / "accuracy.json").write_text(
            jsonlib.dumps({"total": figures["total"]}, indent=1) + "\n", encoding="utf-8"
        )
    if json:
        print_json(figures)
    else:
        rows = [
            (name, *(total[part] for part in ("precision", "recall", "f1")))
            for name, total in figures["total"].items()
        ]
        print_table(f"{len(board.letters)} letters", ("measure", "precision", "recall", "F1"), rows)
        for failure in board.failed:
            err.print(failure, highlight=False)
    short = [name for name, f1 in least.items() if figures["total"][name]["f1"] < f1]
    if short or board.failed:
        err.print(f"short: {', '.join(short) or 'some letters could not be read'}")
        raise typer.Exit(1)


def _minimum(condition: str) -> tuple[str, float]:
    """Return measure and F1 of a condition: ``pair=0.99``.

    Raises:
        typer.BadParameter: the measure is unknown, or its F1 is not from 0 to 1.
    """
    from pipeline.accuracy import MEASURES

    name, _, number = condition.partition("=")
    if name not in MEASURES or not re.fullmatch(r"0|0?\.\d+|1(\.0+)?", number):
        raise typer.BadParameter(
            f"{condition!r} is not a condition: write pair=0.99, with one of {', '.join(MEASURES)}",
            param_hint="--min",
        )
    return name, float(number)
