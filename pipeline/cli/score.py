"""Commands about accuracy: score (F1 against gold), gold (the rows of a paper as such a table)."""

import json as jsonlib
import re
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.output import JSON, err, out, print_json, print_table


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(score)
    app.command()(gold)


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


def gold(
    paper: Annotated[str, typer.Argument(help="A file, or a publication that is held.")],
    into: Annotated[
        Path | None,
        typer.Option(help="Folder for the gold table and the paper itself; default: print it."),
    ] = None,
) -> None:
    """Print the rows of a paper, with its corrections, as a gold table for `griffier score`.

    Check it against the paper first: it is as right as the rows are.

    Examples:

        griffier gold kst-36867-C --into gold

        griffier gold kst-36867-C.xml > kst-36867-C.gold.json
    """
    from pipeline.accuracy import gold as tables

    name, content, rows = _of_file(Path(paper)) if Path(paper).is_file() else _of_paper(paper)
    document = tables.gold(rows, name)
    if into is None:
        print_json(document)
        return
    from pipeline.cli.output import plain

    into.mkdir(parents=True, exist_ok=True)
    (into / name).write_bytes(content)
    table = into / f"{Path(name).stem}.gold.json"
    table.write_text(
        jsonlib.dumps(document, ensure_ascii=False, indent=1, default=plain) + "\n",
        encoding="utf-8",
    )
    out.print(f"{table} and {into / name} are written", highlight=False, soft_wrap=True)


def _of_file(file: Path) -> tuple[str, bytes, Any]:
    from pipeline.flows.papers import parse_file

    return file.name, file.read_bytes(), parse_file(file)


def _of_paper(paper: str) -> tuple[str, bytes, Any]:
    """Return the file name, the bytes and the last rows of a publication."""
    from pipeline.flows import correcting
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        known = correcting.reading(stores, paper)
        judged, fetched = known.publication.judged, known.publication.fetched
        content = stores.store.get(judged.content_sha256) if judged else b""
    form = fetched.manifestation if fetched else "txt"
    return f"{known.publication.publication_id}.{form}", content, known.rows
