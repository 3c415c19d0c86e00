"""Letters inside one paper: their boundaries, sender, recipient and date.

A verslag van een schriftelijk overleg prints the letters of both sides one after another, each
under a title such as "BRIEF VAN DE MINISTER VAN DEFENSIE"; if extraction lost the title, the
address and the date line remain.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import days, read_date
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.letters.letterheads import (
    DATE_LINE,
    HEAD,
    LetterTitle,
    opening,
    printed,
    starts,
)
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.reading.document import Document

AWAITED_ANSWER = concept("awaited-answer")
CHAMBER_WORD = concept("chamber-word")
COMMITTEE_NAME = concept("committee-name")
COMMITTEE_WORD = concept("committee-word")
DEFERRAL = concept("deferral")
GOVERNMENT_WORD = concept("government-word")
READ_BEFORE = concept("letter-read-before")
LISTED_LETTER = concept("listed-letter")
PRESENTATION = concept("presentation")
REMINDER = concept("reminder")
SALUTATION = concept("salutation")
TO_CHAMBER = concept("to-chamber")
TWO_DAYS = concept("two-days")
LetterKind = Literal["request", "reply", "deferral", "reminder", "other"]
Side = Literal["committee", "government", "chamber", "unknown"]
MOST_LETTERS = 40
"""Maximum number of letters in one paper."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: the lines ``first`` to ``last`` (exclusive); its words begin at line ``body``.

    Offsets count characters of the canonical text. ``in_reply_to`` is the ordinal of a letter in
    the same paper.
    """

    ordinal: int
    kind: LetterKind
    side: Side
    first: int
    body: int
    last: int
    start: int
    end: int
    dated_on: date | None = None
    place: str | None = None
    sender: str | None = None
    sender_role: str | None = None
    recipient: str | None = None
    committee: str | None = None
    reply_due_on: date | None = None
    in_reply_to: int | None = None


def find_letters(document: Document, lines: list[LabelledBlock]) -> list[Letter]:
    """Return the letters of a paper in order, none if it has neither titles nor addresses."""
    begin = starts(document, lines)[:MOST_LETTERS]
    letters = [
        _letter(
            document, lines, ordinal, first, begin[ordinal] if ordinal < len(begin) else len(lines)
        )
        for ordinal, first in enumerate(begin, start=1)
    ]
    return _dated(document, lines, letters)


def unaddressed(document: Document, lines: list[LabelledBlock]) -> list[Letter]:
    """Return the only letter of a paper without title and address, by the office that signs it."""
    side = _signed_by(document, lines)
    return (
        [_undated(document, lines, whole_paper(document, lines, "other", side, 0))] if side else []
    )


def unsigned(document: Document, lines: list[LabelledBlock]) -> list[Letter]:
    """Return a minister's letter without its head: an annex of answers, or one with a salutation.

    Seen in: 2024D51302.
    """
    answered = any(line.kind == "answer" for line in lines)
    greeted = any(SALUTATION.match(printed(document, line)) for line in lines[:HEAD])
    return [whole_paper(document, lines, "other", "government", 0)] if answered or greeted else []


def _signed_by(document: Document, lines: list[LabelledBlock]) -> Side | None:
    """Return the side whose office signs a paper that has neither title nor address."""
    for line in lines:
        if line.kind == "signature":
            text = printed(document, line)
            if GOVERNMENT_WORD.search(text):
                return "government"
            if COMMITTEE_WORD.search(text):
                return "committee"
    return None


def _undated(document: Document, lines: list[LabelledBlock], letter: Letter) -> Letter:
    """Return the letter with the first date line of its head, if there is one."""
    day = next(
        (match for line in lines[:HEAD] if (match := DATE_LINE.match(printed(document, line)))),
        None,
    )
    return replace(letter, dated_on=read_date(day["day"]), place=day["place"]) if day else letter


def whole_paper(
    document: Document, lines: list[LabelledBlock], kind: LetterKind, side: Side, first: int
) -> Letter:
    """Return a whole paper as one letter: a memorie van antwoord, a voorlopig verslag."""
    start = start_of(document, lines, first)
    return Letter(1, kind, side, first, first, len(lines), start, document.body_end)


def start_of(document: Document, lines: Sequence[LabelledBlock], index: int) -> int:
    """Return the offset at which a line begins, the end of the body below the last one."""
    return lines[index].start if index < len(lines) else document.body_end


def _letter(
    document: Document, lines: list[LabelledBlock], ordinal: int, first: int, last: int
) -> Letter:
    """Build one letter from its lines and its letterhead."""
    head = opening(document, lines, first, last)
    return Letter(
        ordinal,
        "other",
        _side(head.title, head.recipient),
        first,
        head.body,
        last,
        lines[first].start,
        start_of(document, lines, last),
        head.dated_on,
        head.place,
        recipient=head.recipient,
    )


def _side(name: LetterTitle | None, recipient: str | None) -> Side:
    """Return the side that writes: the one in the title, else the one that is not addressed."""
    if name and name.way == "VAN":
        who = name.who
        if CHAMBER_WORD.search(who):
            return "chamber"
        if COMMITTEE_WORD.search(who):
            return "committee"
        return "government" if GOVERNMENT_WORD.search(who) else "unknown"
    if recipient is None:
        return "unknown"
    if GOVERNMENT_WORD.search(recipient):
        return "committee"
    return "government" if TO_CHAMBER.search(recipient) else "unknown"


def _dated(document: Document, lines: list[LabelledBlock], letters: list[Letter]) -> list[Letter]:
    """Return the letters; those without a date line get a day listed at the start of the paper.

    A letter of which the committee took note is an earlier one: "heeft kennisgenomen van de brief".

    Seen in: kst-33506-AB, kst-34902-N.
    """
    if not letters or all(letter.dated_on for letter in letters):
        return letters
    listed: dict[bool, list[date]] = {True: [], False: []}
    for line in lines[: letters[0].first]:
        for start, end in sentences(document.text, line.start, line.end):
            text = TWO_DAYS.sub(r"\g<first> \g<month> en \g<last>", document.text[start:end])
            if (match := LISTED_LETTER.search(text)) and not READ_BEFORE.search(text):
                listed[match["out"] is not None] += [day.on for day in days(text)]
    dated = []
    for letter in letters:
        own = listed[letter.side == "committee"]
        day = own.pop(0) if own else None
        dated.append(replace(letter, dated_on=letter.dated_on or day))
    return dated


def committee(text: str) -> str | None:
    """Return the committee that ``text`` names first, as printed."""
    match = COMMITTEE_NAME.search(text)
    return " ".join(match[0].split()) if match else None


def preliminary_kind(side: Side, text: str, *, asks: bool, answers: bool) -> LetterKind:
    """Return the kind of a letter that asks (``asks``) or answers (``answers``) something."""
    if side == "committee":
        return "reminder" if not asks and recalls(text) else "request"
    if side == "government":
        if answers:
            return "reply"
        return "deferral" if defers(text) else "other"
    return "request" if asks else "reply" if answers else "other"


def recalls(text: str) -> bool:
    """Return True if a letter of a committee is a reminder of an earlier, unanswered one."""
    return REMINDER.search(text) is not None


def awaits(text: str) -> bool:
    """Return True if a question of a committee only asks for an overdue answer."""
    return AWAITED_ANSWER.search(text) is not None


def defers(text: str) -> bool:
    """Return True if a letter of the government announces that its reply comes later.

    In a letter that presents a document, one sentence must name both the deferral and the answer.
    """
    if not DEFERRAL.search(text):
        return False
    if not PRESENTATION.search(text):
        return True
    return any(
        DEFERRAL.search(text, *span) and AWAITED_ANSWER.search(text, *span)
        for span in sentences(text)
    )
