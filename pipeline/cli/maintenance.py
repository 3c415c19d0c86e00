"""Commands for the maintenance of the data: verify, reproject, gc, backup, restore, copy-log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.output import JSON, err, print_facts, print_json, print_table, steps

if TYPE_CHECKING:
    from pipeline.flows.backing_up import Copied
    from pipeline.flows.stores import Stores
    from pipeline.flows.verifying import Damage

LONGEST_SEAL = 100
"""Most bytes of a seal: a log position and a hash of 64 digits."""


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (verify, reproject, gc, backup, restore, copy_log):
        app.command()(command)


def verify(
    repair: Annotated[
        bool, typer.Option("--repair", help="Restore what can be fetched, parsed or built again.")
    ] = False,
    seal: Annotated[
        bool, typer.Option("--seal", help="Only print the last seal of the log, to keep elsewhere.")
    ] = False,
    since: Annotated[
        Path | None,
        typer.Option(
            help="File with a seal that was kept elsewhere: check that the log still has it."
        ),
    ] = None,
    json: JSON = False,
) -> None:
    """Check that log, content store and warehouse are as they were written; exit code 1 if not.

    The log is a chain of hashes, every blob has its hash as its name, and the warehouse must be
    what the log makes. Nothing is changed without --repair; a damaged log is never changed.

    Examples:

        griffier verify

        griffier verify --repair
    """
    from pipeline.flows import verifying
    from pipeline.flows.stores import open_stores
    from pipeline.log.seal import last_seal

    with open_stores() as stores, steps(quiet=json) as on_progress:
        if seal:
            typer.echo(last_seal(stores.log) or "")
            return
        kept_seal = _seal_in(since) if since else None
        damages = [*verifying.forged(stores, kept_seal), *verifying.verify(stores, on_progress)]
        repaired = dict(_repaired(stores, damages)) if repair else {}
        left = list(verifying.verify(stores)) if repair else damages
    rows = [
        (damage.part, damage.subject, damage.reason, repaired.get(number, damage.advice))
        for number, damage in enumerate(damages)
    ]
    names = ("part", "what", "damage", "done" if repair else "what to do")
    if json:
        print_json({"damage": [dict(zip(names, row, strict=True)) for row in rows]})
    elif rows:
        print_table("", names, rows)
    else:
        print_facts("Verified", {"damage": "none"})
    if left:
        raise typer.Exit(1)


def _seal_in(file: Path) -> str:
    """Return the seal in a file: at most its first ``LONGEST_SEAL`` bytes."""
    with file.open("rb") as content:
        return content.read(LONGEST_SEAL).decode(errors="replace")


def _repaired(stores: Stores, damages: list[Damage]) -> Iterator[tuple[int, str]]:
    """Repair, and yield the outcome of each damage by its number."""
    from pipeline.flows import repairing

    for damage, outcome in repairing.repair(stores, damages):
        yield damages.index(damage), outcome


def reproject() -> None:
    """Rebuild the projection tables from the event log.

    They list each publication's names and pending work: to fetch, validate, decide or retry. Every
    append to the log updates them, so this is only needed after they were changed by hand.

    Example: `griffier reproject`
    """
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        streams = stores.log.reproject()
    print_facts("Projected", {"streams": streams})


def gc(
    hours: Annotated[
        float,
        typer.Option(
            min=0,
            max=876_000,
            help="Keep younger blobs: a running step may not have recorded them yet.",
        ),
    ] = 24.0,
    json: JSON = False,
) -> None:
    """Delete unreferenced blobs, old snapshots, and what killed runs left behind.

    Example: `griffier gc`
    """
    from dataclasses import asdict

    from pipeline.flows import repairing
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        cleared = asdict(repairing.clear(stores, grace=timedelta(hours=hours)))
    if json:
        print_json(cleared)
    else:
        print_facts("Cleared", cleared)


def backup(
    folder: Annotated[
        Path, typer.Argument(help="Folder for the backup; created if it does not exist.")
    ],
    blobs: Annotated[
        bool, typer.Option(help="Copy the blobs too; otherwise only their list is written.")
    ] = True,
    json: JSON = False,
) -> None:
    """Copy the log and all blobs that it references to a folder; a repeat copies only what is new.

    Example: `griffier backup /mnt/backup/griffier`
    """
    from pipeline.flows import backing_up
    from pipeline.flows.stores import open_stores

    with open_stores() as stores, steps(quiet=json) as on_progress:
        done = backing_up.back_up(stores, folder, on_progress, blobs=blobs)
    _tell("Backed up", done, json=json)


def restore(
    folder: Annotated[Path, typer.Argument(help="A folder that `griffier backup` made.")],
    json: JSON = False,
) -> None:
    """Restore a backup into an empty log and store, and make the warehouse from it.

    Example: `griffier restore /mnt/backup/griffier`
    """
    from pipeline.flows import backing_up, publishing
    from pipeline.flows.stores import open_stores
    from pipeline.settings import settings

    with steps(quiet=json) as on_progress:
        done = backing_up.restore(settings(), folder, on_progress)
    with open_stores(takeover="adopt" if done.position else "") as stores:
        publishing.rebuild(stores)
    _tell("Restored", done, json=json)


def copy_log(
    address: Annotated[
        str, typer.Argument(help="The new log: postgresql://USER@HOST/NAME or sqlite:///PATH.")
    ],
    json: JSON = False,
) -> None:
    """Copy the event log to an empty log of another kind, with its positions and name.

    Then set GRIFFIER_LOG to it. Store and warehouse stay, because its positions and name do.

    Example: `griffier copy-log postgresql://griffier@db/griffier`
    """
    from pipeline.flows import backing_up
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        position = backing_up.copy_log(stores.log, address)
    if json:
        print_json({"position": position})
    else:
        print_facts("Copied", {"up to position": position, "next": "set GRIFFIER_LOG to it"})


def _tell(title: str, done: Copied, *, json: bool) -> None:
    """Print what was copied; exit with code 1 if blobs are lost."""
    from dataclasses import asdict

    if json:
        print_json(asdict(done))
    else:
        print_facts(title, {**asdict(done), "lost": len(done.lost)})
        for sha256 in done.lost:
            err.print(f"damaged or gone: {sha256} (griffier verify says what it is)")
    if done.lost:
        raise typer.Exit(1)
