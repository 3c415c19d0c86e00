"""Days as letters print them: "17 juni 2025", "1 juli jl.", "17-06-2025"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.lexicon import concept
from pipeline.vocabulary import entries

WORDS = entries("calendar")


def counted(kind: str) -> dict[str, int]:
    """Return the words of a list of the calendar with their numbers, from 1: "mei" is month 5."""
    return {word: number for number, words in enumerate(WORDS[kind], start=1) for word in words}


MONTHS = counted("months")
NUMBERS = counted("numbers")
DAY = concept("day")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that ``text[start:end]`` names."""

    on: date
    start: int
    end: int


def days(text: str, written_on: date | None = None, *, ahead: bool = False) -> Iterator[Day]:
    """Yield each day that ``text`` names, in order.

    A day without a year is counted from ``written_on``: the last such day up to then, or with
    "a.s." or ``ahead`` the first from then on; without ``written_on`` it is left out. A day that
    does not exist (31 juni) is left out too.
    """
    for match in DAY.finditer(text):
        on = _day(match, written_on, ahead=ahead)
        if on is not None:
            yield Day(on, match.start(), match.end())


def read_date(text: str, written_on: date | None = None) -> date | None:
    """Return the first day of a text, or None; without a year it is counted from ``written_on``."""
    return next((day.on for day in days(text, written_on)), None)


def _day(match: re.Match[str], written_on: date | None, *, ahead: bool) -> date | None:
    """Return the date of a match, None if it does not exist or cannot be completed.

    A day without a year is completed from ``written_on``, if given: the next such day with "a.s.",
    or if ``ahead`` and without "jl."; otherwise the last one. "17 dezer" is in the month of
    ``written_on``.
    """
    if match["iso_year"]:
        return calendar_day(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["y"]:
        return calendar_day(int(match["y"]), int(match["m"]), int(match["d"]))
    number = int(match["day"])
    if match["year"]:
        return calendar_day(int(match["year"]), MONTHS[match["month"].lower()], number)
    if written_on is None:
        return None
    if match["same"]:
        return calendar_day(written_on.year, written_on.month, number)
    month = MONTHS[match["month"].lower()]
    forward = bool(match["coming"]) or (ahead and not match["past"])
    return _nearest(written_on, month, number, forward=forward)


def _nearest(written_on: date, month: int, number: int, *, forward: bool) -> date | None:
    """Return the next (``forward``) or the last such day of the year, seen from ``written_on``."""
    named, today = (month, number), (written_on.month, written_on.day)
    year = written_on.year
    if forward and named < today:
        year += 1
    elif not forward and named > today:
        year -= 1
    return calendar_day(year, month, number)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """Return that day, None if it does not exist or is not between 1800 and 2199."""
    try:
        return date(year, month, day) if 1800 <= year < 2200 else None  # noqa: PLR2004
    except ValueError:
        return None
