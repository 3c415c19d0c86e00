"""Commands for a person who knows better: correct a row, withdraw a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import (
    JSON,
    beginning,
    err,
    out,
    print_changes,
    print_facts,
    print_json,
    print_table,
)
from pipeline.errors import DecisionRefused

if TYPE_CHECKING:
    from pipeline.flows.correcting import Reading

PAPER = Annotated[str, typer.Argument(help="A publication id, or any identifier it ever had.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(correct)
    app.command()(withdraw)


def correct(  # noqa: PLR0913, PLR0917 -- a command has as many options as people need
    paper: PAPER,
    what: Annotated[
        str, typer.Argument(help="kind, label, question, answer, neither, askers or minister.")
    ] = "",
    value: Annotated[str, typer.Argument(help="Correct value, as in the examples.")] = "",
    begin: Annotated[
        str, typer.Option("--from", help="Block where it begins: 12, or '12:words in it'.")
    ] = "",
    end: Annotated[
        str, typer.Option("--to", help="Block where it ends: 13, or '13:its last words'.")
    ] = "",
    by: Annotated[
        str, typer.Option("--by", "--who", help="Person who corrects, kept permanently in the log.")
    ] = "",
    why: Annotated[str, typer.Option(help="Reason, kept permanently in the log.")] = "",
    show: Annotated[
        bool, typer.Option("--show", help="Show the numbered blocks and the corrections.")
    ] = False,
    withdraw: Annotated[
        int | None, typer.Option(help="Withdraw the correction with this number.")
    ] = None,
    json: JSON = False,
) -> None:
    """Correct what the parser got wrong in one paper, now and in every rebuild.

    It counts until the text of the paper changes. Every correction needs --by and --why.

    Examples:

        griffier correct kst-36867-C --show

        griffier correct kst-36867-C question "VVD 2" --from 14 --to "15:op tijd?"

        griffier correct kst-36867-C answer "VVD 1, VVD 2" --from 31 --to 33

        griffier correct kst-36867-C neither --from 12 --to 13

        griffier correct kst-36867-C label "answer 3" --from 31

        griffier correct kst-36867-C kind memorie_van_antwoord

        griffier correct kst-36867-C askers "Knip (VVD), Bikker (ChristenUnie)"

        griffier correct kst-36867-C minister "Ruben Brekelmans, minister van Defensie"

        griffier correct kst-36867-C --withdraw 1
    """
    from pipeline.flows import correcting
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        known = correcting.reading(stores, paper)
        name = known.publication.publication_id
        if not show and withdraw is None and not what:
            raise DecisionRefused(
                "say what to correct: kind, label, question, answer, neither, askers or minister; "
                f"`griffier correct {name} --show` numbers the blocks to point at"
            )
        if show:
            _show(known, json=json)
            return
        if withdraw is not None:
            correcting.withdraw(stores, name, withdraw, by=by, why=why)
            number = withdraw
        else:
            parts = (what, value, begin, end)
            number = correcting.state_and_correct(stores, known, *parts, by=by, why=why).number
        changes = correcting.read_again(stores, name)
        after = correcting.reading(stores, name)
    states = {row["number"]: row["state"] for row in after.rows["correction"]}
    status, reason = after.publication.status
    outcome = {
        "publication_id": name,
        "correction": number,
        "state": states.get(number, "withdrawn"),
        "publication_state": status,
        "reason": reason,
    }
    if json:
        columns = ("table", "row_id", "column", "before", "after")
        rows = [{name: getattr(change, name) for name in columns} for change in changes]
        print_json({**outcome, "changes": rows})
        return
    print_changes("Changed", [change for change in changes if change.table != "correction"])
    state = outcome["state"]
    out.print(f"correction {number} of {name} is {state}; the paper is {status}", highlight=False)
    if reason:
        err.print(reason, highlight=False, soft_wrap=True)


def _show(known: Reading, *, json: bool) -> None:
    """Print the numbered blocks of a paper with their rows, and its corrections."""
    from pipeline.corrections.statements import numbered

    blocks = numbered(known.rows)
    corrections = known.rows["correction"]
    if json:
        print_json(
            {
                "publication_id": known.publication.publication_id,
                "text_sha256": known.text_sha256,
                "kind": known.rows["publication"][0]["kind"],
                "blocks": [
                    {
                        "number": block.number,
                        "char_start": block.start,
                        "char_end": block.end,
                        "rows": block.rows,
                        "text": block.text,
                    }
                    for block in blocks
                ],
                "corrections": corrections,
            }
        )
        return
    print_table(
        f"{known.publication.publication_id} ({known.rows['publication'][0]['kind']})",
        ("block", "is", "text"),
        [(block.number, "\n".join(block.rows), beginning(block.text)) for block in blocks],
    )
    for row in known.rows["minister"]:
        out.print(
            f"signed: {row['name'] or '(no name)'}, {row['role']} {row['portfolio'] or ''}",
            highlight=False,
        )
    if corrections:
        columns = ("number", "state", "what", "value", "corrected_by", "corrected_why")
        print_table(
            "Corrections",
            ("number", "state", "what", "value", "who", "why"),
            [tuple(row[column] for column in columns) for row in corrections],
        )


def withdraw(
    publication: Annotated[str, typer.Argument(help="The publication, by its id.")],
    by: Annotated[str, typer.Option(help="Person who decides, kept permanently in the audit log.")],
    why: Annotated[str, typer.Option(help="Reason, kept permanently in the audit log.")],
) -> None:
    """Remove a paper from the tables by a person's decision, such as one with bytes lost for good.

    It comes back when the source lists or serves it again.

    Example: `griffier withdraw kst-36999-A --by Iris --why "lost, and gone at the source"`
    """
    from pipeline.flows import reviewing
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        reviewing.withdraw(stores, publication, by=by, why=why)
    print_facts("Withdrawn", {publication: "at the next publish: griffier ingest or rebuild"})
