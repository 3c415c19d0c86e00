"""Footnote areas: the lines at the foot of a page, or at the end of a file, that hold notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.reading.layout.columns import Column
from pipeline.reading.layout.furniture import is_bare_number
from pipeline.reading.lines import Line, Row
from pipeline.reading.markers import is_heading, is_office

_START = re.compile(
    r"(?:\[(?P<bracket>\d{1,3})\]|(?P<plain>\d{1,3})|(?P<star>\*{1,3}))"
    r"(?:(?P<point>[.)]?)\s+(?![-–] )(?=\S)|(?=[A-ZÀ-Ý«“‘(]|https?:|www\.|[\w-]{1,30}\.nl/))"
)
"""The number that begins a note: "1 NRC", "[1] NRC", "1) NRC", "* NRC"; glued to a capital, a
quotation mark or an address: "1NRC", "2https://". Seen in: ah-tk-20242025-548
"""
_SMALL = 0.93  # of the text's size: footnotes are smaller
_LONGEST_AREA = 50  # lines
_LONGEST_NOTE = 8  # lines
_GAP = 3  # numbers that can be missing between notes typed at the end of a file


@dataclass(frozen=True, slots=True)
class NoteStart:
    """The number that a line may begin a note with: ``text[:end]``."""

    label: str
    end: int
    glued: bool = False
    punctuated: bool = False

    @property
    def number(self) -> int:
        """The label as a number, 0 for a star."""
        return int(self.label) if self.label.isdecimal() else 0


def note_start(line: Line) -> NoteStart | None:
    """Return the number with which a line begins as notes do, None if there is none."""
    if line.raised and line.raised[0][0] == 0:
        end = line.raised[0][1]
        label = line.text[:end].strip()
        return NoteStart(label, end) if label.isdecimal() and len(line.text) > end else None
    match = _START.match(line.text) if line.text[:1] in "[*0123456789" else None
    if match is None:
        return None
    label = match["bracket"] or match["plain"] or match["star"]
    glued = match["bracket"] is None and match["point"] is None
    punctuated = bool(match["point"]) or match["star"] is not None
    return NoteStart(label, match.end(), glued, punctuated)


def end_of_area(lines: Sequence[Line], index: int, start: NoteStart) -> int:
    """Return the end of the footnote area that begins at ``index``: the end of its page; 0 if there
    is none.

    A footnote area runs to the end of its page, and its numbers count up.
    """
    page = lines[index].page
    end = next(
        (
            place
            for place in range(index + 1, min(len(lines), index + _LONGEST_AREA + 2))
            if lines[place].page != page
        ),
        len(lines),
    )
    if lines[index].stated or end - index > _LONGEST_AREA or (end == len(lines) and page == 1):
        return 0
    number, since = start.number, 0
    for line in lines[index + 1 : end]:
        below = note_start(line)
        begins = below is not None and below.number == number + 1
        number, since = number + begins, 0 if begins else since + 1
        if is_heading(line.text) or is_bare_number(line.text) or since > _LONGEST_NOTE:
            return 0
    return end


def typed_area(lines: Sequence[Line]) -> int:
    """Return the index of the first of the notes that were typed at the end of a file, -1 if there
    are none.

    Example: "1) Pointer, 17 november 2024" / "2) Kamerstuk 33047, nr. 25".
    Seen in: kv-2024Z18891, ah-tk-20232024-1893
    """
    first, last, since = -1, 0, 0
    for index in range(len(lines) - 1, max(-1, len(lines) - _LONGEST_AREA), -1):
        line = lines[index]
        start = note_start(line)
        hand_typed = start is not None and not start.glued and start.number > 0
        if start and hand_typed and (not last or last - _GAP <= start.number < last):
            first, last, since = index, start.number, 0
        elif is_heading(line.text) or is_office(line.text) or since > _LONGEST_NOTE or last == 1:
            break
        else:
            since += 1
    return first if 0 < last <= _GAP else -1


def measured_area(
    page: Sequence[Row], column: Column, expects: Callable[[str], bool], *, runs_on: bool
) -> list[Row]:
    """Return the rows of the footnote area of a page whose places are known.

    ``expects``: a note with this label can come now. ``runs_on``: the last note began on the page
    before.
    """
    downwards = sorted(page, key=attrgetter("y"), reverse=True)
    first = len(downwards)
    while first and downwards[first - 1].size < _SMALL * column.size:
        first -= 1
    area = downwards[first:]
    if area and not _starts(area[0], expects) and runs_on and _is_rest(area[0], downwards):
        return area
    while area and not _starts(area[0], expects):  # small lines above the notes: a table
        area = area[1:]
    return area


def _starts(row: Row, expects: Callable[[str], bool]) -> bool:
    """Return True if a row begins a note: with a raised number, or a plain one that may come
    next.
    """
    if row.lines[0].number:
        return True
    start = note_start(row.lines[0])
    return start is not None and expects(start.label)


def _is_rest(row: Row, downwards: Sequence[Row]) -> bool:
    """Return True if a small row without a number is in the lower half and begins no sentence."""
    return row.y < downwards[0].y / 2 and not row.text[0].isupper()
