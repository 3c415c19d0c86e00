"""The column of references beside a ministry's letter, in a text file that kept the layout of its
pages.

It stands to the right of everything else: address and telephone number of the department,
references, enclosures. On its first page it is set before the letter, on the others it repeats
itself and goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.reading.lines import Line

_RETURN_ADDRESS = "Retouradres"
_HEAD = 45  # lines of the first page among which a ministry prints its return address
_RIGHT = 60  # characters: the letter itself is wider than this
_LINES = 5  # lines that begin in one place: fewer are no column
_GAP = re.compile(r"(?<! ) {2,}+(?=\S)")
_LONGEST = 80  # characters of one line of the column


def beside_first(lines: Sequence[Line]) -> list[Line]:
    """The lines of a file, those of the column of references apart and before the letter."""
    top = next(
        (index for index, line in enumerate(lines[:_HEAD]) if _RETURN_ADDRESS in line.text), None
    )
    left = None if top is None else _left_edge(lines[top:])
    if left is None:
        return list(lines)
    beside: list[Line] = []
    letter: list[Line] = []
    known: set[str] = set()
    for line in lines:
        first = line.page == lines[0].page
        cut = _cut(line, left) if first else _known_from(line, known)
        if cut is not None and first:
            beside.append(Line(line.text[cut:], line.page, blanks=1))
            known.add(line.text[cut:])
        if cut is not None:
            line.text = line.text[:cut].rstrip()
        if line.text:
            letter.append(line)
    return beside + letter


def _left_edge(lines: Sequence[Line]) -> int | None:
    """Where the column begins, in characters; None where there is none, or where any line of the
    letter reaches into it.
    """
    page = [
        line for line in lines if line.page == lines[0].page
    ]  # above the return address stands the department's name
    starts = Counter(start for line in page for start in _starts(line) if start > _RIGHT)
    left = min((start for start, count in starts.items() if count >= _LINES), default=None)
    if left is None or any(
        _cut(line, left) is None and line.indent + len(line.text) > left for line in page
    ):
        return None
    return left


def _starts(line: Line) -> list[int]:
    """Where on a line words begin behind a gap, or at its beginning."""
    return [line.indent, *(line.indent + gap.end() for gap in _GAP.finditer(line.text))]


def _cut(line: Line, left: int) -> int | None:
    """How many characters of a line stand before the column that begins at ``left``; None where all
    do.
    """
    start = next((start for start in _starts(line) if start >= left), None)
    return None if start is None else start - line.indent


def _known_from(line: Line, known: set[str]) -> int | None:
    """How many characters of a line stand before words of the column as the first page has it; None
    where none follow.
    """
    places = (start - line.indent for start in _starts(line))
    return next(
        (
            place
            for place in places
            if len(line.text) - place < _LONGEST and line.text[place:] in known
        ),
        None,
    )
