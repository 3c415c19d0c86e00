"""Calendar of days on which papers are expected: the working days of the Eerste Kamer."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pipeline.vocabulary import entries

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days without papers.

    ``recess`` and ``holidays`` are given as (month, day), movable holidays and single closures as
    dates. All periods include their last day.
    """

    recess: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    holidays: frozenset[tuple[int, int]]
    movable: frozenset[date]
    closures: tuple[tuple[date, date], ...] = ()

    def expects(self, day: date) -> bool:
        """Return True if papers are expected on a day: no weekend, holiday, recess or closure."""
        here = (day.month, day.day)
        if day.weekday() > FRIDAY or here in self.holidays or day in self.movable:
            return False
        if any(first <= day <= last for first, last in self.closures):
            return False
        return not any(_within(here, first, last) for first, last in self.recess)

    def working_days(self, since: date, until: date) -> list[date]:
        """Return the days from ``since`` to ``until`` (inclusive) on which papers are expected."""
        every = (since + timedelta(days=number) for number in range((until - since).days + 1))
        return [day for day in every if self.expects(day)]


@cache
def calendar() -> Calendar:
    """Return the calendar of ``vocabulary/recess.toml``."""
    data = entries("recess")
    return Calendar(
        recess=tuple(
            (_month_day(period["from"]), _month_day(period["until"])) for period in data["recess"]
        ),
        holidays=frozenset(map(_month_day, data["holiday"])),
        movable=frozenset(
            day + timedelta(days=after) for day in data["easter"] for after in data["after_easter"]
        ),
        closures=tuple((period["from"], period["until"]) for period in data["closure"]),
    )


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _within(here: tuple[int, int], first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Return True if a day of the year lies in a period, which may span the end of the year."""
    return first <= here <= last if first <= last else here >= first or here <= last
