"""Merging of sub-questions that the reply answers together.

Why: a row of ``question`` is the smallest unit with an answer of its own.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from pipeline.parsing.pairing import Answer, Pairing, Question


def merge(pairing: Pairing) -> Pairing:
    """Return the pairing with parts of one number, or unnumbered paragraphs, merged by answer."""
    answers: dict[Question, list[Answer]] = {}
    for answer in pairing.answers:
        for question in answer.questions:
            answers.setdefault(question, []).append(answer)
    joined: dict[Question, Question] = {}
    for siblings in _siblings(pairing.questions):
        for shared, run in groupby(siblings, answers.get):
            together = list(run)
            complete = together[0].counted or len(together) == len(siblings)
            if shared and len(together) > 1 and complete:
                joined |= dict.fromkeys(together, _merged(together))
    if not joined:
        return pairing
    questions = list(
        dict.fromkeys(joined.get(question, question) for question in pairing.questions)
    )
    _count(questions)
    return replace(
        pairing,
        questions=questions,
        answers=[_answered(answer, joined) for answer in pairing.answers],
        repeats=[
            replace(repeat, question=joined.get(repeat.question, repeat.question))
            for repeat in pairing.repeats
        ],
    )


def _siblings(questions: list[Question]) -> Iterable[list[Question]]:
    """Yield runs of questions that may be one: sub-questions of one number, or unnumbered ones."""
    for key, group in groupby(
        questions,
        lambda question: (question.letter, question.party, question.parent, question.counted),
    ):
        together = list(group)
        if key[2] or key[3]:
            yield together


def _merged(siblings: list[Question]) -> Question:
    """Return one question that spans the lead-in, all parts and the text between them."""
    first, last = siblings[0], siblings[-1]
    start = first.preamble[0] if first.preamble else first.start
    return Question(
        first.letter,
        first.party,
        first.parent or first.label,
        start,
        last.end,
        "",
        None,
        first.askers,
        first.counted,
        first.grouped,
    )


def _answered(answer: Answer, joined: dict[Question, Question]) -> Answer:
    """Return the answer with merged questions, each with the lowest confidence of its parts."""
    confidence: dict[Question, float] = {}
    for question, sure in zip(answer.questions, answer.confidence, strict=True):
        merged = joined.get(question, question)
        confidence[merged] = min(sure, confidence.get(merged, 1.0))
    return Answer(
        answer.letter, answer.start, answer.end, list(confidence), list(confidence.values())
    )


def _count(questions: list[Question]) -> None:
    """Renumber the questions without printed numbers, per letter and party group."""
    counts: Counter[tuple[int, str | None]] = Counter()
    for question in questions:
        if question.counted:
            counted = question.letter, question.party if question.grouped else None
            counts[counted] += 1
            question.label = str(counts[counted])
