"""Footnote areas: the lines at the foot of a page, or at the end of a file, that hold notes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.reading.layout.columns import Column
from pipeline.reading.layout.page_furniture import is_bare_number
from pipeline.reading.lines import Line, Row
from pipeline.reading.markers import is_heading, is_office

_START = re.compile(
    r"(?:\[(?P<bracket>\d{1,3})\]|\((?P<wrapped>\d{1,2}|\*{1,3})\)"
    r"|(?P<plain>\d{1,3})|(?P<star>\*{1,3}))"
    r"(?:(?P<point>[.)]?)\s+(?![-–] )(?=\S)|(?=[A-ZÀ-Ý«“‘(]|https?:|www\.|[\w-]{1,30}\.nl/))"
)
"""The number at the start of a note.

Examples: "1 NRC", "[1] NRC", "1) NRC", "(1) NRC", "* NRC", "(*) NRC"; directly before a capital, a
quotation mark or an address: "1NRC", "2https://".

Seen in: ah-tk-20242025-548
"""
_SMALL = 0.93  # of the text's size: footnotes are smaller
_LONGEST_AREA = 50  # lines
_LONGEST_NOTE = 8  # lines
_GAP = 3  # numbers that can be missing between notes typed at the end of a file


@dataclass(frozen=True, slots=True)
class NoteStart:
    """The number that may begin a note at the start of a line: ``text[:end]``."""

    label: str
    end: int
    glued: bool = False
    punctuated: bool = False

    @property
    def number(self) -> int:
        """Return the label as a number, for stars how many they are."""
        return int(self.label) if self.label.isdecimal() else len(self.label)


def note_start(line: Line) -> NoteStart | None:
    """Return the number at the start of a line in the form of a note, None if there is none."""
    for kind, start, end, *_ in line.spans:
        if kind == "raised" and start == 0:
            return _raised_start(line.text, end)
    match = _START.match(line.text) if line.text[:1] in "[(*0123456789" else None
    if match is None:
        return None
    by_hand = match["wrapped"] or match["star"]
    label = by_hand or match["bracket"] or match["plain"]
    glued = match["plain"] is not None and match["point"] is None
    return NoteStart(label, match.end(), glued, bool(match["point"] or by_hand))


def _raised_start(text: str, end: int) -> NoteStart | None:
    """Return the number that is raised up to ``end``, None without words behind it."""
    label = text[:end].strip()
    return NoteStart(label, end) if label.isdecimal() and len(text) > end else None


def end_of_area(lines: Sequence[Line], index: int, start: NoteStart, *, footed: bool) -> int:
    """Return the end of the area that begins at ``index``, 0 for none: its numbers count up.

    ``footed`` is true if pages have footers; without them, one page may be a file without pages.
    """
    end = _end_of_page(lines, index)
    only_page = end == len(lines) and lines[index].page == 1 and not footed
    if lines[index].stated or end - index > _LONGEST_AREA or only_page:
        return 0
    number, since = start.number, 0
    for line in lines[index + 1 : end]:
        begins = number_of(line) == number + 1
        number, since = number + begins, 0 if begins else since + 1
        if is_heading(line.text) or is_bare_number(line.text) or since > _LONGEST_NOTE:
            return 0
    return end


def _end_of_page(lines: Sequence[Line], index: int) -> int:
    """Return the index after the last line of a page, or one beyond the longest area."""
    end = index + 1
    while (
        end < len(lines) and lines[end].page == lines[index].page and end <= index + _LONGEST_AREA
    ):
        end += 1
    return end


def number_of(line: Line) -> int:
    """Return the number at the start of a line in the form of a note, 0 if there is none."""
    start = note_start(line)
    return start.number if start else 0


def typed_area(lines: Sequence[Line]) -> int:
    """Return the index of the first note typed at the end of a file, -1 if there are none.

    Examples: "1) Pointer, 17 november 2024" / "2) Kamerstuk 33047, nr. 25"; "*Telegraaf, 8 mei".

    Seen in: kv-2024Z18891, ah-tk-20232024-1893; (1) and stars in questions on sites of parties.
    """
    first, last, since = -1, 0, 0
    for index in range(len(lines) - 1, max(-1, len(lines) - _LONGEST_AREA), -1):
        line = lines[index]
        start = note_start(line)
        if start and not start.glued and _precedes(start.number, last):
            first, last, since = index, start.number, 0
        elif _ends_area(line.text) or since > _LONGEST_NOTE or last == 1:
            break
        else:
            since += 1
    return first if 0 < last <= _GAP else -1


def _precedes(number: int, last: int) -> bool:
    """Return True if a note can come before note ``last`` (0: before any)."""
    return number > 0 and (not last or last - _GAP <= number < last)


def _ends_area(text: str) -> bool:
    """Return True for a line that is not part of notes."""
    return is_heading(text) or is_office(text)


def measured_area(
    page: Sequence[Row], column: Column, expects: Callable[[str], bool], *, runs_on: bool
) -> list[Row]:
    """Return the rows of the footnote area of a page whose places are known.

    ``expects`` returns True for a label that can come now. ``runs_on``: the last note began on the
    page before.
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
    """Return True if a row begins a note: with a raised number, or an expected plain one."""
    if row.lines[0].number:
        return True
    start = note_start(row.lines[0])
    return start is not None and expects(start.label)


def _is_rest(row: Row, downwards: Sequence[Row]) -> bool:
    """Return True if a small row without a number is in the lower half and begins no sentence."""
    return row.y < downwards[0].y / 2 and not row.text[0].isupper()
