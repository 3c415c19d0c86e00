"""Text that is neither question nor answer, nor another known part of a paper.

In a paper of questions and answers everything between the heads of its letters should be a
question, an answer, or one of the known parts: introduction, remark, heading, signature, closing,
explanatory note of the askers. The rest is kept as spans with a reason, so that readers of the
tables know what the parser did not understand. So are the blocks beside missing pages, of papers
without questions and answers too, because a missing page may have held them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from pipeline.parsing.language.speech import closes, ends_asking, introduces, members_speak, puts
from pipeline.parsing.letters import Letter
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import Pairing
from pipeline.parsing.pairing.scoring import RUNNING
from pipeline.parsing.pairing.spans import Span, Spans
from pipeline.reading.document import Document

Reason = Literal[
    "answer_without_question",
    "question_not_read",
    "between_answers",
    "pages_missing",
    "end_missing",
]
MISSING: Mapping[str, Reason] = {"pages": "pages_missing", "end": "end_missing"}
"""Reasons by the kind of a gap in the file: the block beside the gap is kept as the span."""
OFTEN = 3
"""Signs of questions, from which a paper without a question was not understood."""
SHORTEST = 25
"""Characters of an unexplained span, at least; a shorter one is a stray heading or a name."""


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Span ``text[start:end]`` without an explanation, and the reason for keeping it."""

    start: int
    end: int
    reason: Reason


def unexplained(
    document: Document,
    lines: Sequence[LabelledBlock],
    letters: Sequence[Letter],
    pairing: Pairing,
    *,
    due: bool = False,
    unknown: bool = False,
) -> tuple[float | None, list[Unexplained]]:
    """Return the share of the running text that is explained, and the spans that are not.

    The share is None for a paper without questions and answers, unless its kind makes them ``due``,
    or several paragraphs ask in a letter or in a paper of ``unknown`` kind.

    Why: such a paper was not understood.

    Seen in: a list of written questions on openkamer.org, which prints neither heads nor numbers.
    """
    gaps = [Unexplained(gap.start, gap.end, MISSING[gap.kind]) for gap in document.gaps]
    due = due or _asks_often(document, lines, unknown=unknown)
    begin = _first_line(letters, pairing, due=due, unknown=unknown)
    if begin is None:
        return None, sorted(gaps, key=attrgetter("start"))
    heads = {index for letter in letters for index in range(letter.first, letter.body)}
    explained = Spans(pairing.spans())
    inner = _between_first_and_last(letters, explained.merged)
    answers = bool(pairing.answers) or not pairing.questions  # else a notice replaces them
    total = 0
    remaining: list[Unexplained] = []
    above: LabelledBlock | None = None
    for index, line, noted in _with_notes(lines, begin, answers=answers):
        running = index not in heads and line.kind in RUNNING
        if running:
            total += line.end - line.body
        if running and not noted:
            remaining += _left_over(document, explained.outside(line.body, line.end), above, inner)
        above = line if line.body == line.end or not running else None
    remaining = _joined(remaining)
    missing = sum(part.end - part.start for part in remaining)
    return round(1 - missing / max(total, 1), 4), sorted(
        [*remaining, *gaps], key=attrgetter("start")
    )


def _asks_often(document: Document, lines: Sequence[LabelledBlock], *, unknown: bool) -> bool:
    """Return True if several paragraphs ask or are headings of answers.

    In a paper of ``unknown`` kind each question mark of a paragraph that asks counts.

    Seen in: kst-32861-71, a letter with two research questions that ask twice.
    """
    signs = 0
    for line in lines:
        text = document.text[line.body : line.end]
        if line.kind == "answer":
            signs += 1
        elif line.kind in RUNNING and ends_asking(text):
            signs += text.count("?") if unknown else 1
        if signs >= OFTEN:
            return True
    return False


def _first_line(
    letters: Sequence[Letter], pairing: Pairing, *, due: bool, unknown: bool
) -> int | None:
    """Return the first line to explain: of the letters, 0 if questions are due, else None."""
    if pairing.questions or pairing.answers:
        return min((letter.body for letter in letters), default=None)
    return 0 if due and (letters or unknown) else None


def _between_first_and_last(letters: Sequence[Letter], spans: Sequence[Span]) -> list[Span]:
    """Return for each letter the span from its first question or answer to its last.

    Why: the text before the first is the opening of the letter, the text after the last its end.
    """
    stretches: list[Span] = []
    for within in [*(letter for letter in letters if letter.last > letter.body), None]:
        inside = [
            span
            for span in spans
            if within is None or (within.start <= span[0] and span[1] <= within.end)
        ]
        if inside and (within is not None or not stretches):
            stretches.append((inside[0][0], inside[-1][1]))
    return stretches


def _with_notes(
    lines: Sequence[LabelledBlock], begin: int, *, answers: bool
) -> Iterator[tuple[int, LabelledBlock, bool]]:
    """Yield the lines from ``begin`` on with index, and True in a note, which a heading ends."""
    noted = False
    for index, line in enumerate(lines[begin:], start=begin):
        if line.kind in {"aside", "notice"} or (line.kind == "answer" and not answers):
            noted = True
        elif line.kind in {"question", "answer", "number", "party", "heading"}:
            noted = False
        yield index, line, noted


def _left_over(
    document: Document, spans: Iterable[Span], above: LabelledBlock | None, inner: Sequence[Span]
) -> Iterator[Unexplained]:
    """Yield the spans that are long enough and for which there is a reason."""
    for span in spans:
        long = span[1] - span[0] >= SHORTEST
        if long and (reason := _reason(document, span, above, inner)):
            yield Unexplained(*span, reason)


def _reason(
    document: Document, span: Span, above: LabelledBlock | None, inner: Sequence[Span]
) -> Reason | None:
    """Return the reason why this text is not explained, None if it is a known part of letters.

    ``above`` is the bare heading right above it, ``inner`` are the spans from the first to the last
    question or answer of each letter.
    """
    text = document.text[slice(*span)]
    inside = any(a <= span[0] < b for a, b in inner)
    if above is not None and above.kind == "answer":
        goes_on = text[:1].islower() and not inside  # the second line of the title of an annex
        return None if goes_on else "answer_without_question"
    if closes(text):
        return None
    if puts(text):
        return "question_not_read"
    if introduces(text) or members_speak(text):
        return None
    return "between_answers" if inside else None


def _joined(spans: Sequence[Unexplained]) -> list[Unexplained]:
    """Return the spans, with neighbouring ones of the same reason merged."""
    joined: list[Unexplained] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.reason == span.reason and span.start - last.end <= 1:
            joined[-1] = Unexplained(last.start, span.end, span.reason)
        else:
            joined.append(span)
    return joined
