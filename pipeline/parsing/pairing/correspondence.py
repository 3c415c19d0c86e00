"""Questions and answers of letters in one paper: requests, reminders, deferrals, replies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.parsing.language.speech import members_speak
from pipeline.parsing.letters import Letter, preliminary_kind
from pipeline.parsing.letters.letter_types import awaits, recalls
from pipeline.parsing.outline.line import Line
from pipeline.parsing.pairing import (
    Pairing,
    Question,
    Repeat,
    alignment,
    party_answers,
    questions,
    readings,
)
from pipeline.parsing.pairing.alignment import Target
from pipeline.parsing.pairing.alignment.candidates import words
from pipeline.parsing.pairing.readings import Roles
from pipeline.reading.document import Document

BODY = 6000
"""Characters of a letter that are searched for its purpose."""

OPENING = 1500
"""Characters of a letter that are searched for the words of a reminder.

Why: a reminder can repeat all questions below them.
"""

LEAST_REMARK = 40
"""Characters of a remark, at least; shorter ones may be repeated by chance."""


def read(
    document: Document, lines: Sequence[Line], letters: Sequence[Letter]
) -> tuple[list[Letter], Pairing]:
    """Return the letters with their kinds, and their questions and answers."""
    pairing = Pairing()
    finished: list[Letter] = []
    remarks: list[Line] = []
    for letter in letters:
        body = lines[letter.body : letter.last]
        text = document.text[body[0].start : letter.end] if body else ""
        if letter.side == "government":
            part, in_reply_to = _reply(document, body, letter, pairing.questions, remarks)
            pairing.extend(part)
            waits = any(one.kind == "request" for one in finished)
            kind = preliminary_kind(
                letter.side, text[:BODY], asks=False, answers=bool(part.answers)
            )
            if kind == "other" and waits:
                kind = "reply"
            in_reply_to = in_reply_to or next(
                (one.ordinal for one in reversed(finished) if one.kind == "request"), None
            )
        else:
            found = (
                questions.read(document, body, letter.ordinal) if letter.side == "committee" else []
            )
            if (
                pairing.questions
                and found
                and _only_recalls(document, found, pairing.questions, text[:BODY])
            ):
                found = []
            pairing.questions += found
            remarks += _remarks(document, body, found)
            kind, in_reply_to = (
                preliminary_kind(letter.side, text[:BODY], asks=bool(found), answers=False),
                None,
            )
            if kind == "reminder":
                in_reply_to = next(
                    (one.ordinal for one in reversed(finished) if one.kind == "request"), None
                )
        finished.append(replace(letter, kind=kind, in_reply_to=in_reply_to))
    return finished, pairing


def _only_recalls(
    document: Document, found: Sequence[Question], known: Sequence[Question], text: str
) -> bool:
    """Return True if a committee's letter is a reminder.

    It repeats earlier questions or only asks for the overdue reply.
    """
    if not recalls(text[:OPENING]):
        return False
    said = {tuple(words(document.text[one.start : one.end])) for one in known}
    for one in found:
        asked = document.text[one.start : one.end]
        if tuple(words(asked)) not in said and not (
            one.counted and one.party is None and awaits(asked)
        ):
            return False
    return True


def _reply(
    document: Document,
    body: Sequence[Line],
    letter: Letter,
    known: list[Question],
    remarks: Sequence[Line],
) -> tuple[Pairing, int | None]:
    """Return the pairing of a letter of the government, and the request that it answers most of.

    The request is given by its ordinal, None if no known question is answered.
    """
    if not body:
        return Pairing(), None
    if not known:
        return readings.lone_reply(document, body, Roles(letter.ordinal, letter.ordinal)), None
    targets = [alignment.target(document, question) for question in known] + _around(
        document, known
    )
    targets += [alignment.surrounding(document, line.body, line.end) for line in remarks]
    repeats, quotes = alignment.find(document, body, targets)
    part = readings.reply(document, body, letter.ordinal, known, (repeats, quotes))
    part.answers = sorted(
        [
            *part.answers,
            *party_answers.read(document, body, letter.ordinal, known, repeats, part.answers),
        ],
        key=lambda one: one.start,
    )
    counts: dict[int, int] = {}
    for answer in part.answers:
        for question in answer.questions:
            counts[question.letter] = counts.get(question.letter, 0) + 1
    # the first sub-question gets the citations of a lead-in, also of its repeat
    part.repeats = repeats + [
        Repeat(quote.question, quote.start, quote.end, 1.0) for quote in quotes if quote.question
    ]
    return part, max(counts, key=lambda ordinal: (counts[ordinal], -ordinal), default=None)


def _remarks(document: Document, body: Sequence[Line], found: Sequence[Question]) -> list[Line]:
    """Return the paragraphs of a request in which members speak without asking anything.

    Why: a reply may repeat them too, such as the introduction of a party group's part.
    """
    asked = sorted((one.preamble or (one.start, one.end))[0] for one in found)
    spans = sorted((one.start, one.end) for one in found)
    said: list[Line] = []
    for line in body:
        if line.kind != "text" or not members_speak(document.text[line.start : line.end]):
            continue
        place = bisect_right(spans, (line.end, 0)) - 1
        inside = place >= 0 and spans[place][1] > line.start
        if not inside and line.body not in asked and line.end - line.body >= LEAST_REMARK:
            said.append(line)
    return said


def _around(document: Document, known: Sequence[Question]) -> list[Target]:
    """Return the lead-ins of the questions as targets, because a reply repeats them too."""
    found: dict[tuple[int, int], Target] = {}
    for question in known:
        if question.preamble and question.preamble not in found:
            found[question.preamble] = alignment.surrounding(document, *question.preamble, question)
    return list(found.values())
