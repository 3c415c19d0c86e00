"""Segment boundaries in a reply: headings, repeated questions, signatures."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing.language.speech import closes, greetings, introduces, members_speak
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.outline.signatures import signed_below
from pipeline.parsing.pairing import Repeat
from pipeline.parsing.pairing.alignment import Quote
from pipeline.reading.document import Document

ANNOUNCING = {"party", "question", "answer", "number", "notice", "aside", "signature"}
NUMBERED = {"item", "number"}
"""Kinds of numbered lines, which can head the answer to the question with that number."""


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
    line: LabelledBlock | None = None
    repeat: Repeat | None = None


class Reply:
    """Lines of a reply with its repeats and quotes, which cover headings, and its boundaries."""

    def __init__(
        self,
        document: Document,
        lines: Sequence[LabelledBlock],
        repeats: Sequence[Repeat],
        quotes: Sequence[Quote] = (),
    ) -> None:
        """Classify the lines that are the same boundary for every reading."""
        self.document = document
        self.lines = lines
        self.repeats = repeats
        self._covered = sorted(
            [(repeat.start, repeat.end) for repeat in repeats]
            + [(quote.start, quote.end) for quote in quotes]
        )
        # the number of the question whose sub-question is repeated, by the offset of the repeat
        self._parents = {
            repeat.start: repeat.question.parent for repeat in repeats if repeat.question.parent
        }
        greeted = greetings(document.text, lines[0].start, lines[-1].end) if lines else []
        self._fixed = [
            *(Boundary("repeat", repeat.start, repeat.end, repeat=repeat) for repeat in repeats),
            *(Boundary("quote", quote.start, quote.end) for quote in quotes),
            *(Boundary("closing", offset, offset) for offset in greeted),
        ]
        self._open = [
            (line, self._role(index))
            for index, line in enumerate(lines)
            if not self._is_covered(line)
        ]

    def boundaries(self, marks: Marks) -> list[Boundary]:
        """Return everything that ends or begins an answer, in order."""
        boundaries = list(self._fixed)
        for line, role in self._open:
            kind = _kind(line, marks)
            if kind:
                boundaries.append(Boundary(kind, line.start, line.body, line))
            elif role:
                boundaries.append(Boundary(role, line.start, line.end))
        return sorted(
            boundaries,
            key=lambda boundary: (boundary.start, boundary.kind != "question", boundary.end),
        )

    def _role(self, index: int) -> str:
        """Return "quote" or "closing" for a paragraph of that role, empty for any other line."""
        if self._leads_in(self.lines[index]) or self._introduces(index):
            return "quote"
        return "closing" if self._closes(index) else ""

    def _is_covered(self, line: LabelledBlock) -> bool:
        position = bisect_right(self._covered, (line.start, len(self.document.text))) - 1
        if position < 0:
            return False
        start, end = self._covered[position]
        return line.start == start or line.start < end

    def _leads_in(self, line: LabelledBlock) -> bool:
        """Return True for the lead-in of repeated sub-questions, even if it is reworded."""
        parent = self._parents.get(line.end + 1)
        return line.kind == "item" and bool(line.labels) and parent == line.labels[0]

    def _introduces(self, index: int) -> bool:
        """Return True if a paragraph above a repeated question is its party group's introduction.

        Why: a reply repeats the introduction too.
        """
        line, following = self.lines[index], self.lines[index + 1 : index + 2]
        if line.kind != "text" or not following:
            return False
        position = bisect_left(self._covered, (following[0].start, 0))
        if position == len(self._covered) or self._covered[position][0] > following[0].body:
            return False
        text = self.document.text[line.start : line.end]
        return members_speak(text) and introduces(text)

    def _closes(self, index: int) -> bool:
        """Return True for the closing words of a letter, right above a signature."""
        line = self.lines[index]
        if line.kind != "text" or not signed_below(self.lines, index):
            return False
        return closes(self.document.text[line.start : line.end])


def _kind(line: LabelledBlock, marks: Marks) -> str:
    """Return the kind of the boundary that a line announces, empty if it announces none."""
    if marks.items and line.kind in NUMBERED and line.labels:
        return "answer"
    announcing = line.kind in ANNOUNCING and (marks.numbers or line.kind != "number")
    return line.kind if announcing else ""
