"""The handler of the pages of entities, and the lists of them."""

from collections.abc import Iterable, Sequence
from datetime import date

import duckdb
from starlette.responses import Response

from pipeline.identity import printed_dossier
from pipeline.page.ask.cells import cell, column_name
from pipeline.page.entities.kinds import KINDS, Kind, Section
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import Row, rows
from pipeline.vocabulary import records

SHOWN = 25
"""Rows of each list; the ready-made question beside it has all."""
FEW = 5
"""The number of replies below which a median is shown pale, with that number."""
HIDDEN = {"party": {"party"}, "committee": {"committee"}}
"""The columns that have the same value in every row of an entity's page."""


def entity(context: RequestContext) -> Response:
    """Show one entity."""
    kind_name = context.path.split("/")[1]
    kind, value = KINDS[kind_name], context.request.path_params["id"]
    with context.warehouse() as connection:
        names = rows(connection, kind.name, {"id": value})
        if not names:
            return context.render("message.html", {"what": "not_found"}, status=404)
        numbers = rows(connection, kind.numbers, {"id": value})[0]
        sections = [
            table
            for section in kind.sections
            if (table := _section(context, connection, kind_name, section, value))
        ]
    if kind_name == "person" and (held := offices(value)):
        sections.insert(0, _offices_table(context, held))
    template_values: Row = {
        "kind": kind_name,
        "name": _name(kind_name, value, names[0]["name"]),
        "value": value,
        "numbers": _numbers(context, numbers),
        "sections": sections,
        "feed": _feed(context, kind, value, names[0]["name"]),
        "subtitle": names[0]["name"] if kind_name == "dossier" else "",
    }
    return context.render("entity.html", template_values)


def _name(kind: str, value: str, name: str) -> str:
    if kind == "dossier":
        return printed_dossier(value)
    return name or value


def _feed(context: RequestContext, kind: Kind, value: str, name: str) -> str:
    """Return the address of the feed of an entity; a ministry's feed takes its id."""
    return context.url("/feed.atom", **{kind.feed: name if kind.feed == "party" else value})


def _numbers(context: RequestContext, numbers: Row) -> list[Row]:
    """Return the figures with their names; a median of few replies includes their number."""
    replies = numbers.get("replies") or 0
    return [
        {
            "name": column_name(context.language, name),
            "text": cell(context.language, name, value)["text"] or "–",
            "few": name == "median_days" and replies < FEW,
            "n": replies,
        }
        for name, value in numbers.items()
    ]


def _section(
    context: RequestContext,
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    section: Section,
    value: str,
) -> Row | None:
    """Return a list with its first rows and their total, or None if it is empty.

    Why: both are read from the result of one query; asked twice, lists over all citations took the
    page twice the time.
    """
    connection.execute(f"CREATE OR REPLACE TEMP TABLE listed AS {section.sql}", {"id": value})
    first_rows = rows(connection, f"FROM listed LIMIT {SHOWN}")
    if not first_rows:
        return None
    total = rows(connection, "SELECT count(*) AS n FROM listed")[0]["n"]
    names = [name for name in first_rows[0] if name not in HIDDEN.get(kind, ())]
    return {
        **_table(context, section.name, names, first_rows),
        "total": total,
        "question": context.url(f"/ask/{section.question}", **{section.parameter: value})
        if section.question
        else "",
        "take": {"name": section.question, "filters": {section.parameter: value}}
        if section.question
        else None,
    }


def offices(person_id: str) -> list[Row]:
    """Return the offices of a person by the register of office holders, the latest first."""
    held = [
        {
            "role": row["role"],
            "portfolio": row["portfolio"],
            "first_on": _day(row["from"]),
            "last_on": _day(row["until"]),
        }
        for row in records("holders")
        if row["person_id"] == person_id
    ]
    return sorted(held, key=lambda row: row["first_on"] or date.min, reverse=True)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _offices_table(context: RequestContext, held: Sequence[Row]) -> Row:
    """Return the list of a person's offices."""
    names = ["role", "portfolio", "first_on", "last_on"]
    table = _table(context, "offices", names, held)
    return {**table, "total": len(held), "question": "", "take": None}


def _table(
    context: RequestContext, name: str, names: Iterable[str], table_rows: Sequence[Row]
) -> Row:
    shown = list(names)
    language = context.language
    return {
        "name": name,
        "columns": [(column, column_name(language, column)) for column in shown],
        "numeric": {
            column
            for column in shown
            if any(
                isinstance(row[column], int | float) and not isinstance(row[column], bool)
                for row in table_rows
            )
        },
        "rows": [[cell(language, column, row[column]) for column in shown] for row in table_rows],
    }
