"""The command parse: the rows of one file, and the rules that gave them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import JSON, beginning, print_facts, print_json, print_table
from pipeline.errors import UnreadableDocument

if TYPE_CHECKING:
    from pipeline.parsing.origin import Rows


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(parse)


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
