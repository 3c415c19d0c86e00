"""Grammars of questions printed with their answers: each returns the lines of the questions.

Every grammar is tried on every paper (``readings``), the best reading wins (``scoring``). A paper
on the left, the grammar that fits it on the right::

    Vraag 1 / Is dat zo? / Antwoord 1 / Ja.          headed
    1 / Is dat zo? / Antwoord / Ja.                  numbered
    1. Is dat zo? / Antwoord vraag 1: / Ja.          numbered
    1 / Is dat zo? / Ja.                             numbers_alone
    **Is dat zo?** / Ja.                             emphasised
    – Is dat zo? / Ja.                               bulleted
    1. Is dat zo? / Ja.                              marked
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.lexicon import concept
from pipeline.parsing.language.labels import follows
from pipeline.parsing.language.parties import askers_behind
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.language.speech import asks, ends_asking
from pipeline.parsing.outline.labelled_block import BULLETED, NUMBERED, LabelledBlock
from pipeline.reading.document import Document

Grammar = Callable[[Document, Sequence[LabelledBlock]], list[LabelledBlock]]
Opening = Callable[[Document, LabelledBlock, str, bool], bool]
"""Test of a line by the last number and by whether a question is open."""
LEADING = 4
"""Paragraphs below a number that are searched for the first question mark."""
LONGEST = 40
"""Paragraphs of one question, at most."""
SKIPPED = 4
"""Largest step between the numbers of two questions."""
MOSTLY = 0.9
"""Share of a block in bold or italic from which the whole block counts as emphasised."""
REQUEST = concept("request-behind-question")
CLOSING_KINDS = frozenset({"notice", "aside", "signature"})
"""Kinds of lines that end a question without an answer."""


def headed(document: Document, lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the lines from "Vraag 1" to "Antwoord 1", without the bare numbers between them.

    Why: a bare number there is a footnote mark that an extraction set on its own line.
    """
    stretch = _to_answers(document, lines, _is_question_heading)
    return [line for line in stretch if line.kind != "number"]


def numbered(document: Document, lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the lines from a number, or a consecutive item, to the heading of the answer."""
    return _to_answers(document, lines, _is_number)


def _to_answers(
    document: Document, lines: Sequence[LabelledBlock], opens: Opening
) -> list[LabelledBlock]:
    """Return the lines from the opening of each question to the heading of its answer."""
    stretch = _Stretch(document, lines, opens)
    for line in lines:
        stretch.add(line)
    if stretch.asking:
        stretch.end_answered()
    return stretch.lines


class _Stretch:
    """Lines of the questions read so far.

    ``named`` are the numbers of all answer headings, ``between`` the lines since the last question
    or answer began, ``number`` is the last number and ``seen`` holds all, per party group.
    """

    def __init__(self, document: Document, lines: Sequence[LabelledBlock], opens: Opening) -> None:
        """Begin without a question; ``opens`` is true for a line that opens one."""
        self.document = document
        self.opens = opens
        self.named = {label for line in lines if line.kind == "answer" for label in line.labels}
        self.lines: list[LabelledBlock] = []
        self.between: list[LabelledBlock] = []
        self.asking = False
        self.number = "0"
        self.seen: set[str] = set()

    def add(self, line: LabelledBlock) -> None:
        """Add the next line if it belongs to a question."""
        if line.kind == "party":
            self.number, self.seen = "0", set()
            self.lines.append(line)
        elif line.kind == "answer":
            if not self.asking and not self.seen.issuperset(line.labels):
                self.lines += _without_heading(self.document, self.between, line.labels)
            self.asking, self.between = False, []
        elif line.kind in CLOSING_KINDS:
            self.asking, self.between = False, []
        elif self.opens(self.document, line, self.number, self.asking):
            self._open(line)
        else:
            (self.lines if self.asking else self.between).append(line)

    def _open(self, line: LabelledBlock) -> None:
        """Begin the next question."""
        self.end_answered()
        self.lines.append(line)
        self.asking, self.between = True, []
        self.number = line.labels[-1] if line.labels else self.number
        self.seen |= set(line.labels)

    def end_answered(self) -> None:
        """Drop the lines below the last question if they are an answer without a heading.

        They are if the paper has answer headings, but none with the number of that question. The
        question ends with the last line that ends with a question mark or has only a label.

        Seen in: the letter of 7 November 2023 about question 2023Z16994.
        """
        headings = [n for n, line in enumerate(self.lines) if line.kind == "question"]
        if (
            not headings
            or not self.named
            or not self.named.isdisjoint(self.lines[headings[-1]].labels)
        ):
            return
        last = begin = headings[-1]
        for index in range(begin, len(self.lines)):
            line = self.lines[index]
            if line.body == line.end or _ends_asking(self.document, line):
                last = index
        if last > begin or self.lines[begin].body < self.lines[begin].end:
            del self.lines[last + 1 :]


def _is_question_heading(_: Document, line: LabelledBlock, _number: str, _asking: bool) -> bool:  # noqa: FBT001
    return line.kind == "question"


def _is_number(document: Document, line: LabelledBlock, number: str, asking: bool) -> bool:  # noqa: FBT001
    """Return True for a number above a question, or an item that follows the last number.

    An item that asks may leave out numbers.

    Seen in: ah-tk-20232024-387, as a text file that lost lines.
    """
    if line.kind in {"question", "number"}:
        return True
    if line.kind != "item" or line.depth != NUMBERED or not line.labels:
        return False
    if asking or follows(number, line.labels[0]):
        return True
    return _passes(number, line.labels[0]) and ends_asking(document.text[line.body : line.end])


def _passes(number: str, label: str) -> bool:
    """Return True if a label is one of the next few numbers."""
    return label.isdecimal() and number.isdecimal() and 0 < int(label) - int(number) <= SKIPPED


def _without_heading(
    document: Document, between: Sequence[LabelledBlock], labels: tuple[str, ...]
) -> list[LabelledBlock]:
    """Return the lines of a question with a lost heading, right above the heading of its answer.

    It begins at the line with its number, else at the first of the lines above the answer that end
    with a question mark.
    """
    if len(labels) != 1:
        return []
    run = [*takewhile(lambda line: _ends_asking(document, line), reversed(between))][::-1]
    bears = [line for line in between if line.labels[:1] == labels]
    if bears and asks(document.text[bears[-1].start : between[-1].end]):
        run = list(between[between.index(bears[-1]) :])
    if not run or run[0].kind not in {"text", "item", "number"}:
        return []
    first, *rest = run
    if first.kind == "number" and rest:  # it is above the words: the question begins with it
        first, *rest = replace(rest[0], start=first.start), *rest[1:]
    return [replace(first, kind="question", labels=labels), *rest]


def _ends_asking(document: Document, line: LabelledBlock) -> bool:
    return line.kind in {"text", "item"} and ends_asking(document.text[line.start : line.end])


def numbers_alone(document: Document, lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the lines below each number up to its question mark, else the first paragraph."""
    stretch: list[LabelledBlock] = []
    for index, line in enumerate(lines):
        if line.kind == "party":
            stretch.append(line)
        if line.kind not in {"question", "number"}:
            continue
        parts, texts = _below(document, lines, index)
        if line.body == line.end:
            stretch.append(replace(line, kind="question"))
        last = next((number for number, text in enumerate(texts[:LEADING]) if "?" in text), 0)
        while last + 1 < len(texts) and ends_asking(texts[last + 1]):
            last += 1
        for number, part in enumerate(parts[: last + 1]):
            end = last_question(document, part) if number == last else part.end
            stretch.append(replace(part, kind="question" if part is line else part.kind, end=end))
    return stretch


def _below(
    document: Document, lines: Sequence[LabelledBlock], index: int
) -> tuple[list[LabelledBlock], list[str]]:
    """Return the lines beside and below a number up to the next heading, and their texts."""
    parts = [
        *takewhile(lambda block: block.kind in {"text", "item"}, lines[index + 1 : index + LONGEST])
    ]
    if lines[index].body < lines[index].end:
        parts.insert(0, lines[index])
    return parts, [document.text[part.body : part.end] for part in parts]


def emphasised(document: Document, lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the lines, or beginnings of lines, that ask in bold or italic."""
    bold = {emphasis.start: emphasis.end for emphasis in document.emphases}
    stretch: list[LabelledBlock] = []
    for line in lines:
        end = _emphasis(bold, line)
        asking = end > line.body and asks(document.text[line.body : end])
        if line.kind == "party":
            stretch.append(line)
        elif asking or (end > line.body and line.kind == "item"):
            kind = "text" if line.kind == "heading" else line.kind
            stretch.append(replace(line, kind=kind, end=end))
    return stretch


def bulleted(document: Document, lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the bullets that end with a question mark."""
    return [
        line
        for line in lines
        if line.kind == "party"
        or (line.depth == BULLETED and ends_asking(document.text[line.body : line.end]))
    ]


def marked(document: Document, lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return consecutive items up to their last question mark."""
    stretch: list[LabelledBlock] = []
    number = "0"
    for line in lines:
        if line.kind == "party":
            stretch.append(line)
            number = "0"
        elif line.kind != "item" or line.depth == BULLETED or not _counts_on(line, number):
            continue
        elif "?" in document.text[line.body : line.end]:
            stretch.append(replace(line, end=last_question(document, line)))
            number = line.labels[0] if line.depth == NUMBERED else number
    return stretch


BY_HEADINGS: Mapping[str, Grammar] = {"headed": headed, "numbered": numbered}
"""Grammars of papers with headings of answers."""

BY_SHAPE: Mapping[str, Grammar] = {
    "numbers_alone": numbers_alone,
    "emphasised": emphasised,
    "bulleted": bulleted,
    "marked": marked,
}
"""Grammars of papers in which only numbers, emphasis or bullets show the questions."""


def _counts_on(line: LabelledBlock, number: str) -> bool:
    return line.depth > NUMBERED or follows(number, line.labels[0]) or line.labels[0] == "1"


def _emphasis(bold: dict[int, int], line: LabelledBlock) -> int:
    """Return the end offset of the bold or italic words at the beginning of a line."""
    end = bold.get(line.body, bold.get(line.start, line.body))
    if end >= line.body + MOSTLY * (line.end - line.body):
        return line.end
    return end


def last_question(document: Document, line: LabelledBlock) -> int:
    """Return the end offset of the last question of a line; the text behind it is the answer.

    A party group in brackets behind a sentence ends its question: "Dat geloof ik niet. (VVD)". A
    request for a certain answer belongs to the question: "Zo nee? Graag een toelichting."

    Seen in: kst-31031-15.
    """
    if signed := askers_behind(document.text[line.body : line.end]):
        return line.body + signed[-1].end + 1
    last = line.end
    has_question = False
    for start, end in sentences(document.text, line.body, line.end):
        if "?" in document.text[max(line.body, end - 3) : end]:
            last, has_question = end, True
        elif has_question and start <= last + 1 and REQUEST.match(document.text, start, end):
            last = end
    return last
