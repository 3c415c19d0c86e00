"""What each block of a paper announces: a party group, a question or answer with its number, a list item, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pipeline.parsing.announcements import (
    ANSWER,
    ASIDE,
    BARE_ANSWER,
    BARE_QUESTION,
    BULLET,
    CAPITAL,
    CAPITALS_ANSWER,
    CHAIR,
    HEADING_WORDS,
    INLINE,
    INLINE_WORDS,
    JOINT,
    LONGEST_NAME,
    MARKER,
    MEMBER,
    NAME_WORDS,
    NAMESAKE,
    NOTICE,
    NUMBER,
    NUMERALS,
    OFFICE,
    QUESTION,
    RUN_ON_ANSWER,
    SHORTEST_ITEM,
    WORD,
)
from pipeline.parsing.fractions import fraction, named
from pipeline.parsing.labels import expand
from pipeline.reading.document import Block, Document

LineKind = Literal["fraction", "question", "answer", "notice", "aside", "number", "item", "signature", "heading", "text"]

LONGEST_HEADING = 220
"""Characters: a block that is longer says something."""

LONGEST_TITLE = 90
"""Characters of a numbered heading."""

NUMBERED_ROLES: dict[str, LineKind] = {"vraag-nr": "question", "antwoord-nr": "answer"}
"""What XML and HTML themselves call a block: the number of a question or answer."""

SIGNED = frozenset({"ondertekening", "functie", "naam", "tekst-sluiting"})


LETTERED = 2
"""The depth of items that have a letter."""
_TWICE = 2
"""Numbers that stand twice: one alone says nothing."""

BULLETED = 4
"""The depth of items that have a bullet instead of a number."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block and what it announces.

    ``body`` is where the words after the heading or marker begin; it equals ``end`` where there are none.
    ``labels`` are the numbers of a question, answer or item; ``depth`` is 1 for numbers, 2 for letters, 3 for roman
    numerals, 4 for bullets. ``fraction`` is the party group that the block names as a heading does. ``role`` is what
    the format itself calls the block.
    """

    kind: LineKind
    start: int
    body: int
    end: int
    labels: tuple[str, ...] = ()
    fraction: str | None = None
    depth: int = 0
    role: str = ""


def outline(document: Document) -> list[Line]:
    """Every block of the body with what it announces, in order."""
    lines: list[Line] = []
    counted = ""  # the last letter or number of a list: it tells the letter i from the numeral
    for block in document.blocks:
        line = _line(document, block, lines[-1] if lines else None, counted)
        if line.kind == "item":
            counted = line.labels[0] if line.labels else counted
        if lines and line.kind == lines[-1].kind == "heading" and (joined := _fraction(document, lines[-1].start, line.end)):
            line = joined  # a page broke the heading in two: "... van de fractie van de Partij voor de", "Dieren"
            lines.pop()
        if line.kind == "signature" and lines and _chair(document, lines[-1], line):
            lines[-1] = replace(lines[-1], kind="signature")
        lines += _apart(document, replace(line, role=block.role) if block.role else line)
    return _answers_to_parts(_doubled([_titled(document, lines, index) for index in range(len(lines))]))


def _doubled(lines: list[Line]) -> list[Line]:
    """The lines, where a bare number stands twice in a row: first above the question, then above its answer."""
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
    return [replace(line, kind="answer") if index in second else line for index, line in enumerate(lines)]


def _answers_to_parts(lines: list[Line]) -> list[Line]:
    """The lines, where an answer has the same letters as its question: each of them answers that sub-question."""
    asked: dict[str, list[str]] = {}
    found = list(lines)
    for index, line in enumerate(lines):
        if line.kind not in {"question", "answer"} or len(line.labels) != 1:
            continue
        items = _lettered(lines, index)
        letters = [lines[item].labels[0] for item in items]
        if line.kind == "question":
            asked[line.labels[0]] = letters
        elif len(letters) > 1 and letters == asked.get(line.labels[0]) and items[0] == index + 1 and line.body == line.end:
            for item in items:
                found[item] = replace(lines[item], kind="answer", labels=(line.labels[0] + lines[item].labels[0],), depth=0)
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
    """Whether a chair's name stands above the office, as clerks set it: "Koen Petersen", "Voorzitter van de commissie"."""
    name = document.text[above.start : above.end]
    chairs = CHAIR.match(document.text, office.start, office.end)
    return bool(chairs) and above.kind == "text" and len(name) < LONGEST_NAME and name[-1:] != "." and bool(NAMESAKE.match(name))


def _apart(document: Document, line: Line) -> list[Line]:
    """The line, cut where an answer or the next question begins behind a question: "1. Is dat zo? Antwoord: Ja."."""
    lines = [line]
    while lines[-1].kind in {"item", "text", "question", "answer"}:
        last = lines[-1]
        run_on = any(document.text.find(word, last.body, last.end) >= 0 for word in INLINE_WORDS)
        match = INLINE.search(document.text, last.body, last.end) if run_on else None
        if match is None:
            break
        lines[-1] = replace(last, end=match.start())
        kind: LineKind = "question" if match["ask"] else "answer"
        lines.append(Line(kind, match.start() + 1, match.end(), last.end, expand(match["labels"] or match["asked"] or "")))
    return lines


def _titled(document: Document, lines: Sequence[Line], index: int) -> Line:
    """A numbered line that is no item of a list but a heading: "3. Kosten"."""
    line = lines[index]
    if line.kind != "item" or line.depth > 1 or line.end - line.body > LONGEST_TITLE or document.text[line.end - 1] in ".?!;:,":
        return line
    beside = [
        other
        for other in lines[max(0, index - 1) : index + 2]
        if other is not line and other.kind == "item" and other.depth == 1 and other.end - other.body <= LONGEST_TITLE
    ]
    words = document.text[line.body : line.end]
    if beside or not words[:1].isupper() or index + 1 == len(lines):
        return line
    return replace(line, kind="heading", body=line.start)


def _line(document: Document, block: Block, above: Line | None, counted: str) -> Line:
    text = document.text[block.start : block.end]
    if (
        line := _signature(block, text, above)
        or _announcement(block, text)
        or _fraction(document, block.start, block.end)
        or _item(block, text, counted)
    ):
        return line
    return Line("heading" if block.kind == "heading" else "text", block.start, block.start, block.end)


def _signature(block: Block, text: str, above: Line | None) -> Line | None:
    signed = block.kind == "signature" or block.role in SIGNED
    office = len(text) < LONGEST_HEADING and OFFICE.match(text) and not block.label
    name = (
        above is not None
        and above.kind == "signature"
        and len(text) < LONGEST_NAME
        and block.kind != "heading"
        and NAMESAKE.match(text)
    )
    return Line("signature", block.start, block.start, block.end) if signed or office or name else None


def _announcement(block: Block, text: str) -> Line | None:
    """A heading of a question, an answer, a notice or an aside, or a number that stands alone."""
    if block.role in NUMBERED_ROLES:
        return Line(NUMBERED_ROLES[block.role], block.start, block.end, block.end, expand(text))
    words = text.capitalize() if CAPITALS_ANSWER.match(text) and len(text) < LONGEST_HEADING else text
    patterns: tuple[tuple[LineKind, re.Pattern[str]], ...] = (
        ("question", QUESTION),
        ("question", BARE_QUESTION),
        ("answer", ANSWER),
        ("answer", BARE_ANSWER),
        ("answer", RUN_ON_ANSWER),
        ("notice", NOTICE),
        ("aside", ASIDE),
        ("number", NUMBER),
    )
    for kind, pattern in patterns:
        match = pattern.match(words)
        if match is None:
            continue
        groups = match.groupdict()
        rest = groups.get("rest") or ""
        if rest.strip() and not re.match(CAPITAL, rest.strip()) and not words[: len(words) - len(rest)].endswith(":"):
            continue  # "Vraag 3 gaat over ..." is a sentence
        labels = expand(groups["labels"]) if groups.get("labels") else ()
        of = groups.get("of") or ""
        names = named(of)
        body = block.end if not rest.strip() else block.end - len(rest.lstrip())
        return Line(kind, block.start, body, block.end, labels, names[-1].name if names else None)
    return None


def _fraction(document: Document, start: int, end: int) -> Line | None:
    """A heading above the part of one party group: nothing but its name and the words of such headings."""
    if end - start > LONGEST_HEADING:
        return None
    text = document.text[start:end].replace("\n", " ")
    if text[-1:] in {".", "?", "!", ";", ","}:
        return None
    names = named(text)
    if not names:
        return None
    other, at = "", 0
    for naming in names:
        other += text[at : naming.start] + " "
        at = naming.end
    other += text[at:]
    strange = [word for word in WORD.findall(other) if word.lower() not in HEADING_WORDS]
    if strange and not (MEMBER.search(other) and len(strange) <= NAME_WORDS and all(word[0].isupper() for word in strange)):
        return None
    return Line("fraction", start, end, end, (), fraction(text))


def _item(block: Block, text: str, counted: str) -> Line | None:
    """A list item with its number, letter or bullet; the format's own marker counts for more than what it looks like."""
    if block.kind == "heading" and not block.label:
        return None
    marker = f"{block.label} " if block.label else text[:12]
    if BULLET.match(marker):
        return Line("item", block.start, _skip(text, block, 1), block.end, (), None, BULLETED)
    if joint := JOINT.match(text):
        return Line("item", block.start, _skip(text, block, joint.end()), block.end, expand(joint["labels"]), None, 1)
    match = MARKER.match(marker)
    if match is None or (not block.label and not text[match.end() : match.end() + 1].isspace()):
        return None
    if match["capital"] and len(text.split()) <= SHORTEST_ITEM:
        return None
    end = len(block.label) if block.label else match.end()
    if match["number"]:
        label, depth = match["number"] + (match["letter"] or ""), 2 if match["letter"] else 1
    elif match["capital"]:
        label, depth = match["capital"], 1
    elif match["roman"] or (match["alone"] in NUMERALS and counted[-1:] != NUMERALS[match["alone"]]):
        label, depth = match["roman"] or match["alone"], 3
    else:
        label, depth = match["alone"], 2
    return Line("item", block.start, _skip(text, block, end), block.end, (label,), None, depth)


def _skip(text: str, block: Block, marker: int) -> int:
    """Where the words begin behind a marker of that many characters."""
    return block.start + len(text) - len(text[marker:].lstrip())
