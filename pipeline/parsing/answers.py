"""The answers of a reply: what stands between the repeat of a question, or a heading, and whatever comes next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.parsing.alignment import Quote
from pipeline.parsing.exchange import Answer, Question, Repeat
from pipeline.parsing.outline import Line
from pipeline.parsing.speech import closes
from pipeline.reading.document import Document

LINE_EVENTS = {"fraction", "question", "answer", "number", "notice", "aside", "signature"}


@dataclass(frozen=True, slots=True)
class _Event:
    """Something in the reply that is no answer itself: a heading, a repeat, a signature."""

    kind: str
    start: int
    end: int
    line: Line | None = None
    repeat: Repeat | None = None


@dataclass(slots=True)
class _State:
    """What the reader of a reply has in mind: the part it is in, the questions that wait for an answer, those of them that were repeated."""

    letter: int
    fraction: str | None = None
    waiting: list[tuple[Question, float]] = field(default_factory=list)
    repeated: list[Question] = field(default_factory=list)
    answered: bool = False


def read(
    document: Document,
    lines: Sequence[Line],
    letter: int,
    questions: Sequence[Question],
    repeats: Sequence[Repeat],
    quotes: Sequence[Quote] = (),
) -> list[Answer]:
    """The answers that these lines of a letter give to ``questions``, in order."""
    events = _events(document, lines, questions, repeats, quotes)
    asked = _Asked(questions)
    headings = [line for line in lines if line.kind == "heading"]
    state = _State(letter)
    answers: list[Answer] = []
    for index, event in enumerate(events):
        following = events[index + 1] if index + 1 < len(events) else None
        _meet(event, state, asked)
        end = following.start if following else lines[-1].end
        place = _content(document, headings, event.end, end)
        if place is None or not state.waiting:
            continue
        if event.kind != "answer" and following is not None and following.kind == "answer":
            continue  # the rest of the question: its answer has a heading
        if event.kind in {"question", "number"} and following is not None and following.kind == "repeat":
            continue  # the lead-in of sub-questions
        answer = Answer(
            letter, *place, [question for question, _ in state.waiting], [confidence for _, confidence in state.waiting]
        )
        state.answered = True
        answers.append(answer)
    return answers


def _meet(event: _Event, state: _State, asked: _Asked) -> None:
    """What an event means for the questions that wait."""
    if event.kind == "repeat" and event.repeat:
        _repeated(event.repeat, state)
    elif event.kind in {"question", "number"} and event.line:
        _headed(event.line, state, asked)
    elif event.kind == "answer" and event.line:
        named = asked.named(event.line.labels, event.line.fraction or state.fraction)
        repeated = [question for question, _ in state.waiting if question in state.repeated and not state.answered]
        here = (
            [question for question in named if question in repeated]
            if event.line.fraction is None and state.fraction is None
            else []
        )
        if named and (here or not repeated or any(question in repeated for question in named)):
            state.waiting = [(question, 1.0) for question in (here if len(here) >= len(event.line.labels) else named)]
        elif event.line.labels and not repeated:
            state.waiting = []
        else:
            state.waiting = [(question, confidence if event.line.labels else 1.0) for question, confidence in state.waiting]
    elif event.kind == "fraction" and event.line:
        state.fraction, state.waiting, state.repeated, state.answered = event.line.fraction, [], [], False
    else:
        state.waiting, state.repeated, state.answered = [], [], False


def _repeated(repeat: Repeat, state: _State) -> None:
    """A question is repeated: it waits for its answer, with those repeated right before it."""
    if state.answered:
        state.waiting, state.repeated = [], []
    known = [question for question, _ in state.waiting]
    if repeat.question not in known:
        # the words say which question it is: the number above them may count on where the request began again
        state.waiting = [
            *((question, sure) for question, sure in state.waiting if question in state.repeated),
            (repeat.question, repeat.similarity),
        ]
    else:  # a number without its party group stands for several questions: the words say which
        state.waiting = [
            (question, sure)
            for question, sure in state.waiting
            if question is repeat.question or question in state.repeated or question.label != repeat.question.label
        ]
    state.repeated.append(repeat.question)
    state.answered = False


def _headed(line: Line, state: _State, asked: _Asked) -> None:
    """The heading of a question: those with its number wait for their answer."""
    if state.answered:
        state.waiting, state.repeated = [], []
    known = [question for question, _ in state.waiting]
    new = [question for question in asked.named(line.labels, line.fraction or state.fraction) if question not in known]
    state.waiting = [*state.waiting, *((question, 1.0) for question in new)]
    state.answered = False


class _Asked:
    """The questions that may be answered, by the numbers under which a reply calls them."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = questions

    def named(self, labels: Sequence[str], fraction: str | None) -> list[Question]:
        """The questions with these numbers, of this party group where it has them; a number stands for all its sub-questions."""
        found: list[Question] = []
        for label in labels:
            own = [question for question in self.questions if label in {question.label, question.parent}]
            exact = [question for question in own if question.label == label] or own
            here = [question for question in exact if question.fraction == fraction]
            found += [question for question in here or (exact if fraction is None else []) if question not in found]
        return found


def _events(
    document: Document, lines: Sequence[Line], questions: Sequence[Question], repeats: Sequence[Repeat], quotes: Sequence[Quote]
) -> list[_Event]:
    """Everything that ends an answer or begins one, in order; headings inside a repeat are part of it."""
    events = [_Event("repeat", repeat.start, repeat.end, repeat=repeat) for repeat in repeats]
    events += [_Event("quote", quote.start, quote.end) for quote in quotes]
    covered = sorted((event.start, event.end) for event in events)
    numbered = _numbers_answers(lines, questions, repeats)
    for index, line in enumerate(lines):
        place = bisect_right(covered, (line.start, len(document.text))) - 1
        if place >= 0 and (line.start == covered[place][0] or line.start < covered[place][1]):
            continue
        if line.kind in LINE_EVENTS:
            events.append(_Event(line.kind, line.start, line.body, line))
        elif numbered and line.kind == "item" and line.labels:
            events.append(_Event("answer", line.start, line.body, line))
        elif line.kind == "text" and _signed_below(lines, index) and closes(document.text[line.start : line.end]):
            events.append(_Event("closing", line.start, line.end))
    return sorted(events, key=lambda event: (event.start, event.kind != "question", event.end))


def _numbers_answers(lines: Sequence[Line], questions: Sequence[Question], repeats: Sequence[Repeat]) -> bool:
    """Whether the reply repeats no questions and has no headings, but numbers its answers as the questions were."""
    if repeats or any(line.kind in {"question", "answer", "number"} for line in lines):
        return False
    labels = {question.label for question in questions if not question.counted}
    return bool(labels) and len(labels & {label for line in lines if line.kind == "item" for label in line.labels}) * 2 >= len(
        labels
    )


def _signed_below(lines: Sequence[Line], index: int) -> bool:
    """Whether only closing words stand between a line and the signature."""
    return any(line.kind == "signature" for line in lines[index + 1 : index + 4])


def _content(document: Document, headings: Sequence[Line], start: int, end: int) -> tuple[int, int] | None:
    """The words of ``text[start:end]`` without white space around them and without a heading of what comes next."""
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
