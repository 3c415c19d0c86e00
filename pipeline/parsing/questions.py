"""The questions of a request: numbered, lettered, bulleted or none of these, per party group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.parsing.exchange import Question
from pipeline.parsing.labels import follows
from pipeline.parsing.outline import Line
from pipeline.parsing.sentences import sentences
from pipeline.parsing.speech import asks, closes, introduces, members_speak, speaking
from pipeline.reading.document import Document

LOOSE = re.compile(r"(?P<number>\d{1,2})\s(?=[^\W\d_a-zà-ÿ]|[«“‘\"'])")
"""A number without punctuation before a question; only believed when it is the next one."""

LEADS_ON = re.compile(
    r"\b(?:volgende|enkele|aantal|nog|onderstaande|navolgende|verdere)\s(?:\w{1,20}\s){0,2}(?:vragen|opmerkingen)\b|:$",
    re.IGNORECASE,
)
"""A paragraph between two numbered questions that announces the next ones."""


COMMITTEE = re.compile(
    r"(?:(?:De|Wij)\s(?:leden\svan\sde\s)?(?:vaste\s|bijzondere\s)?commissies?|Wij\s(?:zien|ontvangen)|Onder\s(?:het\s)?voorbehoud)\b"
)
"""De leden van de vaste commissie voor Financiën zien uw antwoord met belangstelling tegemoet."""

JOINS = re.compile(r"\bsluiten\b.{0,200}\baan\b", re.DOTALL)
"""De leden van de SGP-fractie sluiten zich bij deze vragen aan."""


@dataclass(slots=True)
class _Node:
    """A numbered or lettered item with the paragraphs that belong to it and the items below it."""

    labels: tuple[str, ...]
    depth: int
    parts: list[tuple[int, int]] = field(default_factory=list)
    below: list[_Node] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.parts[0][0] if self.parts else self.below[0].start

    @property
    def end(self) -> int:
        """Where the words of the last item below it end."""
        return max([part[1] for part in self.parts] + [node.end for node in self.below])

    @property
    def empty(self) -> bool:
        """Whether nothing but the number was printed."""
        return not self.parts and all(node.empty for node in self.below)


@dataclass(slots=True)
class _Section:
    """The part of one party group, or of a letter without such parts."""

    fraction: str | None
    lines: list[Line] = field(default_factory=list)


def read(
    document: Document,
    lines: Sequence[Line],
    letter: int,
    askers: tuple[str, ...] = (),
    fraction: str | None = None,
    *,
    running: bool = False,
) -> list[Question]:
    """The questions that these lines of a letter ask, in order.

    ``askers`` and ``fraction`` are those of the whole letter, for written questions; else the headings tell the party group.
    ``running`` says that questions without numbers are counted through the letter, not per party group.
    """
    found: list[Question] = []
    counts: dict[str | None, int] = {}
    for section in _sections(document, lines, fraction):
        if any(
            line.kind in {"question", "number"} or (line.kind == "item" and line.depth < 4) for line in section.lines
        ) or _counts_loosely(document, section):  # noqa: PLR2004
            new = _numbered(document, section, letter)
        else:
            new = _unnumbered(document, section, letter, counts, None if running else section.fraction)
        for question in new:
            question.askers = askers
        found += new
    return found


def _sections(document: Document, lines: Sequence[Line], fraction: str | None) -> list[_Section]:
    """The parts of the letter per party group: by headings, else by the paragraphs that introduce questions."""
    headed = any(line.kind == "fraction" for line in lines)
    sections = [_Section(fraction)]
    for line in lines:
        text = document.text[line.start : line.end]
        if line.kind == "fraction":
            sections.append(_Section(line.fraction))
        elif line.kind == "signature" or (line.kind == "text" and closes(text)):
            sections.append(_Section(sections[-1].fraction))
        elif line.kind == "aside":
            sections.append(_Section(None))
            break
        else:
            line = _before_closing(document, line)  # noqa: PLW2901 - the same line without the last words of the letter
            if not headed and fraction is None and (name := _introduced(text, line)) and name != sections[-1].fraction:
                sections.append(_Section(name))
            sections[-1].lines.append(line)
    return sections


def _before_closing(document: Document, line: Line) -> Line:
    """The line without the last words of the letter, which an extraction can leave in the paragraph of its last question."""
    if line.kind not in {"text", "item", "question"}:
        return line
    for start, end in sentences(document.text, line.body, line.end):
        sentence = document.text[start:end]
        if start > line.body and COMMITTEE.match(sentence) and closes(sentence):
            return replace(line, end=start - 1)
    return line


def _introduced(text: str, line: Line) -> str | None:
    """The party group whose questions a paragraph announces or asks, where no heading names it."""
    for start, end in sentences(text):
        sentence = text[start:end]
        if members_speak(sentence) and not JOINS.search(sentence) and (name := speaking(sentence)):
            return name if line.kind == "text" else None
    return None


def _counts_loosely(document: Document, section: _Section) -> bool:
    """Whether the part numbers its questions without punctuation: its first line is number 1, or several lines have a number."""
    loose = [match for line in section.lines if (match := LOOSE.match(document.text, line.start, line.end))]
    return len(loose) > 1 or bool(loose and loose[0]["number"] == "1" and loose[0].start() == section.lines[0].start)


def _numbered(document: Document, section: _Section, letter: int) -> list[Question]:
    """The questions of a part that numbers them; what stands before the first number introduces them."""
    roots: list[_Node] = []
    path: list[_Node] = []
    for index, line in enumerate(section.lines):
        text = document.text[line.body : line.end]
        node = _node(document, line, roots)
        if node is not None:
            while path and path[-1].depth >= node.depth:
                path.pop()
            (path[-1].below if path else roots).append(node)
            path.append(node)
        elif line.kind == "heading":
            path = []
        elif path and line.end > line.body and not (line.kind == "text" and _leads_on(document, section, index)):
            path[-1].parts.append((line.start, line.end))
        elif path and text:
            path = []
    return [question for node in roots if not node.empty for question in _questions(document, node, section.fraction, letter)]


def _node(document: Document, line: Line, roots: list[_Node]) -> _Node | None:
    """The item that a line begins, None where it goes on with the one before."""
    words = [(line.body, line.end)] if line.body < line.end else []
    if line.kind in {"question", "number"}:
        return _Node(line.labels or (str(len(roots) + 1),), 1, words)
    if line.kind == "item" and line.depth < 4:  # noqa: PLR2004 - bullets stay in the text
        return _Node(line.labels, line.depth, words)
    if line.kind == "text" and (match := LOOSE.match(document.text, line.start, line.end)):
        number = match["number"]
        if follows(roots[-1].labels[-1] if roots else "0", number):
            return _Node((number,), 1, [(match.end(), line.end)])
    return None


def _leads_on(document: Document, section: _Section, index: int) -> bool:
    """Whether a paragraph behind a question announces the next ones, and belongs to neither."""
    line = section.lines[index]
    text = document.text[line.start : line.end]
    after = section.lines[index + 1 : index + 2]
    return (
        bool(after)
        and after[0].kind in {"item", "question", "number"}
        and after[0].depth < 2
        and "?" not in text
        and LEADS_ON.search(text) is not None
    )  # noqa: PLR2004


def _questions(document: Document, node: _Node, fraction: str | None, letter: int, parent: str = "") -> list[Question]:
    """The questions of an item: one, or one for each item below it that asks, or one for each of its joint numbers."""
    if len(node.labels) > 1:
        return joint(document, node.labels, node.parts or [(node.start, node.end)], fraction, letter)
    own = node.labels[0]
    label = own if own.startswith(parent) and own[:1].isdigit() else parent + own
    if not any(asks(document.text[below.start : below.end]) for below in node.below if not below.empty):
        return [Question(letter, fraction, label, node.start, node.end, parent)]
    questions = [
        question for below in node.below if not below.empty for question in _questions(document, below, fraction, letter, label)
    ]
    if node.parts:
        for question in questions:
            question.preamble = question.preamble or (node.parts[0][0], node.parts[-1][1])
    return questions


def joint(
    document: Document, labels: tuple[str, ...], parts: list[tuple[int, int]], fraction: str | None, letter: int
) -> list[Question]:
    """The questions under one joint number ("3, 4 en 5"): a paragraph each, or in one paragraph a question mark each.

    Where neither fits, the last number takes what is left over.
    """
    pieces = parts
    if len(parts) != len(labels):
        pieces, start = [], parts[0][0]
        for _, end in sentences(document.text, parts[0][0], parts[-1][1]):
            if document.text[start:end].rstrip("”’\"')»").endswith("?"):
                pieces.append((start, end))
                start = end + 1
        if start < parts[-1][1]:
            pieces = [*pieces[:-1], (pieces[-1][0], parts[-1][1])] if pieces else [(start, parts[-1][1])]
        if len(pieces) > len(labels):
            pieces = [*pieces[: len(labels) - 1], (pieces[len(labels) - 1][0], pieces[-1][1])]
    pieces += [pieces[-1]] * (len(labels) - len(pieces))
    return [Question(letter, fraction, label, start, end) for label, (start, end) in zip(labels, pieces, strict=True)]


def _unnumbered(
    document: Document, section: _Section, letter: int, counts: dict[str | None, int], group: str | None
) -> list[Question]:
    """The questions of a part without numbers: one for each paragraph or bullet that asks, with the paragraphs that lead up to it."""
    found: list[Question] = []
    start: int | None = None
    open_list = False
    for line in section.lines:
        text = document.text[line.start : line.end]
        bullet = line.kind == "item"
        if line.kind == "heading" or introduces(text):
            start, open_list = None, False
        elif bullet and open_list and "?" not in text:
            found[-1].end = line.end
        elif asks(text):
            counts[group] = counts.get(group, 0) + 1
            first = line.body if start is None else start
            found.append(Question(letter, section.fraction, str(counts[group]), first, line.end, counted=True))
            start, open_list = None, text.rstrip().endswith(":")
        elif start is None and found:
            start = line.body
    return found
