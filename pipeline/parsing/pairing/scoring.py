"""Scoring of candidate readings: the best division of lines into questions and answers is kept.

``terms`` measures one reading by named shares from 0 to 1, whose weights are data
(``vocabulary/readings.toml``); ``choose`` keeps the reading with the highest weighted mean, the
first of nearly equal ones. No other count or flag over a paper influences the choice.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.lexicon import concept
from pipeline.parsing.language.labels import follows
from pipeline.parsing.language.speech import asks, members_speak, puts, speaking
from pipeline.parsing.outline.labelled_block import NUMBERED, LabelledBlock
from pipeline.parsing.pairing import Answer, Pairing, Question
from pipeline.parsing.pairing.spans import Span, Spans
from pipeline.reading.document import Document
from pipeline.vocabulary import entries

WEIGHTS: Mapping[str, float] = {
    term["name"]: term["weight"] for term in entries("readings")["term"]
}
NOTHING: float = entries("readings")["nothing"]
"""Score of finding no questions at all."""
CLEAR: float = entries("readings")["clear"]
"""Lead that a reading needs over an earlier candidate."""
RUNNING = frozenset({"text", "item", "question", "answer"})
"""Kinds of lines with running text."""
LISTED = frozenset({"item", "number"})
"""Kinds of lines that can number an answer in a list."""
REPEATED = 60
"""Characters of a question that are looked for in its answer."""
SHORTEST_REPEATED = 20
"""Characters of a question from which its words in an answer are no coincidence."""
MEMBERS = ("leden", "fractie", "lid")
"""Words of which members who name their group use one; looking for them is fast."""
ANNOUNCED = concept("announced-count")
SUBLETTER = re.compile(r"[a-z]$")


@dataclass(frozen=True, slots=True)
class Reading:
    """Candidate division of lines into questions and answers, with the name of its grammar."""

    name: str
    pairing: Pairing


def choose(
    document: Document, lines: Sequence[LabelledBlock], readings: Iterable[Reading], *, due: bool
) -> Pairing:
    """Return the pairing of the best reading, the first of equals; ``due``: answers expected."""
    best, best_score, second = Pairing(reading="nothing"), NOTHING, 0.0
    for reading in readings:
        measured = terms(document, lines, reading.pairing, due=due)
        total = score(measured) if reading.pairing.questions or reading.pairing.answers else 0.0
        if total > best_score + (CLEAR if best.reading != "nothing" else 0):
            same = reading.pairing.same_as(best)
            second = second if same else best_score
            best, best_score = reading.pairing, total
            best.reading, best.terms = reading.name, measured
        elif not reading.pairing.same_as(best):
            second = max(second, total)
    best.margin = round(best_score - max(second, NOTHING), 4)
    return best


def score(measured: Mapping[str, float]) -> float:
    """Return the weighted mean of terms."""
    return sum(WEIGHTS[name] * value for name, value in measured.items()) / sum(
        WEIGHTS[name] for name in measured
    )


def terms(
    document: Document, lines: Sequence[LabelledBlock], pairing: Pairing, *, due: bool
) -> dict[str, float]:
    """Return the terms of one reading; those of answers only if answers are ``due``."""
    text = document.text
    headed = _headed(lines)
    measured = {
        "explained": explained(lines, pairing.spans()),
        "headings": _headings(document, lines, pairing),
        "gapless": _gapless(pairing),
        "asking": _share(
            _asks_last(text[question.start : question.end].rpartition("\n")[2])
            if (question.start, question.end) in headed
            else puts(text[question.start : question.end].rpartition("\n")[2])
            for question in pairing.questions
        ),
        "single": _mean([1 / _asking_paragraphs(text, question) for question in pairing.questions]),
        "announced": _announced(document, lines, pairing),
    }
    if due:
        answered = {id(question) for answer in pairing.answers for question in answer.questions}
        measured |= {
            "replying": _share(text[answer.end - 1] != "?" for answer in pairing.answers),
            "answered": _share(id(question) in answered for question in pairing.questions),
            "alternation": _alternation(pairing),
            "divided": _divided(document.text, lines, pairing),
            "likeness": _mean([repeat.similarity for repeat in pairing.repeats]),
            "grouping": _grouping(document, lines, pairing),
        }
    return measured


def _headed(lines: Sequence[LabelledBlock]) -> set[tuple[int, int]]:
    """Return the spans between the heading of a question and that of an answer."""
    spans, begin = set(), -1
    for line in lines:
        if line.kind == "answer" and begin >= 0:
            spans.add((begin, line.start - 1))
        if line.kind in {"question", "answer"}:
            begin = line.body + (line.body == line.end) if line.kind == "question" else -1
    return spans


def _asks_last(paragraph: str) -> bool:
    """Return True for a paragraph that asks, or a whole sentence: it can end a headed question.

    Seen in: kst-36740-XVI-7.
    """
    return puts(paragraph) or (paragraph[:1].isupper() and paragraph[-1:] == ".")


def explained(lines: Sequence[LabelledBlock], spans: Iterable[Span]) -> float:
    """Return the share of the running text of ``lines`` inside ``spans``, 1 if there is no text."""
    parts = Spans(spans)
    running = [line for line in lines if line.kind in RUNNING]
    total = sum(line.end - line.body for line in running)
    return sum(parts.inside(line.body, line.end) for line in running) / total if total else 1.0


def _headings(document: Document, lines: Sequence[LabelledBlock], pairing: Pairing) -> float:
    """Return the share of headings that open a question with a printed number, or an answer.

    One is added to both counts.

    Why: a single heading that opens nothing is weak evidence, ten are strong.
    """
    printed = [question for question in pairing.questions if not question.counted]
    question_starts = sorted(
        [question.start for question in printed]
        + [question.preamble[0] for question in printed if question.preamble]
        + [repeat.start for repeat in pairing.repeats if not repeat.question.counted]
    )
    answer_starts = sorted(answer.start for answer in pairing.answers)
    either = sorted(question_starts + answer_starts)
    opened = []
    for index, line in enumerate(lines):
        starts = {"answer": answer_starts, "number": either}.get(line.kind, question_starts)
        if not _is_heading(document, line):
            continue
        stop = (
            lines[index + 1].end if line.body == line.end and index + 1 < len(lines) else line.end
        )
        position = bisect_left(starts, line.start)
        opened.append(position < len(starts) and starts[position] < stop)
    return (sum(opened) + 1) / (len(opened) + 1)


def _is_heading(document: Document, line: LabelledBlock) -> bool:
    """Return True for the heading of a question or answer, a bare number, a numbered question."""
    if line.kind in {"question", "answer", "number"}:
        return True
    return (
        line.kind == "item" and line.depth == NUMBERED and asks(document.text[line.body : line.end])
    )


def _gapless(pairing: Pairing) -> float:
    """Return the share of printed numbers that follow the previous one in their group."""
    steps = []
    for first, second in pairwise(
        question for question in pairing.questions if not question.counted
    ):
        before, following = (SUBLETTER.sub("", label) for label in (first.label, second.label))
        steps.append(
            before == following or follows(before, following) or first.party != second.party
        )
    return _share(steps)


def _alternation(pairing: Pairing) -> float:
    """Return the share of answers that follow a question, or the answer to the one before theirs.

    Why: a list of questions can have a list of answers below it, in the same order.
    """
    question_starts = {question.start for question in pairing.questions} | {
        repeat.start for repeat in pairing.repeats
    }
    answers = {answer.start: answer for answer in pairing.answers}
    numbers = {id(question): number for number, question in enumerate(pairing.questions)}
    order = sorted(question_starts | answers.keys())
    behind = []
    for first, second in pairwise(order):
        if second in answers and first not in answers:
            behind.append(True)
        elif second in answers:
            last, own = answers[first].questions[-1], answers[second].questions[0]
            behind.append(numbers.get(id(own), 0) == numbers.get(id(last), 0) + 1)
    return _share([*behind, *([False] if order and order[0] in answers else [])])


def _divided(text: str, lines: Sequence[LabelledBlock], pairing: Pairing) -> float:
    """Return the share of answered questions that are not answered again in another's answer.

    Those are questions with a numbered item, or with their own words, in an answer that they share.
    Example: an answer to the questions 1 and 2 that is the list "1. Ja.", "2. Nee.".
    """
    listed = [(line.start, line.labels[0]) for line in lines if line.kind in LISTED and line.labels]
    starts = [start for start, _ in listed]
    labels = {question.label for question in pairing.questions if not question.counted}
    divided = []
    for answer in pairing.answers:
        inside = listed[bisect_left(starts, answer.start) : bisect_left(starts, answer.end)]
        numbers = labels.intersection(number for _, number in inside)
        if len(answer.questions) > 1:
            divided += [
                _is_undivided(text, question, answer, numbers) for question in answer.questions
            ]
        else:
            divided += [True for _ in answer.questions]
    return _share(divided)


def _is_undivided(text: str, question: Question, answer: Answer, numbers: Container[str]) -> bool:
    """Return True if a shared answer neither numbers nor repeats one of its questions."""
    if not question.counted and question.label in numbers:
        return False
    words = text[question.start : min(question.end, question.start + REPEATED)]
    return len(words) < SHORTEST_REPEATED or text.find(words, answer.start, answer.end) < 0


def _grouping(document: Document, lines: Sequence[LabelledBlock], pairing: Pairing) -> float:
    """Return the share of names of groups that the numbering of the questions follows.

    They are the headings of groups, and the groups that open a question themselves.
    """
    grouped = {question.party for question in pairing.questions if question.grouped}
    followed = [line.party in grouped for line in lines if line.kind == "party"]
    for question in pairing.questions:
        text = document.text[question.start : question.end]
        speaks = any(word in text for word in MEMBERS) and members_speak(text)
        if speaks and (name := speaking(text)):
            followed.append(name == question.party)
    return _share(followed)


def _announced(document: Document, lines: Sequence[LabelledBlock], pairing: Pairing) -> float:
    """Return the smaller of found and announced questions by the larger, 1 without a count."""
    for line in lines[:3]:
        if match := ANNOUNCED.search(document.text, line.start, line.end):
            announced, paired = int(match["count"]), len(pairing.questions)
            return min(announced, paired) / max(announced, paired, 1)
    return 1.0


def _asking_paragraphs(text: str, question: Question) -> int:
    return max(1, text[question.start : question.end].count("?\n") + 1)


def _share(values: Iterable[bool]) -> float:
    return _mean([float(value) for value in values])


def _mean(values: Sequence[float]) -> float:
    """Return the mean, 1 if there are no values."""
    return sum(values) / len(values) if values else 1.0
