"""How letters open: the lines with which each begins, and what its title, address and date line
say.

Committees and ministers whose letters a verslag prints begin with a title or with "Aan de
Minister"; the letters of a ministry itself name the addressee without "Aan", below the return
address, and the day behind the word "Datum".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.parsing.calendar.days import read_date
from pipeline.parsing.letters.letterheads import (
    ADDRESS,
    ADDRESSEE,
    DATELINE,
    DAY_ALONE,
    DAY_LABEL,
    STREET,
    TITLE,
)
from pipeline.parsing.outline.line import Line
from pipeline.reading.document import Document

HEAD = 20
"""Blocks at the beginning of a letter among which its address and date line stand."""

LONGEST_TITLE = 500
"""Characters: a title with four offices fits."""

BELOW_LABEL = 6
"""Blocks below the word "Datum" among which an extraction sets the day itself."""

ARTICLE = re.compile(r"^(?:de|het)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands above the words of a letter, which begin at line ``body``."""

    title: re.Match[str] | None
    recipient: str | None
    place: str | None
    dated_on: date | None
    body: int


def printed(document: Document, line: Line) -> str:
    """The words of a block."""
    return document.text[line.start : line.end]


def title(document: Document, line: Line) -> re.Match[str] | None:
    """The title of a letter, where this block is one: a heading, or words in capitals."""
    text = printed(document, line)
    match = TITLE.match(text) if len(text) < LONGEST_TITLE else None
    return match if match and (line.kind == "heading" or match["what"].isupper()) else None


def starts(document: Document, lines: Sequence[Line]) -> list[int]:
    """The lines with which letters begin."""
    found: list[int] = []
    for index, line in enumerate(lines):
        if title(document, line):
            if (
                found
                and index - found[-1] <= 2  # noqa: PLR2004
                and not _has_head(document, lines, found[-1], index)
            ):
                found.pop()  # the paper's own title stands right above the letter's
            found.append(index)
            continue
        near = _dates_beside(document, lines, index)
        if near and not (
            found
            and min(index, *near) - found[-1] <= HEAD
            and not _has_head(document, lines, found[-1], index)
        ):
            found.append(min(index, *near))
    return found


def _dates_beside(document: Document, lines: Sequence[Line], index: int) -> list[int]:
    """The date lines that belong to an address, none where the line is no address."""
    text = printed(document, lines[index])
    if lines[index].kind not in {"item", "signature"} and ADDRESS.match(text):
        if _day_behind(text):
            return [index]
        beside = range(max(0, index - 3), min(len(lines), index + HEAD))
        return [other for other in beside if DATELINE.match(printed(document, lines[other]))]
    if not ADDRESSEE.match(text):
        return []
    for other in range(
        index + 1, min(len(lines), index + HEAD)
    ):  # an addressee without "Aan": the head of a ministry follows
        words = printed(document, lines[other])
        if DAY_LABEL.match(words):
            return [other]
        if (
            title(document, lines[other])
            or ADDRESS.match(words)
            or ADDRESSEE.match(words)
            or DATELINE.match(words)
        ):
            return []
    return []


def _day_behind(address: str) -> re.Match[str] | None:
    """Place and day that an extraction put behind the Chamber's name, in one line with the
    address.
    """
    behind = STREET.search(address)
    return DATELINE.match(behind[0].strip(" ,")) if behind else None


def _has_head(document: Document, lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether an address or date line stands among these lines."""
    return any(
        ADDRESS.match(text) or DATELINE.match(text)
        for text in (printed(document, line) for line in lines[first:last])
    )


def opening(document: Document, lines: Sequence[Line], first: int, last: int) -> Opening:
    """The opening of the letter that begins at ``first`` and ends before ``last``."""
    name = title(document, lines[first])
    body = first + (name is not None)
    to = day = None
    below_label = 0
    for index in range(body, min(last, first + HEAD)):
        text = printed(document, lines[index])
        found = None
        if to is None and (found := ADDRESS.match(text) or ADDRESSEE.match(text)):
            to = found
            day = day or _day_behind(text)
        elif day is None and (
            found := DATELINE.match(text)
            or (DAY_ALONE.match(text) if index < below_label else None)
        ):
            day = found
        elif lines[index].kind in {"party", "item"}:
            break
        elif DAY_LABEL.match(text):
            below_label = index + BELOW_LABEL
        body = index + 1 if found else body
    recipient = STREET.sub("", ARTICLE.sub("", " ".join(to["to"].split()))) if to else None
    if name and name["way"].upper() == "AAN" and recipient is None:
        recipient = ARTICLE.sub("", name["who"])
    place = day.groupdict().get("place") if day else None
    return Opening(
        name,
        recipient,
        place.strip() if place else None,
        read_date(day["day"]) if day else None,
        body,
    )
