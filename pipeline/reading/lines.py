"""One line of a page or a text file, before paragraphs are known, and the joining of lines into
running text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from pipeline.reading.builder import Flow
from pipeline.reading.document import EmphasisKind
from pipeline.reading.hyphenation import Joiner


@dataclass(slots=True)
class Line:
    """The words of one printed line, without its white space at both ends.

    ``blanks`` counts the blank lines above it, ``indent`` the room between its list marker and its
    words (points) or before it (spaces). ``heading`` is the depth a mark-up gives it (0 = none),
    ``is_row`` says that it is a row of a table. ``resumes`` says that footnotes or a page's foot
    stood above it, so that it may run on from the line before them. ``emphases`` are (kind, from,
    to) and ``marks`` (column, label, index of the note) within ``text``.
    """

    text: str
    page: int = 1
    blanks: int = 0
    indent: int = 0
    heading: int = 0
    resumes: bool = False
    is_row: bool = False
    emphases: list[tuple[EmphasisKind, int, int]] = field(default_factory=list)
    marks: list[tuple[int, str, int | None]] = field(default_factory=list)

    def append(self, other: Line) -> None:
        """Put the words of another line behind these, with their emphases and marks."""
        shift = len(self.text) + 1
        self.text += f" {other.text}"
        self.emphases += [
            (kind, shift + first, shift + last) for kind, first, last in other.emphases
        ]
        self.marks += [(shift + column, label, note) for column, label, note in other.marks]

    def cut(self, start: int, end: int) -> None:
        """Take ``text[start:end]`` out; what stood behind it moves up."""
        self.cut_all([(start, end)])

    def cut_all(self, spans: Sequence[tuple[int, int]]) -> None:
        """Take several stretches out, given in order."""
        ends = [0, *(end for _, end in spans)]
        starts = [*(start for start, _ in spans), len(self.text)]
        gone = [0, *accumulate(end - start for start, end in spans)]
        self.text = "".join(self.text[end:start] for end, start in zip(ends, starts, strict=True))

        def moved(column: int) -> int:
            place = bisect_right(
                starts, column, hi=len(spans)
            )  # stretches that begin at or before the column
            return (
                column - gone[place]
                if place == 0 or column >= ends[place]
                else starts[place - 1] - gone[place - 1]
            )

        self.emphases = [
            (kind, moved(first), moved(last))
            for kind, first, last in self.emphases
            if moved(first) < moved(last)
        ]
        self.marks = [(moved(column), label, note) for column, label, note in self.marks]


def running(lines: Sequence[Line], joiner: Joiner) -> Flow:
    """The lines of one paragraph as running text."""
    flow = Flow()
    for index, line in enumerate(lines):
        drop, gap = (
            joiner.join(line.text, lines[index + 1].text) if index + 1 < len(lines) else (0, "")
        )
        _pour(line, len(line.text) - drop, flow)
        if gap:
            flow.space()
    return flow


def _pour(line: Line, end: int, flow: Flow) -> None:
    """Add ``line.text[:end]`` to ``flow``, piece by piece between its marks and changes of
    emphasis.
    """
    if not line.emphases and not line.marks:
        flow.add(line.text[:end])
        return
    changes: dict[int, list[tuple[EmphasisKind, int]]] = {0: []}
    for kind, first, last in line.emphases:
        changes.setdefault(first, []).append((kind, 1))
        changes.setdefault(last, []).append((kind, -1))
    for column, _, _ in line.marks:
        changes.setdefault(column, [])
    columns = sorted(column for column in changes if column < end)
    pending = deque(sorted(line.marks, key=_column))
    active: Counter[EmphasisKind] = Counter()
    for start, stop in pairwise([*columns, end]):
        while pending and pending[0][0] <= start:
            _, label, note = pending.popleft()
            flow.mark(label, note)
        for kind, step in changes[start]:
            active[kind] += step
        flow.add(line.text[start:stop], [kind for kind in active if active[kind] > 0])
    for _, label, note in pending:
        flow.mark(label, note)


def _column(mark: tuple[int, str, int | None]) -> int:
    return mark[0]
