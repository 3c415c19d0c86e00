"""Text that is neither question nor answer, nor another known part of a paper.

In a paper of questions and answers everything between the heads of its letters should be a
question, an answer, or one of the known parts: introduction, remark, heading, signature, closing,
explanatory note of the askers. The rest is kept as spans with a reason, so that readers of the
tables know what the parser did not understand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.parsing.language.speech import asks, closes, introduces, members_speak
from pipeline.parsing.letters import Letter
from pipeline.parsing.outline.line import Line
from pipeline.parsing.pairing import Pairing
from pipeline.parsing.pairing.scoring import RUNNING, merged
from pipeline.reading.document import Document

Reason = Literal["answer_without_question", "question_not_read", "between_answers"]

SHORTEST = 25
"""Characters of an unexplained span, at least; a shorter one is a stray heading or a name."""


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Span ``text[start:end]`` without an explanation, and the reason for keeping it."""

    start: int
    end: int
    reason: Reason


def unexplained(
    document: Document, lines: Sequence[Line], letters: Sequence[Letter], pairing: Pairing
) -> tuple[float | None, list[Unexplained]]:
    """Return the share of the running text that is explained, and the spans that are not.

    The share is None for a paper without questions and answers.
    """
    if not letters or not (pairing.questions or pairing.answers):
        return None, []
    heads = {index for one in letters for index in range(one.first, one.body)}
    spans = merged(pairing.spans())
    inner = _between_first_and_last(letters, spans)
    begin = min(one.body for one in letters)
    total = 0
    found: list[Unexplained] = []
    above: Line | None = None
    noted = False
    for index in range(begin, len(lines)):
        line = lines[index]
        noted = _in_note(line, noted=noted, answers=bool(pairing.answers))
        if index in heads or line.kind not in RUNNING:
            above = line if line.kind in {"question", "answer"} else None
            continue
        total += line.end - line.body
        if not noted:
            found += [
                Unexplained(start, end, reason)
                for start, end in _left_over(line, spans)
                if (reason := _reason(document, (start, end), above, inner))
            ]
        above = line if line.body == line.end else None
    found = _joined(found)
    missing = sum(one.end - one.start for one in found)
    return (round(1 - missing / total, 4) if total else 1.0), found


def _between_first_and_last(
    letters: Sequence[Letter], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return for each letter the span from its first question or answer to its last.

    Why: the text before the first is the opening of the letter, the text after the last its end.
    """
    stretches: list[tuple[int, int]] = []
    for one in [*(letter for letter in letters if letter.last > letter.body), None]:
        inside = [
            span for span in spans if one is None or (one.start <= span[0] and span[1] <= one.end)
        ]
        if inside and (one is not None or not stretches):
            stretches.append((inside[0][0], inside[-1][1]))
    return stretches


def _in_note(line: Line, *, noted: bool, answers: bool) -> bool:
    """Return True inside a note of the askers or a notice, up to the next heading."""
    if line.kind in {"aside", "notice"} or (line.kind == "answer" and not answers):
        return True
    return noted and line.kind not in {"question", "answer", "number", "party", "heading"}


def _left_over(line: Line, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a line outside all spans."""
    begin = line.body
    ends = [end for _, end in spans]
    for start, end in [*spans[bisect_right(ends, line.body) :], (line.end, line.end)]:
        stop = min(start, line.end)
        if stop - begin >= SHORTEST:
            yield begin, stop
        begin = max(begin, end)
        if begin >= line.end:
            return


def _reason(
    document: Document,
    span: tuple[int, int],
    above: Line | None,
    inner: Sequence[tuple[int, int]],
) -> Reason | None:
    """Return the reason why this text is not explained, None if it is a known part of letters.

    ``above`` is the bare heading right above it, ``inner`` are the spans from the first to the last
    question or answer of each letter.
    """
    text = document.text[slice(*span)]
    if above is not None and above.kind == "answer":
        return "answer_without_question"
    if closes(text):
        return None
    if asks(text):
        return "question_not_read"
    if introduces(text) or members_speak(text):
        return None
    return "between_answers" if any(a <= span[0] < b for a, b in inner) else None


def _joined(found: Sequence[Unexplained]) -> list[Unexplained]:
    """Return the spans, with neighbouring ones of the same reason merged."""
    joined: list[Unexplained] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.reason == one.reason and one.start - last.end <= 1:
            joined[-1] = Unexplained(last.start, one.end, one.reason)
        else:
            joined.append(one)
    return joined
