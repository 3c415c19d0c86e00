"""Numbered, lettered and roman items of a request, and their conversion into questions."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from pipeline.lexicon import concept
from pipeline.parsing.language.labels import follows
from pipeline.parsing.language.speech import asks
from pipeline.parsing.outline.labelled_block import BULLETED, NUMBERED, LabelledBlock
from pipeline.parsing.pairing import Question
from pipeline.reading.document import Document

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LOOSE = concept("loose-number")
"""Number without punctuation before a question, accepted only if it is the next one."""
MARKED = concept("glued-question")
GOES_ON = concept("continued-question")


@dataclass(slots=True)
class Item:
    """Numbered or lettered item with its paragraphs and the items below it."""

    labels: tuple[str, ...]
    depth: int
    parts: list[tuple[int, int]] = field(default_factory=list)
    below: list[Item] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of its first word."""
        return min([part[0] for part in self.parts] + [item.start for item in self.filled()])

    @property
    def end(self) -> int:
        """End offset of its paragraphs and of the items below it."""
        return max([part[1] for part in self.parts] + [item.end for item in self.filled()])

    @property
    def empty(self) -> bool:
        """True if only the number was printed."""
        return not self.parts and not self.filled()

    def filled(self) -> list[Item]:
        """Return the items below it that have words."""
        return [item for item in self.below if not item.empty]


def questions(
    document: Document, lines: Sequence[LabelledBlock], party: str | None, letter: int
) -> list[Question]:
    """Return the numbered questions of these lines; the text before the first one is skipped."""
    items = _Items(document)
    for line in _without_notes_above(document, lines):
        if item := items.begun_by(line):
            items.add(item)
        elif line.kind == "heading":
            items.path = []
        elif items.path and line.end > line.body:
            items.path[-1].parts.append((line.start, line.end))
    return [
        question
        for item in items.roots
        if not item.empty
        for question in _questions(document, item, party, letter)
    ]


def _without_notes_above(
    document: Document, lines: Sequence[LabelledBlock]
) -> Sequence[LabelledBlock]:
    """Return the lines without the items above the first heading of a question, if none asks.

    Example: the note "1. Volkskrant, 2 november 2011." above "Vraag 1".

    Seen in: 2011Z22003, as another site prints it.
    """
    first = next((number for number, line in enumerate(lines) if line.kind == "question"), 0)
    above = lines[:first]
    items = (line for line in above if line.kind == "item")
    if any(asks(document.text[line.start : line.end]) for line in items):
        return lines
    return [*(line for line in above if line.kind != "item"), *lines[first:]]


@dataclass(slots=True)
class _Items:
    """Items of a list: roots, and path to the last; ``marked``: numbers end in "." or ")"."""

    document: Document
    roots: list[Item] = field(default_factory=list)
    path: list[Item] = field(default_factory=list)
    marked: bool = False

    def add(self, item: Item) -> None:
        """Add an item below the last one of a smaller depth."""
        while self.path and self.path[-1].depth >= item.depth:
            self.path.pop()
        (self.path[-1].below if self.path else self.roots).append(item)
        self.path.append(item)

    def begun_by(self, line: LabelledBlock) -> Item | None:
        """Return the item that a line begins, None if it continues the one before."""
        words = [(line.body, line.end)] if line.body < line.end else []
        if line.kind in {"question", "number"}:
            return Item(line.labels or (str(len(self.roots) + 1),), 1, words)
        if line.kind == "item" and line.depth < BULLETED:
            self.marked = self.marked or line.depth == NUMBERED
            return None if self._is_listed(line) else Item(line.labels, line.depth, words)
        return self._loose(line) if line.kind == "text" else None

    def _is_listed(self, line: LabelledBlock) -> bool:
        """Return True for an item of a list inside a question, with its own numbers."""
        if line.depth != NUMBERED or not self.roots or not line.labels[0].isdigit():
            return False
        text = self.document.text[line.body : line.end]
        return not follows(self._last_number(), line.labels[0]) and not asks(text)

    def _loose(self, line: LabelledBlock) -> Item | None:
        """Return the item of the next number without a point; in a marked list it has to ask."""
        text = self.document.text
        match = LOOSE.match(text, line.start, line.end)
        if match is None or not follows(self._last_number(), match["number"]):
            return None
        if self.marked and not asks(text[line.start : line.end]):
            return None
        return Item((match["number"],), 1, [(match.end(), line.end)])

    def _last_number(self) -> str:
        return self.roots[-1].labels[-1].rstrip(LETTERS) if self.roots else "0"


def _questions(
    document: Document, item: Item, party: str | None, letter: int, parent: str = ""
) -> list[Question]:
    """Return the questions of an item.

    These are one per item below it if any of them asks, one per number of a joint number, else the
    item as a whole.
    """
    if len(item.labels) > 1:
        return joint(document, item.labels, item.parts or [(item.start, item.end)], party, letter)
    own = item.labels[0]
    label = own if own.startswith(parent) and own[:1].isdigit() else parent + own
    below = item.filled()
    if not any(asks(document.text[child.start : child.end]) for child in below):
        return [Question(letter, party, label, item.start, item.end, parent)]
    nested = [
        question
        for child in below
        for question in _questions(document, child, party, letter, label)
    ]
    if item.parts:
        for question in nested:
            question.preamble = question.preamble or (item.parts[0][0], item.parts[-1][1])
    return nested


def joint(
    document: Document,
    labels: Sequence[str],
    parts: Sequence[tuple[int, int]],
    party: str | None,
    letter: int,
) -> list[Question]:
    """Return the questions under one joint number ("3, 4 en 5").

    Each number gets one paragraph, or one piece of the text split behind question marks; the last
    numbers share the last piece if there are too few.
    """
    pieces = (
        list(parts)
        if len(parts) == len(labels)
        else _cut(document, parts[0][0], parts[-1][1], len(labels))
    )
    pieces += [pieces[-1]] * (len(labels) - len(pieces))
    return [
        Question(letter, party, label, start, end)
        for label, (start, end) in zip(labels, pieces, strict=True)
    ]


def _cut(document: Document, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """Split ``text[start:end]`` into at most ``count`` spans of questions, behind question marks.

    The clearest ends are taken: of a paragraph, then where an extraction lost the line end behind
    the mark ("organisaties?Klopt"), then of a sentence; "Zo ja, waarom?" continues a question.
    """
    marked = {mark.position for mark in document.marks}
    candidates = [
        (_strength(match, marked), -number, match.end())
        for number, match in enumerate(MARKED.finditer(document.text, start, end))
    ]
    chosen = sorted(offset for _, _, offset in sorted(candidates, reverse=True)[: count - 1])
    begins = [start, *chosen]
    ends = [document.text.rindex("?", start, offset) + 1 for offset in chosen]
    return list(zip(begins, [*ends, end], strict=True))


def _strength(match: re.Match[str], marked: Container[int]) -> int:
    """Return from 0 to 3 how clearly a question ends; ``marked`` are offsets of footnote marks."""
    if GOES_ON.match(match.string, match.end()):
        return 0
    if "\n" in match["gap"]:
        return 3
    return 1 if match["gap"] and match.start("gap") not in marked else 2
