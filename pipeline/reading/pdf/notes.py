"""Footnotes at the foot of a PDF's pages: smaller lines below the text, each note with its number
in front.

A note can run on at the foot of the next page; its number is raised, or plain. Numbers must go up,
so that a line of a note that happens to begin with a number ("31 augustus 2023") begins none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.reading.lines import Line
from pipeline.reading.markers import list_marker
from pipeline.reading.pdf.layout import Column
from pipeline.reading.pdf.lines import Cell, Row

_NUMBER = re.compile(
    r"(?:\[(?P<bracket>\d{1,3})\]|(?P<plain>\d{1,3})|(?P<star>\*{1,3}))[.)]?\s+(?=\S)"
)
_SMALL = 0.93  # of the text's size: footnotes are smaller


@dataclass(slots=True)
class Note:
    """One note: its number, the page it begins on, its lines without the number."""

    label: str
    page: int
    lines: list[Line] = field(default_factory=list)


class NoteFinder:
    """Takes the notes off the pages of one document, in order."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self.notes: list[Note] = []

    def take(self, page_rows: Sequence[Row]) -> list[Row]:
        """The rows of a page without its notes, which are added to ``notes``."""
        foot = self._foot(page_rows)
        if not foot:
            return list(page_rows)
        for row in sorted(foot, key=lambda row: -row.y):
            cell = row.as_line()
            label = self._label(cell)
            if label:
                self.notes.append(Note(label, row.page))
            self.notes[-1].lines.append(cell.line)
        taken = {id(row) for row in foot}
        return [row for row in page_rows if id(row) not in taken]

    def _foot(self, page_rows: Sequence[Row]) -> list[Row]:
        """The rows of the notes at the foot of a page."""
        downwards = sorted(page_rows, key=lambda row: -row.y)
        first = len(downwards)
        while first and downwards[first - 1].size < _SMALL * self._column.size:
            first -= 1
        foot = downwards[first:]
        if foot and not self._starts(foot[0]) and self._runs_on(foot, page_rows):
            return foot
        while foot and not self._starts(foot[0]):  # small lines above the notes: a table
            foot = foot[1:]
        return foot or self._foot_of_same_size(downwards)

    def _foot_of_same_size(self, downwards: Sequence[Row]) -> list[Row]:
        """Notes set as large as the text: from the row that begins with the page's first mark,
        raised or after a gap.
        """
        marks = {
            label for row in downwards for cell in row.cells for _, label, _ in cell.line.marks
        }
        for index, row in enumerate(downwards):
            cell = row.cells[0]
            if cell.number and cell.number in marks:
                return list(downwards[index:])
            number = _NUMBER.match(cell.text)
            if number and index > len(downwards) / 3 and _value(number) in marks:
                apart = downwards[index - 1].y - row.y > 1.5 * self._column.pitch
                if apart and not list_marker(cell.text):
                    return list(downwards[index:])
        return []

    def _starts(self, row: Row) -> bool:
        """Whether a row begins a note: with a raised number, or with a plain one that may come
        next.
        """
        cell = row.cells[0]
        if cell.number:
            return True
        number = _NUMBER.match(row.text)
        return number is not None and self._next(_value(number))

    def _runs_on(self, foot: Sequence[Row], page_rows: Sequence[Row]) -> bool:
        """Whether small lines without a number are the rest of the last page's last note."""
        row = foot[0]
        known = bool(self.notes) and self.notes[-1].page == row.page - 1
        return (
            known and row.y < max(other.y for other in page_rows) / 2 and not row.text[0].isupper()
        )

    def _label(self, cell: Cell) -> str:
        """The number that a line of the foot begins with, taken off it; empty where the line
        continues a note.
        """
        if cell.number and self._next(cell.number):
            return cell.number
        number = _NUMBER.match(cell.text)
        if number and self._next(_value(number)):
            cell.line.cut(0, number.end())
            return _value(number)
        return ""

    def _next(self, label: str) -> bool:
        """Whether a note with this number can come now: the first, the next, a little later, or 1
        again.
        """
        if not self.notes or not label.isdecimal() or not self.notes[-1].label.isdecimal():
            return not label.isdecimal() or not self.notes or int(label) == 1
        last = int(self.notes[-1].label)
        return int(label) == 1 or last < int(label) <= last + 3


def _value(number: re.Match[str]) -> str:
    return number["bracket"] or number["plain"] or number["star"]


def link(lines: Sequence[Line], notes: Sequence[Note]) -> None:
    """Point every mark at its note: on the same page, else begun on the next, else the last one
    before, else any.
    """
    by_label: dict[str, list[int]] = {}
    for index, note in enumerate(notes):
        by_label.setdefault(note.label, []).append(index)
    for line in lines:
        line.marks = [
            (at, label, _nearest(by_label.get(label, []), notes, line.page))
            for at, label, _ in line.marks
        ]


def _nearest(found: Sequence[int], notes: Sequence[Note], page: int) -> int | None:
    def distance(index: int) -> tuple[int, int]:
        ahead = notes[index].page - page
        return (0, ahead) if ahead in {0, 1} else (1, -ahead) if ahead < 0 else (2, ahead)

    return min(found, key=distance) if found else None
