"""Questions that only the reply holds: the paper prints each question with its answer, and no
request before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.parsing.language.labels import follows
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.language.speech import asks, ends_asking
from pipeline.parsing.outline.line import BULLETED, Line
from pipeline.parsing.pairing import Question, Repeat
from pipeline.parsing.pairing import questions as requests
from pipeline.reading.document import Document

LEADING = 4
"""Paragraphs below a number among which the first question mark stands."""
LONGEST = 40
"""Paragraphs of one question."""
MOSTLY = 0.9
"""Share of a block that is set in bold or italic when all of it is meant to be."""


def read(
    document: Document,
    lines: Sequence[Line],
    letter: int,
    askers: tuple[str, ...] = (),
    party: str | None = None,
) -> tuple[list[Question], list[Repeat]]:
    """The questions that stand between these lines' answers, and where each of them stands,
    headings included.
    """
    kinds = {line.kind for line in lines}
    if "answer" not in kinds and _numbered_alone(document, lines):
        stretch = _by_numbers(document, lines)
    else:
        stretch = (
            _by_headings(document, lines)
            if kinds & {"answer", "question"}
            else _by_shape(document, lines)
        )
    found = requests.read(document, stretch, letter, askers, party)
    begins = {line.body: line.start for line in stretch}
    repeats = []
    lead_ins: set[tuple[int, int]] = set()
    for question in found:
        start = question.start
        if question.preamble and question.preamble not in lead_ins:
            lead_ins.add(question.preamble)
            start = question.preamble[
                0
            ]  # the first sub-question begins with the lead-in that it shares
        repeats.append(Repeat(question, begins.get(start, start), question.end, 1.0))
    return found, repeats


def _numbered_alone(document: Document, lines: Sequence[Line]) -> bool:
    """Whether numbers above the questions are all that tells them from the answers: below most of
    them stands a question mark.
    """
    above = [index for index, line in enumerate(lines) if line.kind in {"question", "number"}]
    asking = sum(
        any("?" in said for said in _below(document, lines, index)[1][:LEADING]) for index in above
    )
    return asking > 0 and 2 * asking > len(above)


def _below(document: Document, lines: Sequence[Line], index: int) -> tuple[list[Line], list[str]]:
    """What stands under the number of the line at ``index``, beside it and below it, up to the next
    heading.
    """
    parts = [
        *takewhile(lambda one: one.kind in {"text", "item"}, lines[index + 1 : index + LONGEST])
    ]
    if lines[index].body < lines[index].end:
        parts.insert(0, lines[index])
    return parts, [document.text[one.body : one.end] for one in parts]


def _by_numbers(document: Document, lines: Sequence[Line]) -> list[Line]:
    """The lines that ask where numbers are the only headings: down to the last question mark that
    stands right below.

    Where there is none it is the first paragraph.
    """
    stretch: list[Line] = []
    for index, line in enumerate(lines):
        if line.kind == "party":
            stretch.append(line)
        if line.kind not in {"question", "number"}:
            continue
        parts, said = _below(document, lines, index)
        if line.body == line.end:
            stretch.append(replace(line, kind="question"))
        last = next((number for number, text in enumerate(said[:LEADING]) if "?" in text), 0)
        while last + 1 < len(said) and ends_asking(said[last + 1]):
            last += 1
        for number, one in enumerate(parts[: last + 1]):
            end = _last_question(document, one) if number == last else one.end
            stretch.append(replace(one, kind="question" if one is line else one.kind, end=end))
    return stretch


def _by_headings(document: Document, lines: Sequence[Line]) -> list[Line]:
    """The lines that ask: from the heading or number of a question to the heading of its answer."""
    headed = any(line.kind == "question" for line in lines)
    stretch: list[Line] = []
    asking = False
    number = "0"
    seen: set[str] = set()
    above: Line | None = None
    for line in lines:
        if line.kind == "question" or (
            line.kind == "number" and not headed
        ):  # else it is a cell of a table
            asking = True
            number = line.labels[-1] if line.labels else number
            seen |= set(line.labels)
        elif (
            line.kind == "item"
            and not headed
            and not asking
            and line.depth == 1
            and follows(number, line.labels[0])
        ):
            asking, number = True, line.labels[-1]
            seen |= set(line.labels)
        elif line.kind == "item" and asking and not headed and line.depth == 1:
            number = line.labels[-1]
            seen |= set(line.labels)
        elif line.kind == "party":
            asking, number, seen = not headed and asking, "0", set()
            stretch.append(line)
        elif line.kind == "answer":
            if (
                above
                and above.kind == "text"
                and not asking
                and len(line.labels) == 1
                and line.labels[0] not in seen
            ):
                _add_without_heading(document, stretch, above, line.labels[0])
            asking = False
        elif line.kind in {"notice", "aside", "signature"}:
            asking = False
        if asking:
            stretch.append(line)
        above = line
    return stretch


def _add_without_heading(document: Document, stretch: list[Line], line: Line, label: str) -> None:
    """A question whose heading was lost at the top of a page: the paragraph above its answer ends
    with a question mark.
    """
    if document.text[line.start : line.end].endswith("?") and (
        not stretch or stretch[-1].start < line.start
    ):
        stretch.append(replace(line, kind="question", labels=(label,)))


def _by_shape(document: Document, lines: Sequence[Line]) -> list[Line]:
    """The lines, or beginnings of lines, that ask: numbered ones with a question mark, or ones in
    bold or italic.
    """
    bold = {emphasis.start: emphasis.end for emphasis in document.emphases}
    emphasised = (
        sum(
            _emphasis(bold, line) > line.body and asks(document.text[line.body : line.end])
            for line in lines
        )
        > 1
    )
    bulleted = _asks_by_bullets(document, lines)
    stretch: list[Line] = []
    number = "0"
    for index, line in enumerate(lines):
        end = _emphasis(bold, line)
        text = document.text[line.body : line.end]
        if line.kind == "party":
            stretch.append(line)
            number = "0"
        elif bulleted and line.depth == BULLETED and text.endswith("?"):
            stretch.append(line)
        elif (
            line.kind not in {"item", "text", "heading"} or line.depth == BULLETED
        ):  # bullets belong to what stands above them
            continue
        elif emphasised:
            if end > line.body and (asks(document.text[line.body : end]) or line.kind == "item"):
                stretch.append(
                    replace(line, kind="text" if line.kind == "heading" else line.kind, end=end)
                )
        elif line.kind == "item" and (
            line.depth > 1 or follows(number, line.labels[0]) or line.labels[0] == "1"
        ):
            if "?" in text:
                stretch.append(replace(line, end=_last_question(document, line)))
            elif line.depth > 1 or not _followed_by_parts(lines, index):
                continue
            else:
                stretch.append(line)
            number = line.labels[0] if line.depth == 1 else number
    return stretch


def _asks_by_bullets(document: Document, lines: Sequence[Line]) -> bool:
    """Whether each bullet is a question with its answer below: most ask, and are followed by a
    paragraph that does not.
    """
    bullets = [index for index, line in enumerate(lines[:-1]) if line.depth == BULLETED]
    asking = [
        index
        for index in bullets
        if document.text[lines[index].end - 1] == "?"
        and lines[index + 1].kind == "text"
        and document.text[lines[index + 1].end - 1] != "?"
    ]
    return len(asking) > 1 and 2 * len(asking) > len(bullets)


def _emphasis(bold: dict[int, int], line: Line) -> int:
    """Where the bold or italic words end with which a line begins; its beginning where it begins
    plain.
    """
    end = bold.get(line.body, bold.get(line.start, line.body))
    if end >= line.body + MOSTLY * (line.end - line.body):
        return line.end
    return end


def _last_question(document: Document, line: Line) -> int:
    """The end of the last sentence of a line that asks: what follows is the answer."""
    ends = [
        end
        for _, end in sentences(document.text, line.body, line.end)
        if "?" in document.text[max(line.body, end - 3) : end]
    ]
    return ends[-1] if ends else line.end


def _followed_by_parts(lines: Sequence[Line], index: int) -> bool:
    """Whether lettered sub-questions follow a line: it is their lead-in."""
    after = lines[index + 1 : index + 2]
    return bool(after) and after[0].kind == "item" and after[0].depth > lines[index].depth
