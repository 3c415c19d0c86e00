"""Labels that a block gets from its neighbours.

Each pass is held by a test. A pass that changes no row of any paper at hand states so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.parsing.language.labels import expand, follows
from pipeline.parsing.language.speech import asks, members_speak, puts
from pipeline.parsing.outline.line import LETTERED, NUMBERED, Line, LineKind
from pipeline.parsing.outline.patterns import INLINE_HEADING, LONGEST_TITLE
from pipeline.reading.document import Document

SENTENCE_MARKS = ".?!;:,"
"""Marks at the end of a sentence or of an item, which no heading has."""


def split_inline(document: Document, line: Line) -> list[Line]:
    """Return the block, split where an answer or the next question begins inside it.

    Example: "1. Is dat zo? Antwoord: Ja." is an item and an answer.

    Why: an extraction, or a soft line break in Word, sets both in one paragraph.
    """
    lines = [line]
    while lines[-1].kind in {"item", "text", "question", "answer"}:
        last = lines[-1]
        hit = INLINE_HEADING.first(document.text, last.body, last.end)
        if hit is None:
            break
        match = hit.match
        lines[-1] = replace(last, end=match.start())
        kind: LineKind = "question" if match["ask"] else "answer"
        labels = expand(match["labels"] or match["asked"] or "")
        lines.append(Line(kind, match.start() + 1, match.end(), last.end, labels, rule=hit.rule))
    return lines


def numbered_heading(document: Document, lines: Sequence[Line], index: int) -> Line:
    """Return a numbered block that is no item of a list as a heading: "3. Kosten"."""
    line = lines[index]
    if not _can_be_title(document, line) or index + 1 == len(lines):
        return line
    beside = [other for other in lines[max(0, index - 1) : index + 2] if other is not line]
    if any(_short_item(other) and other.depth == NUMBERED for other in beside):
        return line
    return replace(line, kind="heading", body=line.start, rule="neighbours.numbered-heading")


def _can_be_title(document: Document, line: Line) -> bool:
    """Return True for a short numbered item that begins with a capital and is no sentence."""
    text = document.text
    return (
        _short_item(line)
        and line.depth <= NUMBERED
        and text[line.end - 1] not in SENTENCE_MARKS
        and text[line.body : line.end][:1].isupper()
    )


def _short_item(line: Line) -> bool:
    return line.kind == "item" and line.end - line.body <= LONGEST_TITLE


def joined_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return the blocks, with numbers right below each other that count on as one joint number.

    Why: nothing is asked under the first of them alone. No paper at hand has it.
    """
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and last.kind == line.kind == "number" and follows(last.labels[-1], line.labels[0]):
            found[-1] = replace(last, body=line.end, end=line.end, labels=last.labels + line.labels)
        else:
            found.append(line)
    return found


def topic_headings(document: Document, lines: Sequence[Line]) -> list[Line]:
    """Return the blocks, where a few words between the end of a paragraph and a question head a
    topic. They are bold or italic, except in a text file.

    Why: they belong to no answer. No paper at hand has it; memories of the Senate are headed so.
    """
    emphasised = {
        one.start: one.end for one in document.emphases if one.end - one.start <= LONGEST_TITLE
    }
    plain = document.media_type == "text/plain"
    found = list(lines)
    for index in range(1, len(lines) - 1):
        line = lines[index]
        end = emphasised.get(line.start, line.start)
        short = end >= line.end or (plain and line.end - line.start <= LONGEST_TITLE)
        if line.kind == "text" and short and _parts_topics(document, lines[index - 1 : index + 2]):
            found[index] = replace(line, kind="heading", rule="neighbours.topic")
    return found


def _parts_topics(document: Document, lines: Sequence[Line]) -> bool:
    """Return True if the middle one of three blocks can head a topic that the last begins."""
    above, line, below = (document.text[line.body : line.end] for line in lines)
    return (
        line[0].isupper()
        and line[-1] not in SENTENCE_MARKS
        and lines[0].kind in {"text", "item"}
        and above.endswith(".")
        and not puts(above)
        and _begins_question(lines[2].kind, below)
    )


def _begins_question(kind: LineKind, text: str) -> bool:
    """Return True if a question, or what members say, begins with this block."""
    spoken = kind in {"text", "item"} and (members_speak(text) or asks(text))
    return spoken or kind in {"question", "party"}


def answers_to_parts(lines: list[Line]) -> list[Line]:
    """Return the blocks, where items of an answer have the letters of its question's items.

    Each of them is the heading of an answer to that sub-question: "Antwoord 1", "a. Ja." answers
    question 1a.

    Why: no paper at hand has it; gold counts a sub-question that is answered separately as a row.
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
        elif len(letters) > 1 and letters == asked.get(line.labels[0]) and items[0] == index + 1:
            for item in items if line.body == line.end else ():
                found[item] = _part_answer(lines[item], line.labels[0])
    return found


def _part_answer(item: Line, number: str) -> Line:
    labels = (number + item.labels[0],)
    return replace(item, kind="answer", labels=labels, depth=0, rule="neighbours.answer-to-part")


def _lettered(lines: Sequence[Line], index: int) -> list[int]:
    """Return the items with a letter below the heading at ``index``, up to the next heading."""
    found = []
    for place in range(index + 1, len(lines)):
        if lines[place].kind not in {"text", "item"}:
            break
        if lines[place].kind == "item" and lines[place].depth == LETTERED:
            found.append(place)
    return found
