"""Narrative answers below the heading of a party group of which no question is repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.parsing.language.speech import closes, greetings, introduces, members_speak
from pipeline.parsing.outline.line import Line
from pipeline.parsing.pairing import Answer, Question, Repeat
from pipeline.parsing.pairing.alignment.candidates import words
from pipeline.reading.document import Document

ONE_BY_ONE = 0.5
"""Confidence that equally many paragraphs and questions correspond one to one."""

STEM = 6
SHORTEST = 5
"""Letters of a word to compare (``STEM``), and of the shortest word to compare (``SHORTEST``).

Example: "veerponten" is compared as "veerpo", like "veerpont".
"""


def read(
    document: Document,
    lines: Sequence[Line],
    letter: int,
    questions: Sequence[Question],
    repeats: Sequence[Repeat],
    given: Sequence[Answer],
) -> list[Answer]:
    """Return the answers below headings of party groups whose questions have no answer yet.

    If there are as many paragraphs as questions, they answer them one by one unless their words
    contradict it; otherwise all paragraphs together answer all questions.
    """
    tied = {id(question) for answer in given for question in answer.questions} | {
        id(repeat.question) for repeat in repeats
    }
    found: list[Answer] = []
    reached = {question.party for question in questions if id(question) in tied}
    if {line.party for line in lines if line.kind == "party"} <= reached:
        return found
    for group, paragraphs in _sections(document, lines):
        asked = [question for question in questions if question.party == group]
        begin, end = paragraphs[0][0], paragraphs[-1][1]
        if not asked or any(id(question) in tied for question in asked):
            continue
        if any(begin <= answer.start < end for answer in given):
            continue
        tied |= {id(question) for question in asked}
        units = [
            list(unit)
            for _, unit in groupby(asked, key=lambda question: question.parent or id(question))
        ]
        for parts in (asked, units):
            together = [one if isinstance(one, list) else [one] for one in parts]
            if len(together) == len(paragraphs) and _alike(document, together, paragraphs):
                sure = ONE_BY_ONE if len(together) > 1 else 1.0
                found += [
                    Answer(letter, *place, those, [sure] * len(those))
                    for place, those in zip(paragraphs, together, strict=True)
                ]
                break
        else:
            found.append(Answer(letter, begin, end, asked, [1.0] * len(asked)))
    return found


def _sections(
    document: Document, lines: Sequence[Line]
) -> Iterator[tuple[str | None, list[tuple[int, int]]]]:
    """Yield the party groups that have a heading, with the spans of the paragraphs below it."""
    greeted = greetings(document.text, lines[0].start, lines[-1].end)
    group: str | None = None
    paragraphs: list[tuple[int, int]] = []
    for line in lines:
        text = document.text[line.start : line.end]
        ends = next((place for place in greeted if line.body <= place < line.end), None)
        if line.kind in {"party", "signature", "notice", "aside"} or ends is not None:
            if ends is not None and ends > line.body and group:
                paragraphs.append((line.body, ends - 1))
            if group and paragraphs:
                yield group, paragraphs
            group, paragraphs = (line.party if line.kind == "party" else None), []
        elif not group or line.kind not in {"text", "item"} or line.body == line.end:
            continue
        elif line.kind == "item" and paragraphs:
            paragraphs[-1] = (paragraphs[-1][0], line.end)
        elif not closes(text) and not (introduces(text) and members_speak(text)):
            paragraphs.append((line.start, line.end))
    if group and paragraphs:
        yield group, paragraphs


def _alike(
    document: Document, asked: Sequence[Sequence[Question]], paragraphs: Sequence[tuple[int, int]]
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
