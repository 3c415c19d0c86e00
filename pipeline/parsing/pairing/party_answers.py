"""Narrative answers below the heading of a party group of which no question is repeated."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.parsing.language.speech import closes, greetings, introduces, members_speak
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import Answer, Question, Repeat
from pipeline.parsing.pairing.alignment.candidates import words
from pipeline.parsing.pairing.spans import Span
from pipeline.reading.document import Document

ONE_BY_ONE = 0.5
"""Confidence that equally many paragraphs and questions correspond one to one."""
SECTION_ENDS = frozenset({"party", "signature", "notice", "aside"})
"""Kinds of lines that end the part of a party group."""
STEM = 6
SHORTEST = 5
"""Letters of a word to compare (``STEM``), and of the shortest word to compare (``SHORTEST``).

Example: "veerponten" is compared as "veerpo", like "veerpont".
"""


def read(
    document: Document,
    lines: Sequence[LabelledBlock],
    letter: int,
    questions: Sequence[Question],
    repeats: Sequence[Repeat],
    given: Sequence[Answer],
) -> list[Answer]:
    """Return the answers below headings of party groups whose questions have no answer yet.

    If there are as many paragraphs as questions, they answer them one by one unless their words
    contradict it; otherwise all paragraphs together answer all questions.
    """
    linked = {question for answer in given for question in answer.questions}
    linked |= {repeat.question for repeat in repeats}
    reached = {question.party for question in questions if question in linked}
    if {line.party for line in lines if line.kind == "party"} <= reached:
        return []
    found: list[Answer] = []
    for party, paragraphs in _sections(document, lines):
        asked = [question for question in questions if question.party == party]
        begin, end = paragraphs[0][0], paragraphs[-1][1]
        answered = any(begin <= answer.start < end for answer in given)
        if asked and not answered and linked.isdisjoint(asked):
            linked.update(asked)
            found += _answers(document, letter, asked, paragraphs)
    return found


def _answers(
    document: Document, letter: int, asked: list[Question], paragraphs: Sequence[Span]
) -> Iterator[Answer]:
    """Yield an answer per question or number if the paragraphs fit, else one to all of them."""
    numbers = groupby(asked, key=lambda question: question.parent or id(question))
    for units in ([[one] for one in asked], [list(unit) for _, unit in numbers]):
        if len(units) == len(paragraphs) and _alike(document, units, paragraphs):
            sure = ONE_BY_ONE if len(units) > 1 else 1.0
            for span, those in zip(paragraphs, units, strict=True):
                yield Answer(letter, *span, those, [sure] * len(those))
            return
    yield Answer(letter, paragraphs[0][0], paragraphs[-1][1], asked, [1.0] * len(asked))


def _sections(document: Document, lines: Sequence[LabelledBlock]) -> list[tuple[str, list[Span]]]:
    """Return the party groups that have a heading, with the spans of the paragraphs below it."""
    greeted = greetings(document.text, lines[0].start, lines[-1].end)
    parts: list[tuple[str | None, list[Span]]] = [(None, [])]
    for line in lines:
        greeting = next((place for place in greeted if line.body <= place < line.end), None)
        if greeting is None and line.kind not in SECTION_ENDS:
            _add_paragraph(document, parts[-1][1], line)
            continue
        if greeting is not None and greeting > line.body:
            parts[-1][1].append((line.body, greeting - 1))
        parts.append((line.party if line.kind == "party" else None, []))
    return [(party, paragraphs) for party, paragraphs in parts if party and paragraphs]


def _add_paragraph(document: Document, paragraphs: list[Span], line: LabelledBlock) -> None:
    """Add a line below a heading: an item belongs to the paragraph above, closing words to none."""
    if line.kind not in {"text", "item"} or line.body == line.end:
        return
    text = document.text[line.start : line.end]
    if line.kind == "item" and paragraphs:
        paragraphs[-1] = (paragraphs[-1][0], line.end)
    elif not closes(text) and not (introduces(text) and members_speak(text)):
        paragraphs.append((line.start, line.end))


def _alike(
    document: Document, asked: Sequence[Sequence[Question]], paragraphs: Sequence[Span]
) -> bool:
    """Return True if no paragraph shares more words with other questions than with its own."""
    said = [_stems(document.text[start:end]) for start, end in paragraphs]
    wanted = [_stems(document.text[those[0].start : those[-1].end]) for those in asked]
    return all(
        len(one & wanted[place]) >= max(len(one & other) for other in wanted)
        for place, one in enumerate(said)
    )


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in words(text) if len(word) >= SHORTEST}
