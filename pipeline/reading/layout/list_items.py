"""Rules for list markers that begin an item."""

from pipeline.reading.layout.line_pairs import DASHES, INDENT, Pair
from pipeline.reading.markers import (
    is_bullet,
    is_numbered_question,
    list_marker,
)

_LONGEST_MARKER = len("100a.")
_CITING = 3  # lines: brackets hold no more


def begins_item(pair: Pair) -> bool | None:
    """Begin at a list marker where a sentence may begin; a dash can also be one in a sentence."""
    text = pair.line.text
    if _is_lone_marker(text) or (pair.ended and is_numbered_question(text)):
        return True
    if _is_below_lone_marker(pair):
        return False
    marker = list_marker(text)
    if not marker:
        return None
    return _placed_item(pair, marker) if pair.measured else _printed_item(pair)


def _is_below_lone_marker(pair: Pair) -> bool:
    """Return True for the first line of an item whose marker is on a line of its own."""
    alone = len(pair.paragraph) == 1 and not pair.line.blanks
    return alone and _is_lone_marker(pair.above.text)


def _printed_item(pair: Pair) -> bool | None:
    """Decide about a line with a list marker in a text file."""
    if not (pair.ended or pair.space or pair.fits):
        return None
    return pair.ended or pair.space or pair.stub or not pair.line.text.startswith(DASHES)


def _is_lone_marker(text: str) -> bool:
    """Return True if a line is only a list marker, as some extractions leave it: "1."."""
    return len(text) <= _LONGEST_MARKER and text[-1] in ".)" and list_marker(f"{text} ") == text


def _placed_item(pair: Pair, marker: str) -> bool | None:
    """Decide about a line with a list marker by its place below the item above."""
    places = pair.places
    if not places:
        return None
    above, below = places
    first = pair.paragraph[0]
    marker_above = list_marker(first.text)
    near = first.place is not None and abs(first.place.x0 - below.x0) < 1
    sibling = near and marker_above[-1:] == marker[-1]
    bullet = is_bullet(pair.line.text)
    if not (pair.ended or bullet) and _inside_brackets(pair, sibling=sibling):
        return None
    if sibling or bullet:
        return True
    return _stands_apart(pair, marker, set_in=abs(above.x0 - below.x0) > INDENT * below.size)


def _stands_apart(pair: Pair, marker: str, *, set_in: bool) -> bool | None:
    """Begin at a list marker that its place separates from the sentence above."""
    room = pair.fits or bool(pair.line.indent)
    if pair.ended and (room or set_in):
        return True
    free = pair.fits or pair.above.text.endswith(",")
    return True if free and (marker not in DASHES or pair.line.indent) else None


def _inside_brackets(pair: Pair, *, sibling: bool) -> bool:
    """Return True if a line with a list marker is in the middle of brackets.

    A ``sibling`` is a line that begins like the item above it: there the bracket may never have
    been closed.
    """
    words = " ".join(line.text for line in pair.paragraph[-_CITING:])
    open_bracket = words.rfind("(") > words.rfind(")")
    rest = pair.line.text.partition(" ")[2]
    closes = 0 <= rest.find(")") < f"{rest}(".find("(")
    return open_bracket and (closes or not sibling)
