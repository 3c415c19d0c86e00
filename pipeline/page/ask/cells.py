"""The cells of a table for readers: names for codes, dates and numbers in their language."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any

from pipeline.identity import printed_dossier
from pipeline.json_encoding import text_of
from pipeline.language import Language
from pipeline.page.links import ID_COLUMN, page_of, paper_and_place
from pipeline.page.paper_names import paper_name, web_address
from pipeline.page.warehouse_rows import Row

GROUPS = {
    "kind": ("kind", "reference_kind"),
    "what": ("letter_kind", "coverage"),
    "states": ("coverage",),
    "relation": ("relation",),
    "series": ("series",),
}
"""The columns with codes, and their lists of names for the codes."""
SHARE = "_share"
SHORT, NARROW, NAME = 60, 24, 30
"""Most characters of a text for a column, for a third of a phone, and of a link on one line.

Why: in a third of a phone "Volkshuisvesting" was broken within the word.
"""


def cell(language: Language, column: str, value: object) -> Row:
    """Return the text of a cell, its link, and its style."""
    shown = _shown(language, column, value)
    links = [
        {"text": _called(language, column, item), "path": path}
        for item in (value if isinstance(value, list) else [value])
        if isinstance(item, str) and (path := page_of(column, item))
    ]
    address = web_address(value) if isinstance(value, str) and column.endswith("url") else None
    return {
        "text": shown,
        "links": links,
        "address": address,
        "style": _style(value, shown, linked=bool(links)),
    }


def _style(value: object, shown: str, *, linked: bool) -> str:
    """Return the class of a cell: *n* (number), *day*, *name*, *long*, *medium*, or none."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return "n"
    if isinstance(value, date):
        return "day"
    if linked:
        return "name" if len(shown) <= NAME else ""
    return "long" if len(shown) > SHORT else "medium" if len(shown) > NARROW else ""


def column_name(language: Language, column: str) -> str:
    """Return the heading of a column: our translation, or its name with spaces."""
    return language.messages.get(f"column.{column}", column.replace("_", " "))


def _shown(language: Language, column: str, value: object) -> str:
    if value is None:
        return ""
    writer = next(write for kind, write in WRITERS if isinstance(value, kind))
    return writer(language, column, value)


def _number(language: Language, column: str, value: float) -> str:
    if column.endswith(SHARE):
        return f"{language.number(value * 100)}%"
    return language.number(value, 0 if value == int(value) else 1)


def _word(language: Language, column: str, value: str) -> str:
    """Return our translation of a code, or the code."""
    for group in GROUPS.get(column, ()):
        if (name := f"{group}.{value}") in language.messages:
            return language.messages[name]
    return value


def _called(language: Language, column: str, value: str) -> str:
    """Return the text of a linked value: ``36 867, C`` for ``kst-36867-C``."""
    if column == "dossier_number":
        return printed_dossier(value)
    if not ID_COLUMN.fullmatch(column):
        return value
    publication, place = paper_and_place(column, value)
    kind, _, number = place.rpartition("-")
    row = language.messages.get(f"row.{kind}", kind)
    return f"{paper_name(publication)}{f' · {row} {number}' if kind else ''}"


WRITERS: Sequence[tuple[type | UnionType, Callable[[Language, str, Any], str]]] = (
    (bool, lambda language, _, value: language.translate("ask.yes" if value else "ask.no")),
    (int, lambda language, _, value: language.number(value)),
    (float | Decimal, lambda language, column, value: _number(language, column, float(value))),
    (datetime, lambda language, _, value: language.moment(value)),
    (date, lambda language, _, value: language.short_day(value)),
    (
        list,
        lambda language, column, value: ", ".join(
            _word(language, column, text_of(one)) for one in value if one is not None
        ),
    ),
    (object, lambda language, column, value: _word(language, column, text_of(value))),
)
"""The function that writes a value, by type; the first type that fits is used."""
