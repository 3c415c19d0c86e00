"""Letterheads: the block at the start of each letter, with title, address and date line.

Committees and ministers whose letters a verslag prints begin with a title or with "Aan de
Minister". The letters of a ministry itself name the addressee without "Aan", below the return
address, and print the day after the word "Datum".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import read_date
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.reading.document import Document

ADDRESS = concept("address")
CHAMBER_ADDRESS = concept("chamber-address")
DATE_LABEL = concept("date-label")
DATE_LINE = concept("date-line")
DAY_ALONE = concept("day-alone")
LEADING_ARTICLE = concept("leading-article")
LETTER_TITLE = concept("letter-title")
STREET = concept("street")
HEAD = 20
"""Number of blocks at the start of a letter in which its address and date line are looked for."""
DATE_ABOVE = 3
"""Number of blocks above an address in which its date line is looked for."""
TITLE_ABOVE = 2
"""Maximum number of blocks between the title of a paper and that of the letter in it."""
LONGEST_TITLE = 500
"""Maximum length in characters of a title, with up to four offices."""
BELOW_LABEL = 6
"""Number of blocks below the word "Datum" in which extraction may place the day itself."""


@dataclass(frozen=True, slots=True)
class LetterTitle:
    """The title of a letter: BRIEF ``way`` (van or aan) ``who``."""

    way: Literal["VAN", "AAN"]
    who: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The letterhead of a letter; ``body`` is the index of the first line after it."""

    title: LetterTitle | None
    recipient: str | None
    place: str | None
    dated_on: date | None
    body: int


@dataclass(slots=True)
class _Letterhead:
    """The parts of a letterhead found so far."""

    body: int
    to: str | None = None
    day: re.Match[str] | None = None
    day_until: int = 0


def printed(document: Document, line: LabelledBlock) -> str:
    """Return the words of a block."""
    return document.text[line.start : line.end]


def title(document: Document, line: LabelledBlock) -> LetterTitle | None:
    """Return the title of a letter if the block is one: a heading, or words in capitals."""
    text = printed(document, line)
    match = LETTER_TITLE.match(text) if len(text) < LONGEST_TITLE else None
    if match is None or not (line.kind == "heading" or match["what"].isupper()):
        return None
    return LetterTitle("AAN" if match["way"].upper() == "AAN" else "VAN", match["who"])


def starts(document: Document, lines: Sequence[LabelledBlock]) -> list[int]:
    """Return the indexes of the blocks at which letters begin."""
    indexes: list[int] = []
    for index, line in enumerate(lines):
        if title(document, line):
            if indexes and _awaits_head(document, lines, indexes[-1], index, TITLE_ABOVE):
                indexes.pop()  # the paper's own title is directly above the letter's
            indexes.append(index)
        elif dates := _dates_beside(document, lines, index):
            begin = min(index, *dates)
            if not (indexes and _awaits_head(document, lines, indexes[-1], index, HEAD)):
                indexes.append(begin)
    return indexes


def _awaits_head(
    document: Document, lines: Sequence[LabelledBlock], first: int, index: int, within: int
) -> bool:
    """Return True if the letter at ``first``, ``within`` reach, has no head before ``index``."""
    texts = (printed(document, line) for line in lines[first:index])
    return index - first <= within and not any(
        ADDRESS.match(text) or DATE_LINE.match(text) for text in texts
    )


def _dates_beside(document: Document, lines: Sequence[LabelledBlock], index: int) -> list[int]:
    """Return the date line that belongs to an address, none if the block is not an address.

    It is the nearest one: above it may be that of a short letter before.

    Seen in: kst-33328-AI without the titles of its letters.
    """
    text = printed(document, lines[index])
    if lines[index].kind not in {"item", "signature"} and ADDRESS.match(text):
        if _day_behind(text):
            return [index]
        beside = range(max(0, index - DATE_ABOVE), min(len(lines), index + HEAD))
        dated = [
            neighbour
            for neighbour in beside
            if DATE_LINE.match(printed(document, lines[neighbour]))
        ]
        if dated:
            return [min(dated, key=lambda neighbour: (abs(neighbour - index), -neighbour))]
        return _date_label_below(document, lines, index)
    return _date_label_below(document, lines, index) if CHAMBER_ADDRESS.match(text) else []


def _date_label_below(document: Document, lines: Sequence[LabelledBlock], index: int) -> list[int]:
    """Return the index of "Datum" below an addressee, where a ministry prints its date."""
    for below in range(index + 1, min(len(lines), index + HEAD)):
        words = printed(document, lines[below])
        if DATE_LABEL.match(words):
            return [below]
        if title(document, lines[below]) or _addressed(words) or DATE_LINE.match(words):
            return []
    return []


def _addressed(text: str) -> re.Match[str] | None:
    return ADDRESS.match(text) or CHAMBER_ADDRESS.match(text)


def _day_behind(address: str) -> re.Match[str] | None:
    """Return the place and day that extraction put after the Chamber's name on the same line."""
    behind = STREET.search(address)
    return DATE_LINE.match(behind[0].strip(" ,")) if behind else None


def opening(document: Document, lines: Sequence[LabelledBlock], first: int, last: int) -> Opening:
    """Return the letterhead of the letter that begins at ``first`` and ends before ``last``."""
    name = title(document, lines[first])
    head = _Letterhead(first + (name is not None))
    for index in range(head.body, min(last, first + HEAD)):
        if lines[index].kind == "signature" and name and head.day:
            break  # a short letter: its chair signs below, and is not addressed
        if not _take(head, index, printed(document, lines[index]), lines[index]):
            break
    recipient = head.to
    if name and name.way == "AAN" and recipient is None:
        recipient = LEADING_ARTICLE.sub("", name.who)
    return Opening(name, recipient, *_place_and_day(head.day), head.body)


def _place_and_day(day: re.Match[str] | None) -> tuple[str | None, date | None]:
    """Return the place and the day of a date line, None for a part that is not printed."""
    if day is None:
        return None, None
    place = day.groupdict().get("place")
    return place.strip() if place else None, read_date(day["day"])


def _take(head: _Letterhead, index: int, text: str, line: LabelledBlock) -> bool:
    """Add a block to the letterhead if it is part of it; return False where the letter begins."""
    if head.to is None and (to := _addressed(text)):
        head.to = STREET.sub("", LEADING_ARTICLE.sub("", " ".join(to["to"].split())))
        head.day = head.day or _day_behind(text)
        head.body = index + 1
    elif head.day is None and (day := _day(text, alone=index < head.day_until)):
        head.day, head.body = day, index + 1
    elif line.kind in {"party", "item"}:
        return False
    elif DATE_LABEL.match(text):
        head.day_until = index + BELOW_LABEL
    return True


def _day(text: str, *, alone: bool) -> re.Match[str] | None:
    """Return the day of a date line, also one ``alone``, without place or label."""
    return DATE_LINE.match(text) or (DAY_ALONE.match(text) if alone else None)
