"""What each block of a paper announces, seen with those around it: headings over two blocks,
answers to parts, chairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.parsing.language.labels import expand, follows
from pipeline.parsing.language.speech import asks, members_speak, puts
from pipeline.parsing.outline.blocks import line_of, party_heading
from pipeline.parsing.outline.line import LETTERED, Line, LineKind
from pipeline.parsing.outline.patterns import (
    CHAIR,
    INLINE_HEADING,
    LONGEST_NAME,
    LONGEST_TITLE,
    NAME_LINE,
    POINT_OF_LIST,
)
from pipeline.reading.document import Document

_TWICE = 2
"""Numbers that stand twice: one alone says nothing."""


def outline(document: Document) -> list[Line]:
    """Every block of the body with what it announces, in order."""
    lines: list[Line] = []
    counted = ""  # the last letter or number of a list: it tells the letter i from the numeral
    for block in document.blocks:
        line = line_of(document, block, lines[-1] if lines else None, counted)
        if line.kind == "item":
            counted = line.labels[0] if line.labels else counted
        if (
            lines
            and line.kind == lines[-1].kind == "heading"
            and (joined := party_heading(document, lines[-1].start, line.end))
        ):
            # a page broke the heading in two: "... van de fractie van de Partij voor de", "Dieren"
            line = joined
            lines.pop()
        if line.kind == "signature" and lines and _chair(document, lines[-1], line):
            lines[-1] = replace(lines[-1], kind="signature")
        lines += _apart(document, replace(line, role=block.role) if block.role else line)
    titled = [_titled(document, lines, index) for index in range(len(lines))]
    titled = _joined_numbers(titled)
    return _answers_to_parts(_doubled(_topics(document, _points(document, titled))))


def _points(document: Document, lines: list[Line]) -> list[Line]:
    """The lines, where "Ad 1. ..." comes back to a point that the text made itself: it answers no
    question.

    It does where other answers have a heading of their own, or where the list above it asks
    nothing.
    """
    about = {
        index
        for index, line in enumerate(lines)
        if line.kind == "answer" and POINT_OF_LIST.match(document.text, line.start)
    }
    if not about:
        return lines
    headed = any(line.kind == "answer" and index not in about for index, line in enumerate(lines))
    asked: dict[str, bool] = {}
    found: list[Line] = []
    for index, line in enumerate(lines):
        if line.kind in {"party", "signature"}:
            asked = {}
        elif line.kind in {"item", "question"}:
            asked |= dict.fromkeys(
                line.labels, line.kind == "question" or asks(document.text[line.body : line.end])
            )
        point = (
            index in about
            and line.body < line.end
            and (headed or not all(asked.get(label, True) for label in line.labels))
        )
        found.append(replace(line, kind="text", body=line.start, labels=()) if point else line)
    return found


def _topics(document: Document, lines: list[Line]) -> list[Line]:
    """The lines, where a few words in bold or italic, behind a paragraph that ends and before one
    that asks, head a topic.

    No sentence ends without a mark. An answer of a word or two stands below its question, or has a
    heading. A text file shows neither bold nor italic, so there the rest has to do.
    """
    emphasised = {
        one.start: one.end for one in document.emphases if one.end - one.start <= LONGEST_TITLE
    }
    return [
        replace(line, kind="heading", body=line.start)
        if _heads_topic(document, lines, index, emphasised)
        else line
        for index, line in enumerate(lines)
    ]


def _heads_topic(
    document: Document, lines: Sequence[Line], index: int, emphasised: Mapping[int, int]
) -> bool:
    """Whether the line at ``index`` heads a topic; ``emphasised`` are the places where short
    emphases begin and end.
    """
    line, text = lines[index], document.text
    if line.kind != "text" or not 0 < index < len(lines) - 1:
        return False
    above, below = lines[index - 1], lines[index + 1]
    plain = document.media_type == "text/plain" and line.end - line.start <= LONGEST_TITLE
    return (
        (plain or emphasised.get(line.start, line.start) >= line.end)
        and text[line.start].isupper()
        and text[line.end - 1] not in ".?!;:,"
        and above.kind in {"text", "item"}
        and text[above.end - 1] == "."
        and not puts(text[above.body : above.end])
        and _begins_question(document, below)
    )


def _begins_question(document: Document, line: Line) -> bool:
    """Whether a question, or what members say, begins with this line."""
    text = document.text[line.body : line.end]
    return line.kind in {"question", "party"} or (
        line.kind in {"text", "item"} and (members_speak(text) or asks(text))
    )


def _joined_numbers(lines: list[Line]) -> list[Line]:
    """The lines, with numbers that stand right below each other and count on as one: nothing is
    asked under the first alone.
    """
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and last.kind == line.kind == "number" and follows(last.labels[-1], line.labels[0]):
            found[-1] = replace(last, body=line.end, end=line.end, labels=last.labels + line.labels)
        else:
            found.append(line)
    return found


def _doubled(lines: list[Line]) -> list[Line]:
    """The lines, where a bare number stands twice in a row: first above the question, then above
    its answer.
    """
    numbers = [index for index, line in enumerate(lines) if line.kind == "number"]
    second = [
        behind
        for first, behind in pairwise(numbers)
        if lines[first].labels == lines[behind].labels
        and behind > first + 1
        and all(line.kind in {"text", "item"} for line in lines[first + 1 : behind])
    ]
    if len(second) < _TWICE or 3 * len(second) <= len(numbers):
        return lines
    return [
        replace(line, kind="answer") if index in second else line
        for index, line in enumerate(lines)
    ]


def _answers_to_parts(lines: list[Line]) -> list[Line]:
    """The lines, where an answer has the same letters as its question: each of them answers that
    sub-question.
    """
    asked: dict[str, list[str]] = {}
    found = list(lines)
    for index, line in enumerate(lines):
        if line.kind not in {"question", "answer"} or len(line.labels) != 1:
            continue
        items = _lettered(lines, index)
        letters = [lines[item].labels[0] for item in items]
        if line.kind == "question":
            asked[line.labels[0]] = letters
        elif (
            len(letters) > 1
            and letters == asked.get(line.labels[0])
            and items[0] == index + 1
            and line.body == line.end
        ):
            for item in items:
                found[item] = replace(
                    lines[item],
                    kind="answer",
                    labels=(line.labels[0] + lines[item].labels[0],),
                    depth=0,
                )
    return found


def _lettered(lines: Sequence[Line], index: int) -> list[int]:
    """The items with a letter below the heading at ``index``, up to the next heading."""
    found = []
    for place in range(index + 1, len(lines)):
        if lines[place].kind not in {"text", "item"}:
            break
        if lines[place].kind == "item" and lines[place].depth == LETTERED:
            found.append(place)
    return found


def _chair(document: Document, above: Line, office: Line) -> bool:
    """Whether a chair's name stands above the office, as clerks set it: "Koen Petersen",
    "Voorzitter van de commissie".
    """
    name = document.text[above.start : above.end]
    chairs = CHAIR.match(document.text, office.start, office.end)
    return (
        bool(chairs)
        and above.kind == "text"
        and len(name) < LONGEST_NAME
        and name[-1:] != "."
        and bool(NAME_LINE.match(name))
    )


def _apart(document: Document, line: Line) -> list[Line]:
    """The line, cut where an answer or the next question begins behind a question: "1. Is dat zo?
    Antwoord: Ja.".
    """
    lines = [line]
    while lines[-1].kind in {"item", "text", "question", "answer"}:
        last = lines[-1]
        match = INLINE_HEADING.search(document.text, last.body, last.end)
        if match is None:
            break
        lines[-1] = replace(last, end=match.start())
        kind: LineKind = "question" if match["ask"] else "answer"
        lines.append(
            Line(
                kind,
                match.start() + 1,
                match.end(),
                last.end,
                expand(match["labels"] or match["asked"] or ""),
                rule=INLINE_HEADING.rule(match),
            )
        )
    return lines


def _titled(document: Document, lines: Sequence[Line], index: int) -> Line:
    """A numbered line that is no item of a list but a heading: "3. Kosten"."""
    line = lines[index]
    if (
        line.kind != "item"
        or line.depth > 1
        or line.end - line.body > LONGEST_TITLE
        or document.text[line.end - 1] in ".?!;:,"
    ):
        return line
    beside = [
        other
        for other in lines[max(0, index - 1) : index + 2]
        if other is not line
        and other.kind == "item"
        and other.depth == 1
        and other.end - other.body <= LONGEST_TITLE
    ]
    words = document.text[line.body : line.end]
    if beside or not words[:1].isupper() or index + 1 == len(lines):
        return line
    return replace(line, kind="heading", body=line.start)
