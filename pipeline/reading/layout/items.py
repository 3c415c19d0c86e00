"""List markers that begin an item."""

from __future__ import annotations

from pipeline.reading.layout.pairs import DASHES, INDENT, Pair
from pipeline.reading.markers import (
    counts_on,
    is_bullet,
    is_cited_on,
    is_number_due,
    is_numbered_question,
    list_marker,
)

_LONGEST_MARKER = len("100a.")
_CITING = 3  # lines: brackets hold no more


def begins_item(pair: Pair) -> bool | None:
    """Begin at a list marker where a sentence may begin, or below one of its kind.

    A dash at the beginning of a line can also be one in a sentence.
    """
    lone = _is_lone_marker(pair.line.text)
    if lone or (pair.ended and is_numbered_question(pair.line.text)):
        return True
    if len(pair.paragraph) == 1 and _is_lone_marker(pair.above.text) and not pair.line.blanks:
        return False
    marker = list_marker(pair.line.text)
    if not marker:
        return None
    if pair.measured:
        return _placed_item(pair, marker)
    if not (pair.ended or pair.space or pair.fits):
        return None
    return pair.ended or pair.space or pair.stub or not pair.line.text.startswith(DASHES)


def _is_lone_marker(text: str) -> bool:
    """Return True if a list marker is all of its line, as some extractions leave it: "1."."""
    return len(text) <= _LONGEST_MARKER and text[-1] in ".)" and list_marker(f"{text} ") == text


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
