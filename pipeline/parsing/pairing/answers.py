"""Answers of a reply: the text between a question or heading and the next segment boundary."""

from collections.abc import Sequence
from itertools import zip_longest

from pipeline.parsing.language.sentences import trimmed
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import Answer, Question, Repeat
from pipeline.parsing.pairing.boundaries import Boundary, Marks, Reply
from pipeline.reading.document import Document

TOGETHER = 200
"""Questions that one answer can have, at most."""


class _Scan:
    """Scan of a reply: its current part, and the questions that are pending an answer.

    ``waiting`` maps the pending questions to the confidence of their link; ``repeated`` are those
    repeated since the last answer; ``answered`` is true if the pending questions have been
    answered.
    """

    def __init__(self, questions: Sequence[Question], repeats: Sequence[Repeat]) -> None:
        """Index the questions, and those of them that the reply repeats at some position."""
        self.index = _QuestionIndex(questions)
        self.anywhere = frozenset(repeat.question for repeat in repeats)
        self.party: str | None = None
        self.start_anew()

    def start_anew(self) -> None:
        """Clear the pending questions."""
        self.waiting: dict[Question, float] = {}
        self.repeated: dict[Question, None] = {}
        self.answered = False

    def named(self, line: LabelledBlock) -> list[Question]:
        """Return the questions that a heading numbers."""
        return self.index.named(line.labels, line.party or self.party)

    def pass_boundary(self, boundary: Boundary) -> None:
        """Update the pending questions by the effect of a boundary."""
        if boundary.repeat:
            self._pass_repeat(boundary.repeat)
        elif boundary.line and boundary.kind in {"question", "number"}:
            self._pass_question_heading(boundary.line)
        elif boundary.line and boundary.kind == "answer":
            self._pass_answer_heading(boundary.line)
        else:
            self.start_anew()
            if boundary.line and boundary.kind == "party":
                self.party = boundary.line.party

    def _pass_repeat(self, repeat: Repeat) -> None:
        """Add a repeated question to the pending ones, with those repeated right before it.

        Remove those that a heading named by number, if the repeat shows that they are not meant.

        Why: the repeated words identify the question; a number includes all its sub-questions, and
        those of every party group.
        """
        if self.answered:
            self.start_anew()
        question = repeat.question
        self.waiting = {
            pending: sure
            for pending, sure in self.waiting.items()
            if not self._is_ruled_out(pending, question)
        }
        self.waiting.setdefault(question, repeat.similarity)
        self.repeated[question] = None

    def _is_ruled_out(self, question: Question, repeated: Question) -> bool:
        """Return True if a repeat below a heading rules out a question that the heading numbers."""
        if question is repeated or question in self.repeated:
            return False
        return question in self.anywhere or question.label == repeated.label

    def _pass_question_heading(self, line: LabelledBlock) -> None:
        """Add the questions with the numbers of a question heading to the pending ones."""
        if self.answered:
            self.start_anew()
        for question in self.named(line):
            self.waiting.setdefault(question, 1.0)

    def _pass_answer_heading(self, line: LabelledBlock) -> None:
        """Set the pending questions to those that an answer heading numbers.

        The words of questions repeated right above take precedence over a number that contradicts
        them; a misprinted number stands for the nearest of them.
        """
        if not line.labels:
            self.waiting = dict.fromkeys(self.waiting, 1.0)
            return
        repeated = {} if self.answered else self.repeated
        named = self.named(line)
        if not named:
            self.waiting = dict.fromkeys(list(repeated)[-len(line.labels) :], 0.5)
            return
        meant = [question for question in named if question in repeated]
        if meant or not repeated:
            of_party = line.party is not None or self.party is not None
            chosen = named if of_party or len(meant) < len(line.labels) else meant
            self.waiting = dict.fromkeys(chosen, 1.0)


def find_answers(
    reply: Reply, letter: int, questions: Sequence[Question], marks: Marks
) -> list[Answer]:
    """Return the answers that a reply in this letter gives to ``questions``, in order."""
    document, lines = reply.document, reply.lines
    boundaries = reply.boundaries(marks)
    headings = [line for line in lines if line.kind == "heading"]
    scan = _Scan(questions, reply.repeats)
    answers: list[Answer] = []
    for boundary, following in zip_longest(boundaries, boundaries[1:]):
        scan.pass_boundary(boundary)
        until = following.start if following else lines[-1].end
        span = _content(document, headings, boundary.end, until)
        if not (span and scan.waiting) or _is_question_text(boundary, following):
            continue
        answers.append(Answer(letter, *span, list(scan.waiting), list(scan.waiting.values())))
        scan.answered = True
    return answers


def _is_question_text(boundary: Boundary, following: Boundary | None) -> bool:
    """Return True if the text between two boundaries is part of a question.

    It is the lead-in of repeated sub-questions, or the rest of a question above the heading of its
    answer.
    """
    if following is None:
        return False
    if following.kind == "repeat":
        return boundary.kind in {"question", "number"}
    return boundary.kind != "answer" and following.kind == "answer"


class _QuestionIndex:
    """Index of the questions that may be answered, by the numbers that a reply uses for them."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.own: dict[str, list[Question]] = {}
        self.parts: dict[str, list[Question]] = {}
        for question in questions:
            self.own.setdefault(question.label, []).append(question)
            if question.parent:
                self.parts.setdefault(question.parent, []).append(question)

    def named(self, labels: Sequence[str], party: str | None) -> list[Question]:
        """Return the questions with these numbers, with sub-questions, of the group if any."""
        questions: dict[Question, None] = {}
        for label in labels[:TOGETHER]:
            exact = (self.own.get(label) or self.parts.get(label, []))[:TOGETHER]
            here = [question for question in exact if question.party == party]
            questions |= dict.fromkeys(exact if party is None and not here else here)
        return list(questions)


def _content(
    document: Document, headings: Sequence[LabelledBlock], start: int, end: int
) -> tuple[int, int] | None:
    """Return the span of ``text[start:end]`` without surrounding white space.

    A heading at its end, which belongs to the next part, is cut off. None if nothing is left.
    """
    span = trimmed(document.text, start, end)
    for line in reversed(headings):
        if span and span[0] <= line.start < span[1] <= line.end:
            span = trimmed(document.text, span[0], line.start)
    return span
