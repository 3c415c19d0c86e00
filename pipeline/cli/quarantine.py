"""Commands for publications in quarantine: list, show, release, reject."""

from typing import Annotated

import typer
from rich.text import Text

from pipeline.cli.output import JSON, out, print_json, print_table

PUBLICATION = Annotated[
    str, typer.Argument(help="The publication's id, as `griffier quarantine list` prints it.")
]
BY = Annotated[str, typer.Option(help="Person who decides.")]
WHY = Annotated[str, typer.Option(help="Reason, kept permanently in the audit log.")]

commands = typer.Typer(
    no_args_is_help=True, help="Publications in quarantine: list, show, release or reject them."
)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(commands, name="quarantine", rich_help_panel="Review and correct")


@commands.command("list")
def list_waiting(json: JSON = False) -> None:
    """List every publication that waits, with its first reason.

    Example: `griffier quarantine list`
    """
    from pipeline.flows import reviewing
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        rows = [
            {
                "publication_id": state.publication_id,
                "rule": failure["rule"],
                "reason": failure["reason"],
            }
            for state in reviewing.waiting(stores)
            if state.open_quarantine
            for failure in state.open_quarantine.event.failures
        ]
    if json:
        print_json(rows)
    elif not rows:
        out.print("nothing waits")
    else:
        print_table(
            "In quarantine",
            ("publication", "rule", "reason"),
            [tuple(row.values()) for row in rows],
        )


@commands.command()
def show(publication: PUBLICATION) -> None:
    """Show why one publication is held back, with the letter's own text around each failing span.

    Example: `griffier quarantine show kst-36867-C`
    """
    from pipeline.flows import reviewing
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        findings = reviewing.findings(stores, publication)
    for finding in findings:
        out.print(Text.assemble((finding.failure["rule"], "bold"), "  ", finding.failure["reason"]))
        if finding.span:
            out.print(
                Text.assemble(
                    "  … ", finding.before, (finding.span, "reverse"), finding.after, " …\n"
                )
            )


@commands.command()
def release(publication: PUBLICATION, by: BY, why: WHY) -> None:
    """Release a publication, also after it was rejected.

    Its rows enter the tables, now and in every rebuild.

    Example: `griffier quarantine release kst-36867-C --by "M. de Wit" --why "the letter itself
        skips number 4"`
    """
    _decide(publication, release=True, by=by, why=why)
    out.print(f"{publication} is released and in the warehouse", highlight=False)


@commands.command()
def reject(publication: PUBLICATION, by: BY, why: WHY) -> None:
    """Keep a publication out, also after it was released, until it is released again.

    The bytes and the reasons stay.

    Example: `griffier quarantine reject kst-36867-C --by "M. de Wit" --why "published by mistake"`
    """
    _decide(publication, release=False, by=by, why=why)
    out.print(f"{publication} is rejected", highlight=False)


def _decide(publication: str, *, release: bool, by: str, why: str) -> None:
    from pipeline.flows import publishing, reviewing
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        content = reviewing.latest_quarantine(stores, publication).event.content_sha256
        reviewing.record(stores, publication, content, release=release, by=by, why=why)
        publishing.publish(stores)
