"""Answers of a reply: the text between a question or heading and the next segment boundary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.parsing.outline.line import Line
from pipeline.parsing.pairing import Answer, Question, Repeat
from pipeline.parsing.pairing.alignment import Quote
from pipeline.parsing.pairing.boundaries import Boundary, Marks, boundaries
from pipeline.reading.document import Document

TOGETHER = 200
"""Questions that one answer can have, at most."""


@dataclass(slots=True)
class _State:
    """State of the scan of a reply: its current part, and the questions that are pending an answer.

    ``anywhere`` are the questions that the reply repeats at some position; ``waiting`` maps the
    pending questions to the confidence of their link; ``repeated`` are those repeated since the
    last answer; ``answered`` is true if the pending questions have been answered.
    """

    anywhere: frozenset[Question]
    party: str | None = None
    waiting: dict[Question, float] = field(default_factory=dict)
    repeated: dict[Question, None] = field(default_factory=dict)
    answered: bool = False

    def start_anew(self) -> None:
        """Clear the pending questions."""
        self.waiting, self.repeated, self.answered = {}, {}, False


def read(
    document: Document,
    lines: Sequence[Line],
    letter: int,
    questions: Sequence[Question],
    repeats: Sequence[Repeat],
    quotes: Sequence[Quote] = (),
    *,
    marks: Marks,
) -> list[Answer]:
    """Return the answers that these lines of a letter give to ``questions``, in order."""
    found = boundaries(document, lines, repeats, quotes, marks)
    headings = [line for line in lines if line.kind == "heading"]
    asked = _Asked(questions)
    state = _State(frozenset(repeat.question for repeat in repeats))
    answers: list[Answer] = []
    for boundary, following in pairwise([*found, None]):
        if boundary is None:
            break
        _apply(boundary, state, asked)
        place = _content(
            document, headings, boundary.end, following.start if following else lines[-1].end
        )
        if place is None or not state.waiting:
            continue
        answered = (
            boundary.kind != "answer"
            and following is not None
            and following.kind == "answer"
            and following.line
        )
        if answered and (
            document.text[place[1] - 1] == "?" or not _heads(boundary, answered, state, asked)
        ):
            continue  # the rest of the question; the heading of its answer follows
        if (
            boundary.kind in {"question", "number"}
            and following is not None
            and following.kind == "repeat"
        ):
            continue  # the lead-in of sub-questions
        answers.append(Answer(letter, *place, list(state.waiting), list(state.waiting.values())))
        state.answered = True
    return answers


def _heads(boundary: Boundary, below: Line, state: _State, asked: _Asked) -> bool:
    """Return True if the heading "Vragen 2 t/m 4" introduces an answer itself.

    It does if the next heading is that of the answer to other questions, "Antwoord op vraag 5".
    """
    line = boundary.line
    if line is None or not (boundary.kind == "question" or len(line.labels) > 1):
        return False
    named = asked.named(below.labels, below.party or state.party)
    return bool(named) and state.waiting.keys().isdisjoint(named)


def _apply(boundary: Boundary, state: _State, asked: _Asked) -> None:
    """Update ``state`` with the effect of a boundary on the pending questions."""
    if boundary.kind == "repeat" and boundary.repeat:
        _after_repeat(boundary.repeat, state)
    elif boundary.kind in {"question", "number"} and boundary.line:
        _after_question_heading(boundary.line, state, asked)
    elif boundary.kind == "answer" and boundary.line:
        _after_answer_heading(boundary.line, state, asked)
    else:
        state.start_anew()
        if boundary.kind == "party" and boundary.line:
            state.party = boundary.line.party


def _after_repeat(repeat: Repeat, state: _State) -> None:
    """Add a repeated question to the pending ones, with those repeated right before it.

    Remove those that a heading named by number, if the repeat shows that they are not meant.
    """
    if state.answered:
        state.start_anew()
    question = repeat.question
    # the repeated words identify the question; a number includes all its sub-questions, and those
    # of every party group
    state.waiting = {
        one: sure
        for one, sure in state.waiting.items()
        if one is question or not _not_meant(one, question, state)
    }
    state.waiting.setdefault(question, repeat.similarity)
    state.repeated[question] = None


def _not_meant(one: Question, repeated: Question, state: _State) -> bool:
    """Return True if a repeat below a heading rules out a question that the heading numbers."""
    return one not in state.repeated and (one in state.anywhere or one.label == repeated.label)


def _after_question_heading(line: Line, state: _State, asked: _Asked) -> None:
    """Add the questions with the numbers of a question heading to the pending ones."""
    if state.answered:
        state.start_anew()
    for question in asked.named(line.labels, line.party or state.party):
        state.waiting.setdefault(question, 1.0)


def _after_answer_heading(line: Line, state: _State, asked: _Asked) -> None:
    """Set the pending questions to those that an answer heading numbers.

    The words of questions repeated right above take precedence over a number that contradicts them.
    """
    named = asked.named(line.labels, line.party or state.party)
    repeated: Iterable[Question] = () if state.answered else state.repeated
    meant = [question for question in named if question in repeated]
    if named and (meant or not repeated):
        sure = line.party is not None or state.party is not None
        chosen = named if sure or len(meant) < len(line.labels) else meant
        state.waiting = dict.fromkeys(chosen, 1.0)
    elif line.labels and not named:
        nearest = list(repeated)[-len(line.labels) :]  # a misprinted number
        state.waiting = dict.fromkeys(nearest, 0.5)
    elif line.labels and not repeated:
        state.waiting = {}
    elif not line.labels:
        state.waiting = dict.fromkeys(state.waiting, 1.0)


class _Asked:
    """Index of the questions that may be answered, by the numbers that a reply uses for them."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.own: dict[str, list[Question]] = {}
        self.parts: dict[str, list[Question]] = {}
        for question in questions:
            self.own.setdefault(question.label, []).append(question)
            if question.parent:
                self.parts.setdefault(question.parent, []).append(question)

    def named(self, labels: Sequence[str], party: str | None) -> list[Question]:
        """Return the questions with these numbers, of the given party group if it has any.

        A number includes all its sub-questions.
        """
        found: dict[int, Question] = {}
        for label in labels[:TOGETHER]:
            exact = self.own.get(label) or self.parts.get(label, [])
            here = [question for question in exact[:TOGETHER] if question.party == party]
            found |= {
                id(question): question
                for question in here or (exact[:TOGETHER] if party is None else [])
            }
        return list(found.values())


def _content(
    document: Document, headings: Sequence[Line], start: int, end: int
) -> tuple[int, int] | None:
    """Return the span of ``text[start:end]`` without surrounding white space.

    A heading at its end, which belongs to the next part, is cut off. None if nothing is left.
    """
    text = document.text
    start, end = _trimmed(text, start, end)
    for line in reversed(headings):
        if start <= line.start < end <= line.end:
            start, end = _trimmed(text, start, line.start)
    return (start, end) if start < end else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
