"""Commands that make the warehouse: ingest (from the source), rebuild (from the log)."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.output import JSON, err, print_facts, print_json, steps

DAYS = 7


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(ingest)
    app.command()(rebuild)


def ingest(
    source: Annotated[
        str | None,
        typer.Option(help="catalogue, or folder:PATH; default: the setting GRIFFIER_SOURCE."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DAY", help="First day; default: a week before the last."
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DAY", help="Last day, at most today; default: today."
        ),
    ] = None,
    recheck: Annotated[
        bool,
        typer.Option(
            "--recheck",
            help="Instead of fetching new papers, check that every held paper still exists.",
        ),
    ] = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes",
            help="Record the changes also if they change or withdraw many held papers at once.",
        ),
    ] = False,
    new: Annotated[
        bool,
        typer.Option(
            "--new", help="Start with an empty log, although papers of another log are held."
        ),
    ] = False,
    json: JSON = False,
) -> None:
    """List, fetch, parse, validate and publish: everything that the DAGs do, in one command.

    Running it again adds nothing.

    Examples:

        griffier ingest --source folder:letters

        griffier ingest --since 2026-01-01 --until 2026-06-30
    """
    from pipeline.flows import ingesting, publishing, status
    from pipeline.flows.stores import open_stores
    from pipeline.flows.tasks import amsterdam_day
    from pipeline.settings import settings

    now = datetime.now(tz=UTC)
    today = amsterdam_day(now)
    last_day = until.date() if until else today
    first = since.date() if since else min(last_day, today) - timedelta(days=DAYS)
    if first > last_day:
        raise typer.BadParameter(
            f"the first day, {first}, comes after the last, {last_day}", param_hint="--since"
        )
    first, last = ingesting.up_to_today(first, last_day, today)
    if last < last_day:
        err.print(f"{last_day} has yet to come: the last day is today, {last}", highlight=False)
    changes: dict[str, object] = {"source": source} if source else {}
    configured = settings().model_copy(update=changes | ({"brake_share": 1.0} if yes else {}))
    taken = open_stores(configured, takeover="new" if new else "")
    with taken as stores, steps(quiet=json) as on_progress:
        run = now.isoformat(timespec="seconds")
        tally = (
            ingesting.recheck(stores, run, on_progress)
            if recheck
            else ingesting.ingest(stores, first, last, run, on_progress)
        )
        publishing.publish(stores)
        summary = publishing.read_or_rebuild(stores, status.summary)
    if json:
        print_json({"run": tally, **summary})
        return
    print_facts("This run", tally or {"nothing": "new"})
    print_facts("Now held", summary)


def rebuild(
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DAY",
            help="State of the log at the end of this day; needs --output.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="File to build, instead of the published warehouse."),
    ] = None,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Accept this log in place of the known one.")
    ] = False,
    json: JSON = False,
) -> None:
    """Rebuild the warehouse from the log and the content store.

    The rows are the same, whatever happened to the file.

    Examples:

        rm data/warehouse.duckdb; griffier rebuild

        griffier rebuild --as-of 2026-03-31 --output march.duckdb

        GRIFFIER_WAREHOUSE=march.duckdb griffier coverage
    """
    from pipeline.flows import publishing, status
    from pipeline.flows.stores import open_stores
    from pipeline.flows.tasks import AMSTERDAM
    from pipeline.settings import settings

    if as_of and output is None:
        raise typer.BadParameter(
            "readers would see the past: name a file of its own with --output", param_hint="--as-of"
        )
    moment = datetime.combine(as_of, time.max, tzinfo=AMSTERDAM) if as_of else None
    if output is not None and not output.name:
        raise typer.BadParameter("name a file, not a folder", param_hint="--output")
    configured = settings().model_copy(update={"warehouse": output} if output else {})
    with open_stores(configured, takeover="adopt" if adopt else "") as stores:
        position = publishing.rebuild(stores, moment)
        summary = {**status.summary(stores), "log position": position}
    if json:
        print_json(summary)
    else:
        print_facts("Rebuilt", summary)
