"""Commands that show what is known and held: status (the log), coverage (the source)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from pipeline.cli.output import (
    JSON,
    out,
    print_facts,
    print_json,
    print_record,
    print_sample_notice,
    print_table,
)

COUNTED = ("listed", "held", "missing", "kept_out", "withdrawn", "expected")
MISSING = """
    SELECT publication_id, state, since, reason FROM coverage
    WHERE state NOT IN ('held', 'withdrawn') ORDER BY since DESC NULLS LAST, publication_id
"""
UNLISTED = """
    SELECT source, known + 1 AS first_day, listed_from - 2 AS last_day
    FROM (
        SELECT source, listed_from, max(least(listed_until,
            CAST(listed_at AT TIME ZONE 'Europe/Amsterdam' AS DATE))) OVER (
            PARTITION BY source ORDER BY listed_from,
                listed_until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS known
        FROM listing
    )
    WHERE listed_from > known + 2 ORDER BY source, first_day
"""
"""The intervals of days between two listings that no listing requested.

Each listing also requests the day before its interval, and covers no day after the one on which it
was made.
"""


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(status)
    app.command()(coverage)


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


def coverage(json: JSON = False) -> None:
    """Show what the source lists and what is held, per month, series and session year.

    Then follow the missing papers, with the reason, and the days that were never listed, if any: no
    paper can be known to be missing then.

    Example: `griffier coverage`
    """
    from pipeline.settings import settings
    from pipeline.warehouse import connect
    from pipeline.warehouse.reader import holds_sample

    with connect(settings().warehouse_path) as connection:
        sample = holds_sample(connection)
        months = connection.execute(
            "FROM coverage_by_month ORDER BY month, series, session_year"
        ).pl()
        missing = connection.execute(MISSING).pl()
        unlisted = connection.execute(UNLISTED).pl()
    if json:
        print_json(
            {
                "months": months.to_dicts(),
                "missing": missing.to_dicts(),
                "unlisted": unlisted.to_dicts(),
            }
        )
        return
    for source in months["source"].unique().sort():
        _print_months(source, months.filter(source=source).to_dicts())
    if missing.height:
        print_table("Not held", missing.columns, missing.rows())
    else:
        out.print("nothing that is listed is missing, or waits")
    if unlisted.height:
        print_table("Days never listed", ("source", "first day", "last day"), unlisted.rows())
    if sample:
        print_sample_notice()


def _print_months(source: str, months: Sequence[Mapping[str, Any]]) -> None:
    rows = [
        (
            row["month"] and f"{row['month']:%Y-%m}",
            row["series"],
            row["session_year"],
            *(row[name] for name in COUNTED),
        )
        for row in months
    ]
    total = ("total", None, None, *(sum(row[name] for row in months) for name in COUNTED))
    names = ("month", "series", "session year", *(name.replace("_", " ") for name in COUNTED))
    print_table(f"Coverage of {source}", names, [*rows, total], lines=False)
