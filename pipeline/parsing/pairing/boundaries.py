"""Segment boundaries in a reply: headings, repeated questions, signatures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.parsing.language.speech import closes, greetings, introduces, members_speak
from pipeline.parsing.outline.line import Line
from pipeline.parsing.outline.signatures import signed_below
from pipeline.parsing.pairing import Repeat
from pipeline.parsing.pairing.alignment import Quote
from pipeline.reading.document import Document

ANNOUNCING = {"party", "question", "answer", "number", "notice", "aside", "signature"}
NUMBERED = {"item", "number"}
"""Kinds of numbered lines, which can head the answer to the question with that number."""
WITHOUT_LINE = {"quote", "closing"}
"""Kinds of boundaries that cover a whole paragraph and open nothing."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Kinds of boundaries that a reading uses besides headings.

    ``numbers`` are bare numbers, which may also be cells of a table; ``items`` are numbered items,
    each the answer to the question with its number.
    """

    numbers: bool
    items: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """Span ``text[start:end]`` that is not part of an answer: a heading, a repeat, a signature."""

    kind: str
    start: int
    end: int
    line: Line | None = None
    repeat: Repeat | None = None


def boundaries(
    document: Document,
    lines: Sequence[Line],
    repeats: Sequence[Repeat],
    quotes: Sequence[Quote],
    marks: Marks,
) -> list[Boundary]:
    """Return everything that ends or begins an answer, in order.

    A heading inside a repeat is part of the repeat.
    """
    greeted = greetings(document.text, lines[0].start, lines[-1].end) if lines else []
    parents = {repeat.start: repeat.question.parent for repeat in repeats if repeat.question.parent}
    covered = sorted(
        [(one.start, one.end) for one in repeats] + [(one.start, one.end) for one in quotes]
    )
    reply = _Reply(document, lines, marks, covered, parents, greeted)
    found = [
        *(Boundary("repeat", repeat.start, repeat.end, repeat=repeat) for repeat in repeats),
        *(Boundary("quote", quote.start, quote.end) for quote in quotes),
        *(Boundary("closing", place, place) for place in greeted),
        *reply.boundaries(),
    ]
    return sorted(found, key=lambda one: (one.start, one.kind != "question", one.end))


@dataclass(frozen=True, slots=True)
class _Reply:
    """Lines of a reply, with what the boundary of a line depends on.

    ``covered`` are the spans of repeats and quotes, ``parents`` the numbers of the questions of
    which a sub-question is repeated, by the offset of that repeat, and ``greeted`` the offsets of
    greetings.
    """

    document: Document
    lines: Sequence[Line]
    marks: Marks
    covered: Sequence[tuple[int, int]]
    parents: dict[int, str]
    greeted: Sequence[int]

    def boundaries(self) -> Iterable[Boundary]:
        """Yield the boundary that each line outside repeats and quotes is."""
        for index, line in enumerate(self.lines):
            kind = "" if self._is_covered(line) else self._kind(index)
            if kind in WITHOUT_LINE:
                yield Boundary(kind, line.start, line.end)
            elif kind:
                yield Boundary(kind, line.start, line.body, line)

    def _is_covered(self, line: Line) -> bool:
        place = bisect_right(self.covered, (line.start, len(self.document.text))) - 1
        if place < 0:
            return False
        start, end = self.covered[place]
        return line.start == start or line.start < end

    def _kind(self, index: int) -> str:
        """Return the kind of the boundary at a line, empty if the line is part of an answer."""
        line = self.lines[index]
        if self.marks.items and line.kind in NUMBERED and line.labels:
            return "answer"
        if line.kind in ANNOUNCING and (self.marks.numbers or line.kind != "number"):
            return line.kind
        if self._leads_in(line) or self._introduces(index):
            return "quote"
        return "closing" if self._closes(index) else ""

    def _leads_in(self, line: Line) -> bool:
        """Return True for the lead-in of repeated sub-questions, even if it is reworded."""
        parent = self.parents.get(line.end + 1)
        return line.kind == "item" and bool(line.labels) and parent == line.labels[0]

    def _introduces(self, index: int) -> bool:
        """Return True if a paragraph above a repeated question is its party group's introduction.

        Why: a reply repeats the introduction too.
        """
        line, following = self.lines[index], self.lines[index + 1 : index + 2]
        if line.kind != "text" or not following:
            return False
        place = bisect_left(self.covered, (following[0].start, 0))
        if place == len(self.covered) or self.covered[place][0] > following[0].body:
            return False
        text = self.document.text[line.start : line.end]
        return members_speak(text) and introduces(text)

    def _closes(self, index: int) -> bool:
        """Return True for the closing words of a letter: a signature or greeting is right below."""
        line = self.lines[index]
        if line.kind != "text":
            return False
        below = signed_below(self.lines, index) or self._is_greeted_below(index)
        return below and closes(self.document.text[line.start : line.end])

    def _is_greeted_below(self, index: int) -> bool:
        """Return True if the greeting of the letter ("Hoogachtend") follows right below a line."""
        last = self.lines[min(index + 2, len(self.lines) - 1)].end
        return bool(self.greeted) and self.lines[index].end < self.greeted[-1] < last
