"""What in a reply is no answer itself and so ends one or begins one: headings, repeats of
questions, signatures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing.language.speech import closes, greetings, introduces, members_speak
from pipeline.parsing.outline.line import Line
from pipeline.parsing.outline.signatures import signed_below
from pipeline.parsing.pairing import Question, Repeat
from pipeline.parsing.pairing.alignment import Quote
from pipeline.reading.document import Document

ANNOUNCING = {"party", "question", "answer", "number", "notice", "aside", "signature"}
NUMBERED = {"item", "number"}
"""What bears a number, and answers the question with that number in a reply that repeats none."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """Something in the reply that is no answer itself, ``text[start:end]``: a heading, a repeat, a
    signature.
    """

    kind: str
    start: int
    end: int
    line: Line | None = None
    repeat: Repeat | None = None


def boundaries(
    document: Document,
    lines: Sequence[Line],
    questions: Sequence[Question],
    repeats: Sequence[Repeat],
    quotes: Sequence[Quote],
) -> list[Boundary]:
    """Everything that ends an answer or begins one, in order; headings inside a repeat are part of
    it.
    """
    found = [Boundary("repeat", repeat.start, repeat.end, repeat=repeat) for repeat in repeats]
    found += [Boundary("quote", quote.start, quote.end) for quote in quotes]
    covered = sorted((one.start, one.end) for one in found)
    parents = {repeat.start: repeat.question.parent for repeat in repeats if repeat.question.parent}
    numbered = _numbers_answers(lines, questions, repeats)
    headed = any(line.kind == "question" and line.labels for line in lines)
    greeted = greetings(document.text, lines[0].start, lines[-1].end) if lines else []
    found += [Boundary("closing", place, place) for place in greeted]
    for index, line in enumerate(lines):
        place = bisect_right(covered, (line.start, len(document.text))) - 1
        if place >= 0 and (line.start == covered[place][0] or line.start < covered[place][1]):
            continue
        if numbered and line.kind in NUMBERED and line.labels:
            found.append(Boundary("answer", line.start, line.body, line))
        elif line.kind in ANNOUNCING and not (
            headed and line.kind == "number"
        ):  # else it is a cell of a table
            found.append(Boundary(line.kind, line.start, line.body, line))
        elif line.kind == "item" and line.labels and parents.get(line.end + 1) == line.labels[0]:
            found.append(
                Boundary("quote", line.start, line.end)
            )  # the lead-in of sub-questions, however reworded
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
    """Whether a paragraph above a repeated question is the introduction of its party group, which
    the reply repeats too.
    """
    place = bisect_left(covered, (following[0].start, 0)) if following else len(covered)
    if place == len(covered) or covered[place][0] > following[0].body:
        return False
    text = document.text[line.start : line.end]
    return members_speak(text) and introduces(text)


def _greeted_below(lines: Sequence[Line], index: int, greeted: Sequence[int]) -> bool:
    """Whether the last words of the letter ("Hoogachtend") stand right below a line."""
    last = lines[min(index + 2, len(lines) - 1)].end
    return bool(greeted) and lines[index].end < greeted[-1] < last


def _numbers_answers(
    lines: Sequence[Line], questions: Sequence[Question], repeats: Sequence[Repeat]
) -> bool:
    """Whether the reply repeats no questions and has no headings, but numbers its answers as the
    questions were.
    """
    if repeats or any(line.kind in {"question", "answer"} for line in lines):
        return False
    labels = {question.label for question in questions if not question.counted}
    borne = {label for line in lines if line.kind in NUMBERED for label in line.labels}
    return (
        bool(labels)
        and any(line.kind == "item" for line in lines)
        and len(labels & borne) * 2 >= len(labels)
    )
