"""Consultation reports (verslag van een schriftelijk overleg) of the Tweede Kamer.

They have parts instead of letters, and their dates are only in the introduction.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from pipeline.lexicon import Concept, concept
from pipeline.parsing.calendar.days import read_date
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.letters import Letter, start_of
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import Pairing, Roles, narrative, questions, readings, scoring
from pipeline.reading.document import Document

SUBMITTED = concept("submitted")
REPLIED = concept("replied")
REPLY_PART = concept("reply-part")
ABOUT = concept("subject-of-questions")
REQUEST_PART = concept("request-part")
PART_KINDS = frozenset({"heading", "party", "item"})
"""Kinds of lines that can be the heading of a part."""
AGENDA_PART = concept("agenda-part")
QUESTIONS_ONLY = concept("questions-only")
LONGEST_HEADING = 120
"""Characters of the heading of a part, at most."""
TITLE = 8
LONGEST_TITLE = 300
"""Limits of the title: blocks at the start that are searched for it, and characters in it."""
ADOPTED = concept("received-on")
HEAD = 40
"""Number of blocks at the start that are searched for the day of adoption."""
FRONT = 20
"""Number of blocks at the start that are searched for the introduction."""


def letters(document: Document, lines: Sequence[LabelledBlock]) -> list[Letter]:
    """Return the request and the reply of a consultation report.

    Both cover the same lines if questions and answers are interleaved. A report that is only the
    questions has no reply.
    """
    asked_on, replied_on = _days(document, lines)
    agenda = _last_heading(document, lines, AGENDA_PART)
    lines = lines if agenda is None else lines[:agenda]
    second = _last_heading(document, lines, REPLY_PART)
    first = _last_heading(document, lines[:second], REQUEST_PART)
    begin = _first_question(document, lines) if first is None else first + 1
    split = len(lines) if second is None else second
    request = Letter(
        1,
        "request",
        "committee",
        begin,
        begin,
        split,
        start_of(document, lines, begin),
        start_of(document, lines, split),
        asked_on,
    )
    if replied_on is None and _is_questions_only(document, lines):
        return [request]
    replied_from = begin if second is None else second
    reply = replace(
        request,
        ordinal=2,
        kind="reply",
        side="government",
        first=replied_from,
        body=begin if second is None else min(second + 1, len(lines)),
        last=len(lines),
        start=start_of(document, lines, replied_from),
        end=document.body_end,
        dated_on=replied_on,
        in_reply_to=1,
    )
    return [request, reply]


def _last_heading(document: Document, lines: Sequence[LabelledBlock], part: Concept) -> int | None:
    """Return the index of the last heading of a part, None if there is none."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        titled = line.kind in PART_KINDS or _is_title(document, line)
        if titled and part.match(document.text, line.start, line.end):
            return index
    return None


def _is_title(document: Document, line: LabelledBlock) -> bool:
    """Return True for a few words that are no sentence, as a text file prints a heading."""
    short = line.kind == "text" and line.end - line.start <= LONGEST_HEADING
    return short and document.text[line.end - 1] not in ".?!:;,"


def _is_questions_only(document: Document, lines: Sequence[LabelledBlock]) -> bool:
    """Return True if the title says that the paper has questions without answers."""
    answered = any(line.kind == "answer" for line in lines)
    front = lines[:TITLE]
    return not answered and any(
        line.end - line.start <= LONGEST_TITLE
        and QUESTIONS_ONLY.search(document.text, line.start, line.end)
        for line in front
    )


def _first_question(document: Document, lines: Sequence[LabelledBlock]) -> int:
    """Return the first heading of a group or question 1, else the line below the signatures.

    Numbers above the day of adoption are of the website: "1. Kerngegevens", "2. Tekst".

    Seen in: kst-27926-342.
    """
    adopted = _adopted(document, lines)
    heads = (
        n
        for n, line in enumerate(lines)
        if n > adopted and (line.kind == "party" or _asks_first(line))
    )
    signed = (n for n, line in enumerate(lines[:FRONT]) if line.kind == "signature")
    return next(heads, max(signed, default=len(lines) - 1) + 1)


def _adopted(document: Document, lines: Sequence[LabelledBlock]) -> int:
    """Return the index of the line "Vastgesteld 6 juli 2021", -1 if there is none."""
    return next(
        (
            index
            for index, line in enumerate(lines[:HEAD])
            if line.end - line.start <= LONGEST_HEADING
            and ADOPTED.match(document.text, line.start, line.end)
        ),
        -1,
    )


def mingled(document: Document, lines: Sequence[LabelledBlock], parts: Sequence[Letter]) -> Pairing:
    """Return the best reading of a part in which questions and answers are interleaved.

    If a text breaks off before the first answer, it has only questions.

    Seen in: kst-26631-279, of which only the beginning was at hand.
    """
    body = lines[parts[1].body : parts[1].last]
    return scoring.choose(
        document,
        body,
        chain(
            readings.inline(document, body, Roles(1, 2)),
            narrative.readings(document, body, Roles(1, 2)),
            [
                scoring.Reading(
                    "questions_only", Pairing(questions.find_questions(document, body, 1))
                )
            ],
        ),
        due=True,
    )


def _asks_first(line: LabelledBlock) -> bool:
    """Return True for the heading of question 1 of a lijst van vragen en antwoorden."""
    return line.kind in {"question", "number", "item"} and line.labels[:1] == ("1",)


def _days(document: Document, lines: Sequence[LabelledBlock]) -> tuple[date | None, date | None]:
    """Return the days of the questions and of the answers that the introduction gives.

    Example: "De vragen zijn op 3 mei 2024 voorgelegd" gives the first day. One sentence may give
    both: "De op 18 maart 2014 toegezonden vragen zijn met de bij brief van 21 maart 2014 ...".

    Seen in: kst-21501-32-774.
    """
    asked_on = replied_on = None
    for line in lines[:FRONT]:
        for start, end in sentences(document.text, line.start, line.end):
            text = document.text[start:end]
            if match := REPLIED.search(text):
                both = SUBMITTED.search(text[: match.start()])
                asked_on = (both and read_date(text[: match.start()])) or asked_on
                replied_on = replied_on or read_date(text[match.start() :]) or read_date(text)
            elif SUBMITTED.search(text):
                asked_on = read_date(ABOUT.split(text)[0]) or asked_on
    return asked_on, replied_on
