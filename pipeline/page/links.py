"""The links from the values of a table to pages, by the name of the column."""

import re
from urllib.parse import quote

from pipeline.page.paper_names import web_address

ID_COLUMN = re.compile(
    r"(?:\w+_)?(?:publication|question|answer|letter|reference|commitment|minister)_id"
)
"""Columns whose values name a paper or a row of one: ``publication_id``, ``asking_question_id``."""
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
        publication, _, place = value.partition("/")
        return f"/letter/{quote(publication)}{f'#{quote(place)}' if place else ''}"
    if column in ENTITIES:
        return entity_path(ENTITIES[column], value)
    return None


def entity_path(kind: str, value: str) -> str:
    """Return the path of the page of a party, person, ministry, committee or dossier."""
    return f"/{kind}/{quote(value, safe='')}"


def absolute(base: str, column: str, value: str) -> str | None:
    """Return the absolute address of the page about a value, for files used outside this site."""
    path = page_of(column, value)
    if path is not None:
        return f"{base}{path}"
    return web_address(value) if column.endswith("url") else None
