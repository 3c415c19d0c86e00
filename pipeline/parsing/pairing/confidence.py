"""Calibrated confidence that a question and its answer were parsed correctly.

Named signs of each pair, from 0 to 1, are weighed by a logistic function. The weights are data
(``vocabulary/confidence.toml``), fitted by ``tests/bench/confidence.py`` on real papers with and
without planted damage; docs/accuracy.md has the reliability table.
"""

import re
from collections.abc import Mapping, Sequence
from math import exp

from pipeline.parsing.language.labels import follows
from pipeline.parsing.language.speech import ends_asking, puts
from pipeline.parsing.pairing import Answer, Pairing, Question
from pipeline.reading.document import Document
from pipeline.vocabulary import entries

WEIGHTS: Mapping[str, float] = {
    sign["name"]: sign["weight"] for sign in entries("confidence")["sign"]
}
INTERCEPT: float = entries("confidence")["intercept"]
RUN_ON = re.compile(r"(?:Vra[a-z]{1,4}|Antw[a-z]{3,7})[\s-][0-9lOIS]{1,3}(?:[.:]|\s[A-Z«]|\s?$|\n)")
"""Pattern of a heading inside a passage, where another question or answer was appended to it.

Text recognition misreads such headings: "Vraaq 3", "Antwoorcl l".
"""
NOTE = re.compile(
    r"\d(?<!\S\d)\d?\s?(?:https?:|www\.|[A-Z][^.?!]{2,60},\s\d{1,2}\s[a-z]{3,9}\s\d{4})"
)
"""Pattern of a footnote in the middle of a passage: "3 NRC, 31 oktober 2024".

Why: a pattern that begins with a digit is only tried at digits.
"""

ENDS = frozenset(".!?:;»”\"')…")
CLEAR_LEAD = 0.2
"""Lead of a reading over the next one at which the sign ``lead`` is 1."""
NUMBER = re.compile(r"\d+")
ABOVE = 60
"""Characters above an answer in which the numbers of its questions are looked for."""
LONG = 1500
"""Characters of a question above which the sign ``short`` drops below 1."""


def rate(document: Document, pairing: Pairing) -> None:
    """Replace the raw confidence of each link of ``pairing`` by the calibrated one."""
    order = {id(question): index for index, question in enumerate(pairing.questions)}
    for answer in pairing.answers:
        answer.confidence = [
            confidence(signs(document, pairing, (question, order[id(question)]), answer, sure))
            for question, sure in zip(answer.questions, answer.confidence, strict=True)
        ]


def confidence(measured: Mapping[str, float]) -> float:
    """Return the probability that a pair with these signs is correct."""
    total = INTERCEPT + sum(WEIGHTS.get(name, 0.0) * value for name, value in measured.items())
    return 1 / (1 + exp(-total))


def signs(
    document: Document,
    pairing: Pairing,
    numbered: tuple[Question, int],
    answer: Answer,
    sure: float,
) -> dict[str, float]:
    """Return the signs of one pair, each 0 to 1; ``numbered`` is the question with its index."""
    question, index = numbered
    question_text = document.text[question.start : question.end]
    answer_text = document.text[answer.start : answer.end]
    return {
        "link": min(1.0, sure),
        "lead": min(1.0, max(0.0, pairing.margin / CLEAR_LEAD)),
        "headings": pairing.terms.get("headings", 1.0) ** 4,
        "gapless": _share_beside(pairing.questions, index),
        "asks": float(
            ends_asking(question_text) or ("?" not in question_text and puts(question_text))
        ),
        "ends": float(answer_text[-1:] in ENDS),
        "begins": float(question_text[:1].isupper() or not question_text[:1].isalpha()),
        "question_alone": float(RUN_ON.search(question_text) is None),
        "answer_alone": float(RUN_ON.search(answer_text) is None and not ends_asking(answer_text)),
        "question_clean": float(NOTE.search(question_text) is None),
        "answer_clean": float(NOTE.search(answer_text) is None),
        "single": 1 / max(1, question_text.count("?\n") + 1),
        "short": min(1.0, LONG / max(1, len(question_text))),
        "named": _named(document.text, answer),
        "divided": pairing.terms.get("divided", 1.0) ** 4,
        "states": 1 / max(1, answer_text.count("?")),
        "whole": float(not _beside_gap(document, question) and not _beside_gap(document, answer)),
    }


def _named(text: str, answer: Answer) -> float:
    """Return 1 for an answer to one question or with several numbers above it, else less."""
    numbers = NUMBER.findall(text, max(0, answer.start - ABOVE), answer.start)
    return 1.0 if len(numbers) > 1 else 1 / len(answer.questions)


def _beside_gap(document: Document, passage: Question | Answer) -> bool:
    """Return True if pages are missing inside a passage or next to it."""
    return any(
        passage.start - 1 <= (gap.end if gap.kind == "end" else gap.start) <= passage.end + 1
        for gap in document.gaps
    )


def _share_beside(questions: Sequence[Question], index: int) -> float:
    """Return the share (0, 0.5 or 1) of the two neighbouring numbers that are consecutive."""
    own = _number(questions[index])
    before = _number(questions[index - 1]) if index else "0"
    behind = _number(questions[index + 1]) if index + 1 < len(questions) else ""
    good = [own == before or follows(before, own) or (own == "1" and before != own)]
    good.append(not behind or own == behind or follows(own, behind) or behind == "1")
    return sum(good) / 2


def _number(question: Question) -> str:
    return re.sub(r"[a-z]+$", "", question.label)
