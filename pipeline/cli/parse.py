"""Commands that inspect a file or the log: parse, status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.output import JSON, beginning, print_facts, print_json, print_record, print_table
from pipeline.errors import UnreadableDocument

if TYPE_CHECKING:
    from pipeline.parsing.origin import Rows


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(parse)
    app.command()(status)


def parse(
    file: Annotated[
        Path,
        typer.Argument(help="A letter: xml, html, pdf, txt or docx.", exists=True, dir_okay=False),
    ],
    json: JSON = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each block with its rules and its result.")
    ] = False,
) -> None:
    """Parse one file and print its rows, without changing any data.

    Examples:

        griffier parse kst-36867-C.pdf

        griffier parse --explain kst-36867-C.pdf

        griffier parse --json kst-36867-C.xml | jq '.question[].text'
    """
    from pipeline.flows.papers import parse_file

    rows = parse_file(file)
    paper = rows["publication"][0]
    # A motion holds no letter, yet its front page has the number of a paper.
    if not rows["letter"] and paper["series"] == "file" and not paper["sub_number"]:
        raise UnreadableDocument(
            f"{file} holds no letter that is recognised, and neither its name nor its front page "
            "has the number of a paper: is it a paper of the Chamber?"
        )
    if explain:
        _explain(file, rows, json=json)
        return
    if json:
        print_json(rows)
        return
    print_facts(
        str(file),
        {
            table: len(table_rows)
            for table, table_rows in rows.items()
            if table != "publication_text"
        },
    )
    answered: dict[object, list[object]] = {}
    texts = {row["answer_id"]: row["text"] for row in rows["answer"]}
    for link in rows["question_answer"]:
        answered.setdefault(link["question_id"], []).append(
            f"({link['relation']}) {texts[link['answer_id']]}"
        )
    questions = [
        (
            row["party"],
            row["label"],
            row["text"],
            "\n\n".join(map(str, answered.get(row["question_id"], ["(no answer)"]))),
        )
        for row in rows["question"]
    ]
    print_table("", ("party", "no.", "question", "answer"), questions)


def _explain(file: Path, rows: Rows, *, json: bool) -> None:
    """Print every block with its rules and outcome, and in how many blocks each rule matched."""
    from pipeline.cli import explanation
    from pipeline.reading import read_document

    blocks = explanation.explain(read_document(file.read_bytes(), name=file.name), rows)
    counts = explanation.counts(blocks)
    if json:
        print_json({"blocks": [asdict(block) for block in blocks], "rules": counts})
        return
    print_table(
        str(file),
        ("text", "kind", "rules", "outcome"),
        [
            (
                beginning(block.text),
                block.kind,
                "\n".join(dict.fromkeys(rule for rule in (block.rule, *block.rules) if rule)),
                "\n".join(block.outcomes),
            )
            for block in blocks
        ],
    )
    print_table("Blocks by rule", ("rule", "blocks"), counts.most_common(), lines=False)


def status(
    publication: Annotated[
        str | None, typer.Argument(help="One publication, by its id or any identifier it ever had.")
    ] = None,
    json: JSON = False,
) -> None:
    """Show the state of each publication with the reason, or all about one publication.

    Examples:

        griffier status

        griffier status kst-36867-C
    """
    from pipeline.flows import status as flow
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        if publication is not None:
            events = flow.history(stores, publication)
            if json:
                print_json(events)
            else:
                for event in events:
                    print_record(
                        f"{event['position']}  {event['at']}  {event['event']}",
                        _lines(event["what"]),
                    )
            return
        statuses = flow.publication_statuses(stores)
        summary = flow.summary(stores)
    if json:
        counts = {
            "publication_count" if name == "publications" else name: value
            for name, value in summary.items()
        }
        print_json({"publications": statuses, **counts})
        return
    print_table(
        "Publications",
        ("publication", "state", "version", "why"),
        [tuple(row.values()) for row in statuses],
    )
    print_facts("Together", summary)


def _lines(what: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield the values of an event as named lines: one per address, and one per failed rule."""
    for name, value in what.items():
        match value:
            case dict():
                yield from ((f"{name}: {key}", item) for key, item in value.items())
            case [dict(), *_]:
                yield from ((name, f"{item['rule']}: {item['reason']}") for item in value)
            case _:
                yield name, value
