"""Candidate readings of a part of a paper, one per grammar, of which the best is kept.

``inline`` is for lines that print each question with its answer, ``reply`` for answers to questions
that are known from a request.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, dropwhile, islice

from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import (
    Pairing,
    Question,
    Repeat,
    Roles,
    alignment,
    answers,
    narrative,
    questions,
)
from pipeline.parsing.pairing.alignment import Quote
from pipeline.parsing.pairing.boundaries import Marks, Reply
from pipeline.parsing.pairing.inline_questions import BY_HEADINGS, BY_SHAPE, LEADING, Grammar
from pipeline.parsing.pairing.question_heads import heads_annex
from pipeline.parsing.pairing.scoring import Reading, choose
from pipeline.reading.document import Document

NUMBERED_KINDS = frozenset({"question", "answer", "number", "item"})
"""Kinds of lines that can have a printed number."""
FEWEST = 2
"""Largest number of a list of questions, at least."""
MOST_PLACES = 4
"""Places where the answers may begin that are tried."""

HEADED = Marks(numbers=False, items=False)
NUMBERED = Marks(numbers=True, items=False)
ITEMS = Marks(numbers=True, items=True)


def lone_reply(document: Document, lines: Sequence[LabelledBlock], roles: Roles) -> Pairing:
    """Return the best reading of a letter whose questions are in no other letter.

    Why: such a letter may have a list of its own questions. Grammars by shape are therefore applied
    only below the first heading of a party group, the title of its annex, or its signature, if
    question 1 follows. Members and government speak in turn only below headings of groups.

    Seen in: 2024D39035.
    """
    first = next(
        (
            n
            for n, line in enumerate(lines)
            if line.kind == "party"
            or line.party
            or heads_annex(document, line)
            or _asks_below(document, lines, n)
        ),
        len(lines),
    )
    return choose(
        document,
        lines,
        chain(
            by_headings(document, lines, roles),
            _readings(document, lines[first:], roles, BY_SHAPE),
            lists(document, lines[first:], roles),
            narrative.readings(document, [*dropwhile(_no_group, lines)], roles),
        ),
        due=True,
    )


def _no_group(line: LabelledBlock) -> bool:
    return line.kind != "party"


def _asks_below(document: Document, lines: Sequence[LabelledBlock], index: int) -> bool:
    """Return True for a bare number 1 below a signature, with a question below it.

    Seen in: kst-31031-15.
    """
    line = lines[index]
    if line.kind != "number" or line.labels != ("1",) or not index:
        return False
    below = lines[index + 1 : index + 1 + LEADING]
    return lines[index - 1].kind == "signature" and any(
        "?" in document.text[block.start : block.end] for block in below
    )


def inline(document: Document, lines: Sequence[LabelledBlock], roles: Roles) -> Iterator[Reading]:
    """Yield the readings of lines that print each question with its answer."""
    yield from _readings(document, lines, roles, {**BY_HEADINGS, **BY_SHAPE})


def unanswered(
    document: Document, lines: Sequence[LabelledBlock], roles: Roles
) -> Iterator[Reading]:
    """Yield the readings of questions with a notice in place of their answers."""
    for reading in inline(document, lines, roles):
        reading.pairing.answers = []
        yield reading
    yield from above_and_below(document, lines, [], roles)


def without_notices(lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the lines without the notices in place of answers."""
    remaining: list[LabelledBlock] = []
    noticed = False
    for line in lines:
        if line.kind in {"notice", "answer"}:
            noticed = True
        elif line.kind in {"question", "number", "party"}:
            noticed = False
        if not noticed:
            remaining.append(line)
    return remaining


def by_headings(
    document: Document, lines: Sequence[LabelledBlock], roles: Roles
) -> Iterator[Reading]:
    """Yield the readings that go from headings of questions to headings of answers."""
    printed = [line for line in lines if line.kind == "answer"]
    for reading in _readings(document, lines, roles, BY_HEADINGS):
        if printed and reading.pairing.answers:
            yield reading


def _readings(
    document: Document,
    lines: Sequence[LabelledBlock],
    roles: Roles,
    grammars: Mapping[str, Grammar],
) -> Iterator[Reading]:
    """Yield one reading for each grammar that finds a question."""
    for name, grammar in grammars.items():
        stretch = grammar(document, lines)
        own_questions = questions.find_questions(
            document, stretch, roles.asked_in, roles.askers, roles.party, running=roles.topics
        )
        if own_questions:
            repeats = as_printed(stretch, own_questions)
            marks = HEADED if name == "headed" else NUMBERED
            own_answers = answers.find_answers(
                Reply(document, lines, repeats), roles.answered_in, own_questions, marks
            )
            yield Reading(name, Pairing(own_questions, own_answers, repeats))


def as_printed(stretch: Sequence[LabelledBlock], own_questions: Sequence[Question]) -> list[Repeat]:
    """Return the questions as repeats of themselves, with their headings and lead-ins."""
    begins = {line.body: line.start for line in stretch}
    repeats = []
    lead_ins: set[tuple[int, int]] = set()
    for question in own_questions:
        start = question.start
        if question.preamble and question.preamble not in lead_ins:
            lead_ins.add(question.preamble)
            start = question.preamble[0]  # the first sub-question begins with the shared lead-in
        repeats.append(Repeat(question, begins.get(start, start), question.end, 1.0))
    return repeats


def reply(
    document: Document,
    lines: Sequence[LabelledBlock],
    letter: int,
    known: Sequence[Question],
    alike: tuple[list[Repeat], list[Quote]],
) -> Pairing:
    """Return the best reading of lines that answer ``known``; ``alike`` are repeats and quotes."""
    repeats, quotes = alike
    spans = [(quote.start, quote.end) for quote in quotes]
    segments = Reply(document, lines, repeats, quotes)
    candidates = (
        Reading(
            name, Pairing([], answers.find_answers(segments, letter, known, marks), repeats, spans)
        )
        for name, marks in (("headed", HEADED), ("numbered", NUMBERED), ("items", ITEMS))
    )
    return choose(document, lines, candidates, due=True)


def lists(document: Document, lines: Sequence[LabelledBlock], roles: Roles) -> Iterator[Reading]:
    """Yield the readings of a list of questions with a list of answers below it.

    Example: "1. Is dat zo?", "2. Wat nu?", "Antwoorden", "1. Ja.", "2. Niets.".
    """
    for index in islice(_begins_again(lines), MOST_PLACES):
        for reading in above_and_below(document, lines[:index], lines[index:], roles):
            yield Reading("lists", reading.pairing)


def _begins_again(lines: Sequence[LabelledBlock]) -> Iterator[int]:
    """Yield the places where the answers can begin: a heading without a number, or the number 1.

    Larger numbers are above it.
    """
    last = 0
    for index, line in enumerate(lines):
        number = _number(line)
        if last >= FEWEST and (number == 1 or (line.kind == "answer" and not line.labels)):
            yield index
            last = 0
        last = max(last, number)


def _number(line: LabelledBlock) -> int:
    """Return the first printed number of a line, 0 if it has none."""
    numbered = line.kind in NUMBERED_KINDS and line.labels and line.labels[0].isdecimal()
    return int(line.labels[0]) if numbered else 0


def above_and_below(
    document: Document, above: Sequence[LabelledBlock], below: Sequence[LabelledBlock], roles: Roles
) -> Iterator[Reading]:
    """Yield the reading of questions that are all printed above the head of the reply."""
    own_questions = questions.find_questions(
        document, above, roles.asked_in, roles.askers, roles.party
    )
    if not own_questions:
        return
    pairing = Pairing(own_questions, margin=1.0)
    if below:
        targets = [alignment.target(document, question) for question in own_questions]
        alike = alignment.find_repeats(document, below, targets)
        pairing.extend(reply(document, below, roles.answered_in, own_questions, alike))
    yield Reading("above_and_below", pairing)
