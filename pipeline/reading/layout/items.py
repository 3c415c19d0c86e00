"""List markers: alone on their lines, or at the beginning of an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.layout.pairs import DASHES, INDENT, Pair
from pipeline.reading.lines import Row
from pipeline.reading.markers import (
    counts_on,
    is_bullet,
    is_cited_on,
    is_number_due,
    is_numbered_question,
    list_marker,
)

_LONE = re.compile(r"(?P<number>\d{1,3})[.)]|(?P<letter>[a-z])[.)]|(?P<both>\d{1,3}[a-z])[.)]?")
"""A list marker that is all of its line: "1.", "b)", "2c"."""
_LONGEST = len("100a.")
_CITING = 3  # lines: brackets hold no more


def with_markers(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, each list marker alone on its line joined to the first line of its item.

    Example: "1." / "Kunt u dat toelichten?" → "1. Kunt u dat toelichten?"
    Why not "77.": a number that follows no other ends a sentence.
    """
    kept: list[Row] = []
    number, letter = 0, ""
    open_marker = False
    for row in rows:
        line = row.lines[0]
        if open_marker and _belongs(line.text, line.blanks, kept[-1].page == row.page):
            kept[-1].lines[0].append(line)
            open_marker = False
            continue
        match = _LONE.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        due = match is not None and bool(kept) and is_number_due(kept[-1].text, line.text)
        open_marker = match is not None and not due and _follows(match, number, letter)
        if match and open_marker:
            digits = match["number"] or (match["both"] or "")[:-1]
            letter = match["letter"] or (match["both"] or "")[-1:]
            number = int(digits) if digits else number
        kept.append(row)
    return kept


def _belongs(text: str, blanks: int, same_page: bool) -> bool:  # noqa: FBT001
    """Return True if a line below a lone marker is the item's first."""
    return same_page and not blanks and not list_marker(f"{text} ")


def _follows(match: re.Match[str], number: int, letter: str) -> bool:
    """Return True if a marker is the first of a list, or the next."""
    if match["number"]:
        return int(match["number"]) in {1, number + 1}
    if match["letter"]:
        return match["letter"] == "a" or ord(match["letter"]) - 1 == ord(letter or " ")
    return int(match["both"][:-1]) in {1, number, number + 1}


def begins_item(pair: Pair) -> bool | None:
    """Begin at a list marker where a sentence may begin, or below one of its kind.

    A dash at the beginning of a line can also be one in a sentence.
    """
    if pair.ended and is_numbered_question(pair.line.text):
        return True
    marker = list_marker(pair.line.text)
    if not marker:
        return None
    if pair.measured:
        return _placed_item(pair, marker)
    if not (pair.ended or pair.space or pair.fits):
        return None
    return pair.ended or pair.space or pair.stub or not pair.line.text.startswith(DASHES)


def _placed_item(pair: Pair, marker: str) -> bool | None:
    """Decide about a line with a list marker by its place below the item above."""
    places = pair.places
    if not places or is_number_due(pair.above.text, pair.line.text):
        return None
    above, below = places
    first = pair.paragraph[0]
    marker_above = list_marker(first.text)
    near = first.place is not None and abs(first.place.x0 - below.x0) < 1
    sibling = marker_above[:1] == marker[0] and near
    sure = pair.ended or counts_on(marker_above, marker) or is_bullet(pair.line.text)
    if not sure and _inside_sentence(pair, sibling=sibling):
        return None
    set_in = abs(above.x0 - below.x0) > INDENT * below.size
    apart = pair.fits or bool(pair.line.indent) or set_in
    if sibling or is_bullet(pair.line.text) or (pair.ended and apart):
        return True
    free = pair.fits or pair.above.text.endswith(",")
    return True if free and (marker not in DASHES or pair.line.indent) else None


def _inside_sentence(pair: Pair, *, sibling: bool) -> bool:
    """Return True if a line with a list marker is in the middle of a citation or of brackets.

    A bracket can have been forgotten above a ``sibling``, a line that begins as the item above it.
    """
    words = " ".join(line.text for line in pair.paragraph[-_CITING:])
    open_bracket = words.rfind("(") > words.rfind(")")
    closes = 0 <= pair.line.text.find(")") < (pair.line.text + "(").find("(")
    if open_bracket and (closes or not sibling):
        return True
    return not sibling and not pair.fits and is_cited_on(pair.above.text, pair.line.text)
