"""Lines of a page with the features that their format knows, and their joining into text.

Every format becomes ``Row``s of ``Line``s; a feature that a format does not know stays ``None`` or
empty, and the rules of ``pipeline.reading.layout`` only use the known ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.reading.document import BlockKind
from pipeline.reading.document_assembly import Span, TextRun
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
    above it, so it may continue the line before them. ``spans`` are attached to parts of ``text``.
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
    spans: tuple[Span, ...] = ()

    @property
    def marks(self) -> list[Span]:
        """Return the footnote marks."""
        return [span for span in self.spans if span.kind == "mark"]

    def append(self, other: Line, space: str = " ") -> None:
        """Append the words of another line, with what is attached to them."""
        shift = len(self.text) + len(space)
        self.text += f"{space}{other.text}"
        self.spans += tuple(span.moved(shift) for span in other.spans)

    def prepend(self, words: str) -> None:
        """Put words before the line."""
        self.text = f"{words}{self.text}"
        self.spans = tuple(span.moved(len(words)) for span in self.spans)

    def part(self, start: int, end: int) -> Line:
        """Return ``text[start:end]`` as a line, with what is attached to it."""
        spans = (span for span in self.spans if span.start <= end and span.end >= start)
        line = Line(self.text, self.page, self.blanks, spans=tuple(spans))
        line.cut((0, start), (end, len(self.text)))
        return line

    def cut(self, *spans: tuple[int, int]) -> None:
        """Remove half-open spans, given in order, and shift the attached offsets after them."""
        ends = [0, *(end for _, end in spans)]
        starts = [*(start for start, _ in spans), len(self.text)]
        gone = [0, *accumulate(end - start for start, end in spans)]
        self.text = "".join(self.text[end:start] for end, start in zip(ends, starts, strict=True))

        def moved(column: int) -> int:
            before = bisect_right(starts, column, hi=len(spans))  # cuts that begin at or before it
            if before == 0 or column >= ends[before]:
                return column - gone[before]
            return starts[before - 1] - gone[before - 1]

        moved_spans = (
            span._replace(start=moved(span.start), end=moved(span.end)) for span in self.spans
        )
        self.spans = tuple(
            span for span in moved_spans if span.kind == "mark" or span.start < span.end
        )


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
        drop, gap = joiner.join(line.text, following.text) if following else (0, "")
        text = line.text[:-drop] if drop else line.text
        if line.spans:
            run.add("".join(plain))
            plain = [gap]
            run.take(text, line.spans)
        else:
            plain += (text, gap)
    run.add("".join(plain))
    return run
