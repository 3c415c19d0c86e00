"""The answers of a reply: what stands between the repeat of a question, or a heading, and whatever
comes next.
"""

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
"""More questions than this are never answered in one go."""


@dataclass(slots=True)
class _State:
    """What the reader of a reply has in mind: the part it is in, and the questions that wait for an
    answer.

    ``anywhere`` are the questions that the reply repeats at some place; ``waiting`` maps those that
    wait to how sure it is that they are meant; ``repeated`` are those whose words were repeated
    since the last answer; ``answered`` says that an answer was given to those that wait.
    """

    anywhere: frozenset[Question]
    party: str | None = None
    waiting: dict[Question, float] = field(default_factory=dict)
    repeated: dict[Question, None] = field(default_factory=dict)
    answered: bool = False

    def start_anew(self) -> None:
        """Nothing waits."""
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
    """The answers that these lines of a letter give to ``questions``, in order."""
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
            continue  # the rest of the question: its answer has a heading
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
    """Whether "Vragen 2 t/m 4" heads an answer itself: it does where the next heading answers
    others, "Antwoord op vraag 5".
    """
    line = boundary.line
    if line is None or not (boundary.kind == "question" or len(line.labels) > 1):
        return False
    named = asked.named(below.labels, below.party or state.party)
    return bool(named) and state.waiting.keys().isdisjoint(named)


def _apply(boundary: Boundary, state: _State, asked: _Asked) -> None:
    """Change ``state`` by what a boundary means for the questions that wait."""
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
    """A question is repeated: it waits for its answer, with those repeated right before it."""
    if state.answered:
        state.start_anew()
    question = repeat.question
    # the words say which question it is: a number stands for all its sub-questions, and for those
    # of every party group
    state.waiting = {
        one: sure
        for one, sure in state.waiting.items()
        if one is question or not _not_meant(one, question, state)
    }
    state.waiting.setdefault(question, repeat.similarity)
    state.repeated[question] = None


def _not_meant(one: Question, repeated: Question, state: _State) -> bool:
    """Whether a question that a heading called up is not meant, now that another one is repeated
    below it.
    """
    return one not in state.repeated and (one in state.anywhere or one.label == repeated.label)


def _after_question_heading(line: Line, state: _State, asked: _Asked) -> None:
    """The heading of a question: those with its number wait for their answer."""
    if state.answered:
        state.start_anew()
    for question in asked.named(line.labels, line.party or state.party):
        state.waiting.setdefault(question, 1.0)


def _after_answer_heading(line: Line, state: _State, asked: _Asked) -> None:
    """The heading of an answer: its number says what it answers, unless the words just repeated say
    otherwise.
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
    """The questions that may be answered, by the numbers under which a reply calls them."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.own: dict[str, list[Question]] = {}
        self.parts: dict[str, list[Question]] = {}
        for question in questions:
            self.own.setdefault(question.label, []).append(question)
            if question.parent:
                self.parts.setdefault(question.parent, []).append(question)

    def named(self, labels: Sequence[str], party: str | None) -> list[Question]:
        """The questions with these numbers, of this party group where it has them; a number stands
        for all its sub-questions.
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
    """The words of ``text[start:end]`` without white space around them and without a heading of
    what comes next.
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
