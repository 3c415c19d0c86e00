"""Segment boundaries in a reply: headings, repeated questions, signatures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
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
    found = [Boundary("repeat", repeat.start, repeat.end, repeat=repeat) for repeat in repeats]
    found += [Boundary("quote", quote.start, quote.end) for quote in quotes]
    covered = sorted((one.start, one.end) for one in found)
    parents = {repeat.start: repeat.question.parent for repeat in repeats if repeat.question.parent}
    greeted = greetings(document.text, lines[0].start, lines[-1].end) if lines else []
    found += [Boundary("closing", place, place) for place in greeted]
    for index, line in enumerate(lines):
        place = bisect_right(covered, (line.start, len(document.text))) - 1
        if place >= 0 and (line.start == covered[place][0] or line.start < covered[place][1]):
            continue
        if marks.items and line.kind in NUMBERED and line.labels:
            found.append(Boundary("answer", line.start, line.body, line))
        elif line.kind in ANNOUNCING and (marks.numbers or line.kind != "number"):
            found.append(Boundary(line.kind, line.start, line.body, line))
        elif line.kind == "item" and line.labels and parents.get(line.end + 1) == line.labels[0]:
            found.append(
                Boundary("quote", line.start, line.end)
            )  # the lead-in of sub-questions, even if reworded
        elif line.kind == "text" and _introduces(
            document, line, lines[index + 1 : index + 2], covered
        ):
            found.append(Boundary("quote", line.start, line.end))
        elif (
            line.kind == "text"
            and (signed_below(lines, index) or _greeted_below(lines, index, greeted))
            and closes(document.text[line.start : line.end])
        ):
            found.append(Boundary("closing", line.start, line.end))
    return sorted(found, key=lambda one: (one.start, one.kind != "question", one.end))


def _introduces(
    document: Document, line: Line, following: Sequence[Line], covered: Sequence[tuple[int, int]]
) -> bool:
    """Return True if a paragraph above a repeated question is its party group's introduction.

    Why: a reply repeats the introduction too.
    """
    place = bisect_left(covered, (following[0].start, 0)) if following else len(covered)
    if place == len(covered) or covered[place][0] > following[0].body:
        return False
    text = document.text[line.start : line.end]
    return members_speak(text) and introduces(text)


def _greeted_below(lines: Sequence[Line], index: int, greeted: Sequence[int]) -> bool:
    """Return True if the greeting of the letter ("Hoogachtend") follows right below a line."""
    last = lines[min(index + 2, len(lines) - 1)].end
    return bool(greeted) and lines[index].end < greeted[-1] < last
