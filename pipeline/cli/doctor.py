"""The commands for an installation: check (`griffier doctor`) and download (`griffier pull`)."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.output import JSON, print_json, print_table
from pipeline.errors import ConfigurationError

WORST = {"ok": 0, "warning": 0, "error": 1}
MARKS = {"ok": "ok", "warning": "look", "error": "ERROR"}


def doctor(
    json: JSON = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit code 1 also if something needs attention.")
    ] = False,
) -> None:
    """Check the installation: data, log, store, warehouse, quarantine, disk, settings, DAGs.

    Exit code 1 if something is broken.

    Examples:

        griffier doctor

        griffier doctor --json --strict
    """
    from pipeline.flows import doctor as flow
    from pipeline.settings import settings

    findings = flow.examine(settings(), flow.today_utc())
    if json:
        print_json([asdict(finding) for finding in findings])
    else:
        rows = [
            (MARKS[finding.level], finding.check, finding.message, finding.advice)
            for finding in findings
        ]
        print_table("", ("", "check", "found", "what to do"), rows)
    worst = any(
        finding.level == "error" or (strict and finding.level == "warning") for finding in findings
    )
    raise typer.Exit(1 if worst else 0)


def pull(
    to: Annotated[Path, typer.Argument(help="File to write.")] = Path("warehouse.duckdb"),
) -> None:
    """Download the warehouse that is published in the object store (GRIFFIER_PUBLISH).

    Example: `griffier pull letters.duckdb`
    """
    from pipeline.settings import settings
    from pipeline.warehouse.remote import RemotePublication

    if not (url := settings().publish):
        raise ConfigurationError(
            "GRIFFIER_PUBLISH names no object store: set it to s3://BUCKET/PREFIX"
        )
    remote = RemotePublication(url)
    pointer = remote.current().pointer
    if pointer is None:
        raise ConfigurationError(f"nothing was published in {url} yet")
    part = to.with_name(f".{to.name}.part")
    remote.download(pointer, part)
    part.replace(to)
    typer.echo(f"{to}: log position {pointer.position}, {pointer.size / 1e6:.1f} MB")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(doctor)
    app.command()(pull)
