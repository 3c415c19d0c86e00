"""Merging of sub-questions that the reply answers together.

Why: a row of ``question`` is the smallest unit with an answer of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from pipeline.parsing.pairing import Answer, Pairing, Question, Repeat


def merge(pairing: Pairing) -> Pairing:
    """Return the pairing with questions merged that have the same answer.

    These are sub-questions of one number, and paragraphs without numbers.
    """
    answers: dict[int, list[Answer]] = {}
    for answer in pairing.answers:
        for question in answer.questions:
            answers.setdefault(id(question), []).append(answer)
    joined: dict[int, Question] = {}
    for siblings in _siblings(pairing.questions):
        for given, run in groupby(
            siblings, lambda question: [id(answer) for answer in answers.get(id(question), [])]
        ):
            together = list(run)
            if (
                given
                and len(together) > 1
                and (together[0].counted or len(together) == len(siblings))
            ):
                whole = _whole(together)
                joined |= {id(question): whole for question in together}
    if not joined:
        return pairing
    questions = list(
        dict.fromkeys(joined.get(id(question), question) for question in pairing.questions)
    )
    _count(questions)
    return replace(
        pairing,
        questions=questions,
        answers=[_answered(answer, joined) for answer in pairing.answers],
        repeats=[
            Repeat(
                joined.get(id(repeat.question), repeat.question),
                repeat.start,
                repeat.end,
                repeat.similarity,
            )
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


def _whole(siblings: list[Question]) -> Question:
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
    )


def _answered(answer: Answer, joined: dict[int, Question]) -> Answer:
    """Return the answer with merged questions in place of their parts.

    The confidence of a merged question is the lowest of its parts.
    """
    confidence: dict[Question, float] = {}
    for question, sure in zip(answer.questions, answer.confidence, strict=True):
        whole = joined.get(id(question), question)
        confidence[whole] = min(sure, confidence.get(whole, 1.0))
    return Answer(
        answer.letter, answer.start, answer.end, list(confidence), list(confidence.values())
    )


def _count(questions: list[Question]) -> None:
    """Renumber the questions without printed numbers, per letter and party group."""
    counts: dict[tuple[int, str | None], int] = {}
    for question in questions:
        if question.counted:
            key = (question.letter, question.party)
            counts[key] = counts.get(key, 0) + 1
            question.label = str(counts[key])
