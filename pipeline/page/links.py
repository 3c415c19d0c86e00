"""The links from rows, and from the values of a table, to pages."""

import re
from urllib.parse import quote

from pipeline.page.paper_names import web_address

ID_COLUMN = re.compile(
    r"(?:\w+_)?(?:publication|question|answer|letter|reference|commitment|minister)_id|cited_in"
)
"""Columns whose values name a paper or a row of one: ``publication_id``, ``asking_question_id``."""
ROW_ID = re.compile(r"(?P<paper>.+)/(?P<place>[a-z]+-\d+)")
"""The id of a row: its paper, whose own id has slashes if it is a file of a folder, and its place.

Example: ``file-2024/brief/question-2``.
"""
ENTITIES = {
    "party": "party",
    "parties": "party",
    "person_id": "person",
    "ministry_id": "ministry",
    "committee": "committee",
    "dossier_number": "dossier",
}
"""The columns with values that have a page of their own, and the kind of that page."""


def page_of(column: str, value: str) -> str | None:
    """Return the path of the page about a value, or None if there is no such page.

    Example: ``question_id``, ``kst-1-B/question-2`` gives ``/letter/kst-1-B#question-2``.
    """
    if not value:
        return None
    if ID_COLUMN.fullmatch(column):
        return letter_path(*paper_and_place(column, value))
    if column in ENTITIES:
        return entity_path(ENTITIES[column], value)
    return None


def paper_and_place(column: str, value: str) -> tuple[str, str]:
    """Return the paper that an id names, and the place of its row, "" for the paper as a whole."""
    row = None if column.endswith("publication_id") else ROW_ID.fullmatch(value)
    return (row["paper"], row["place"]) if row else (value, "")


def letter_path(publication_id: str, place: str = "") -> str:
    """Return the path of the page of a paper, at the place of one of its rows."""
    return f"/letter/{quote(publication_id)}{f'#{quote(place)}' if place else ''}"


def row_path(row_id: str) -> str:
    """Return the path of a row on the page of its paper."""
    return letter_path(*paper_and_place("row_id", row_id))


def entity_path(kind: str, value: str) -> str:
    """Return the path of the page of a party, person, ministry, committee or dossier."""
    return f"/{kind}/{quote(value, safe='')}"


def absolute(base: str, column: str, value: str) -> str | None:
    """Return the absolute address of the page about a value, for files used outside this site."""
    path = page_of(column, value)
    if path is not None:
        return f"{base}{path}"
    return web_address(value) if column.endswith("url") else None
