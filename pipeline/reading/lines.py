"""Lines of a page with the features that their format knows, and their joining into text.

Every format becomes ``Row``s of ``Line``s; a feature that a format does not know stays ``None`` or
empty, and the rules of ``pipeline.reading.layout`` only use the known ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import itemgetter

from pipeline.reading.document import BlockKind, EmphasisKind
from pipeline.reading.document_assembly import TextRun
from pipeline.reading.hyphenation import Joiner


@dataclass(slots=True)
class Place:
    """Position and type of a line in points from the lower left; ``y`` is its baseline."""

    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """The block that a line is by its own mark-up; such a line is not joined with others."""

    kind: BlockKind = "paragraph"
    role: str = ""
    level: int = 1
    label: str = ""


@dataclass(slots=True)
class Line:
    """The words of one line, or of one cell of a table row, without white space at both ends.

    ``blanks`` counts the blank lines above it; ``indent`` is the distance between its list marker
    and its words (points) or before it (characters). ``heading`` is the depth that a mark-up gives
    it (0 = none). ``number`` is a raised number at its start, as notes have. ``counted`` is the
    length of its opening with the next number of a series. ``resumes``: footnotes or a footer were
    above it, so it may continue the line before them. ``emphases`` are (kind, from, to), ``links``
    (from, to, target), ``marks`` (column, label, index of the note) and ``raised`` (from, to)
    within ``text``: digits set higher than their line.
    """

    text: str
    page: int = 1
    blanks: int = 0
    indent: int = 0
    heading: int = 0
    resumes: bool = False
    counted: int = 0
    number: str = ""
    place: Place | None = None
    stated: Stated | None = None
    emphases: list[tuple[EmphasisKind, int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    marks: list[tuple[int, str, int | None]] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)

    def append(self, other: Line, space: str = " ") -> None:
        """Append the words of another line, with their marks, links and emphasis."""
        shift = len(self.text) + len(space)
        self.text += f"{space}{other.text}"
        self._attach(other, shift)

    def prepend(self, words: str) -> None:
        """Put words before the line and shift its marks, links and emphasis."""
        shifted = Line(f"{words}{self.text}")
        shifted._attach(self, len(words))
        self.text, self.emphases, self.links = shifted.text, shifted.emphases, shifted.links
        self.marks, self.raised = shifted.marks, shifted.raised

    def _attach(self, other: Line, shift: int) -> None:
        self.emphases += [(kind, shift + a, shift + b) for kind, a, b in other.emphases]
        self.links += [(shift + a, shift + b, target) for a, b, target in other.links]
        self.marks += [(shift + column, label, note) for column, label, note in other.marks]
        self.raised += [(shift + a, shift + b) for a, b in other.raised]

    def part(self, start: int, end: int) -> Line:
        """Return ``text[start:end]`` as a line, with its marks, links and emphasis."""
        line = Line(self.text, self.page, self.blanks)
        line._attach(self, 0)
        line.marks = [mark for mark in line.marks if start <= mark[0] <= end]
        line.cut_all([(0, start), (end, len(self.text))])
        return line

    def cut(self, start: int, end: int) -> None:
        """Remove ``text[start:end]`` and shift the attached offsets after it."""
        self.cut_all([(start, end)])

    def cut_all(self, spans: Sequence[tuple[int, int]]) -> None:
        """Remove several half-open spans, given in order."""
        ends = [0, *(end for _, end in spans)]
        starts = [*(start for start, _ in spans), len(self.text)]
        gone = [0, *accumulate(end - start for start, end in spans)]
        self.text = "".join(self.text[end:start] for end, start in zip(ends, starts, strict=True))

        def moved(column: int) -> int:
            before = bisect_right(starts, column, hi=len(spans))  # cuts that begin at or before it
            if before == 0 or column >= ends[before]:
                return column - gone[before]
            return starts[before - 1] - gone[before - 1]

        emphases = ((kind, moved(first), moved(last)) for kind, first, last in self.emphases)
        self.emphases = [each for each in emphases if each[1] < each[2]]
        links = ((moved(first), moved(last), target) for first, last, target in self.links)
        self.links = [each for each in links if each[0] < each[1]]
        self.marks = [(moved(column), label, note) for column, label, note in self.marks]
        raised = ((moved(first), moved(last)) for first, last in self.raised)
        self.raised = [each for each in raised if each[0] < each[1]]


@dataclass(slots=True)
class Row:
    """The lines on one baseline, left to right; ``whole`` is the line that was split into cells."""

    page: int
    lines: list[Line]
    whole: Line | None = None

    @property
    def text(self) -> str:
        """Return all words of the row."""
        lines = self.lines
        return lines[0].text if len(lines) == 1 else " ".join(line.text for line in lines)

    @property
    def y(self) -> float:
        """Return the baseline, 0 if places are unknown."""
        place = self.lines[0].place
        return place.y if place else 0.0

    @property
    def size(self) -> float:
        """Return the size of the row's longest line, 0 if places are unknown."""
        lines = self.lines
        longest = lines[0] if len(lines) == 1 else max(lines, key=lambda line: len(line.text))
        place = longest.place
        return place.size if place else 0.0

    def line(self) -> Line:
        """Return the row as one line: its first line, with the words of the others appended."""
        if self.whole or len(self.lines) == 1:
            return self.whole or self.lines[0]
        first, *others = self.lines
        for line in others:
            first.append(line)
            if first.place and line.place:
                first.place.x1 = line.place.x1
                first.place.bold &= line.place.bold
                first.place.italic &= line.place.italic
        self.lines = [first]
        return first


def running(lines: Sequence[Line], joiner: Joiner) -> TextRun:
    """Return the lines of one paragraph as running text, with broken words joined."""
    run = TextRun()
    plain: list[str] = []
    for line, following in zip(lines, (*lines[1:], None), strict=False):
        text = line.text
        drop, gap = joiner.join(text, following.text) if following else (0, "")
        if line.emphases or line.marks or line.links:
            run.add("".join(plain))
            plain = [gap]
            _pour(line, len(text) - drop, run)
        else:
            plain += (text[:-drop] if drop else text, gap)
    run.add("".join(plain))
    return run


def _pour(line: Line, end: int, run: TextRun) -> None:
    """Add ``line.text[:end]`` to ``run``, piece by piece between its marks, emphases and links."""
    marks = deque(sorted(line.marks, key=itemgetter(0)))
    links = deque(sorted(line.links))
    active: Counter[EmphasisKind] = Counter()
    changes = _changes(line)
    for start, stop in pairwise([*(column for column in sorted(changes) if column < end), end]):
        while marks and marks[0][0] <= start:
            run.mark(*marks.popleft()[1:])
        for kind, step in changes[start]:
            active[kind] += step
        kinds = [kind for kind, count in active.items() if count > 0]
        run.add(line.text[start:stop], kinds, _link_at(links, start))
    for _, label, note in marks:
        run.mark(label, note)


def _link_at(links: deque[tuple[int, int, str]], column: int) -> str:
    """Return the target of the link at a column, "" if there is none; drop those before it."""
    while links and links[0][1] <= column:
        links.popleft()
    return links[0][2] if links and links[0][0] <= column else ""


def _changes(line: Line) -> dict[int, list[tuple[EmphasisKind, int]]]:
    """Return the columns where a line's style or links change, and the emphases (+1 or -1)."""
    changes: dict[int, list[tuple[EmphasisKind, int]]] = {0: []}
    for kind, first, last in line.emphases:
        changes.setdefault(first, []).append((kind, 1))
        changes.setdefault(last, []).append((kind, -1))
    for column in _attached_columns(line):
        changes.setdefault(column, [])
    return changes


def _attached_columns(line: Line) -> Iterator[int]:
    for column, _, _ in line.marks:
        yield column
    for first, last, _ in line.links:
        yield from (first, last)
