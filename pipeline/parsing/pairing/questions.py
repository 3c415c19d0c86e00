"""Questions of a request, per party group: numbered ones, or one per paragraph or bullet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.language.speech import asks, closes, introduces, members_speak, speaking
from pipeline.parsing.outline.line import Line
from pipeline.parsing.pairing import Pairing, Question, bulleted, numbered_items
from pipeline.parsing.pairing.scoring import Reading, choose
from pipeline.reading.document import Document

COMMITTEE = concept("committee-speaks")

JOINS = concept("joins-questions")


@dataclass(slots=True)
class _Section:
    """Part of a letter for one party group, or a letter without such parts."""

    party: str | None
    lines: list[Line] = field(default_factory=list)


def read(
    document: Document,
    lines: Sequence[Line],
    letter: int,
    askers: tuple[str, ...] = (),
    party: str | None = None,
    *,
    running: bool = False,
) -> list[Question]:
    """Return the questions in these lines of a letter, in order.

    ``askers`` and ``party`` are those of the whole letter, for written questions; otherwise the
    headings name the party group. ``running`` is true if unnumbered questions are counted through
    the letter instead of per party group.
    """
    found: list[Question] = []
    counts: dict[str | None, int] = {}
    for section in _sections(document, lines, party):
        group = None if running else section.party
        best = choose(
            document,
            section.lines,
            (
                Reading("numbers", Pairing(_numbered(document, section, letter))),
                Reading(
                    "paragraphs",
                    Pairing(_unnumbered(document, section, letter, counts.get(group, 0))),
                ),
            ),
            due=False,
        )
        counts[group] = counts.get(group, 0) + sum(one.counted for one in best.questions)
        found += best.questions
    for question in found:
        question.askers = askers
    return found


def _sections(document: Document, lines: Sequence[Line], party: str | None) -> list[_Section]:
    """Return the parts of the letter per party group.

    They begin at headings, or at paragraphs that introduce questions.
    """
    headed = any(line.kind == "party" for line in lines)
    sections = [_Section(party)]
    for whole in lines:
        line = _before_closing(document, whole)
        text = document.text[line.start : line.end]
        if line.kind == "party":
            sections.append(_Section(line.party))
        elif line.kind == "signature" or (line.kind == "text" and closes(text)):
            sections.append(_Section(sections[-1].party))
        elif line.kind in {"aside", "notice"}:
            break
        else:
            if _only_joins(text, line):
                continue
            name = line.party or (
                None if headed or party else _introduced(text, line)
            )  # "Vraag 3 (VVD)" names its party
            if party is None and name and name != sections[-1].party:
                sections.append(_Section(name))
            sections[-1].lines.append(line)
    return sections


def _before_closing(document: Document, line: Line) -> Line:
    """Return the line without the closing words of the letter.

    Why: an extraction can leave them in the paragraph of the last question.
    """
    if not COMMITTEE.search(document.text, line.body, line.end) or not closes(
        document.text[line.body : line.end].replace("?", "")
    ):
        return line
    for start, end in sentences(document.text, line.body, line.end):
        sentence = document.text[start:end]
        if start > line.body and COMMITTEE.match(sentence) and closes(sentence):
            return replace(line, end=start - 1)
    return line


def _only_joins(text: str, line: Line) -> bool:
    """Return True if members only join the questions of others in this paragraph."""
    if line.kind != "text" or "sluiten" not in text or asks(text) or not members_speak(text):
        return False
    first = next(sentences(text), (0, 0))
    return JOINS.search(text, *first) is not None and not introduces(text)


def _introduced(text: str, line: Line) -> str | None:
    """Return the party group of which a paragraph announces or asks questions, None if none."""
    if line.kind != "text":
        return None
    for start, end in sentences(text):
        sentence = text[start:end]
        if (
            members_speak(sentence)
            and (not JOINS.search(sentence) or asks(sentence))
            and (name := speaking(sentence))
        ):
            return name
    return None


def _numbered(document: Document, section: _Section, letter: int) -> list[Question]:
    """Return the questions of a part with numbered questions."""
    return numbered_items.questions(document, section.lines, section.party, letter)


def _unnumbered(
    document: Document,
    section: _Section,
    letter: int,
    count: int,
) -> list[Question]:
    """Return the questions of a part without numbers.

    Each is a paragraph or bullet that asks, with the paragraphs that lead up to it.
    """
    found: list[Question] = []
    start: int | None = None
    open_list, until = False, -1
    for index, line in enumerate(section.lines):
        text = document.text[line.start : line.end]
        bullets = bulleted.below(section.lines, index)
        if line.end <= until:
            continue
        if (
            line.kind == "heading"
            or (introduces(text) and not asks(text))
            or bulleted.led_in(document, line, bullets)
        ):
            start, open_list = None, False
        elif line.kind == "item" and open_list and "?" not in text:
            found[-1].end = line.end
        elif asks(text) or bulleted.asked_in_list(document, line, bullets):
            count += 1
            first = line.body if start is None else start
            if bulleted.asked_in_list(document, line, bullets):
                until = bullets[-1].end
            found.append(
                Question(
                    letter,
                    section.party,
                    str(count),
                    first,
                    max(line.end, until),
                    counted=True,
                )
            )
            start, open_list = None, text.rstrip().endswith(":") or bool(bullets)
        elif start is None and found:
            start = line.body
    return found
