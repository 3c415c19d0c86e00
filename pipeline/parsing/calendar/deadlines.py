"""Deadlines in letters, each with its last day: "binnen vier weken", "in het najaar".

The Chambers do not define when "het najaar" ends, so these rules are ours: seasons end with the
astronomical ones; begin, medio and eind are the thirds of a year or a month; a deadline "vóór" a
day has that day as its last one. A deadline without an end ("zo spoedig mogelijk", "na de zomer")
has no last day.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.lexicon import Hit, concept
from pipeline.parsing.calendar.days import days
from pipeline.parsing.calendar.last_days import (
    end_of_period,
    half,
    in_month,
    next_budget_day,
    part_of_month,
    part_of_year,
    quarter,
    recess,
    season,
    within,
    year_end,
)

DEADLINE = concept("deadline")
DEADLINE_DAY = concept("deadline-day")
DIGIT = concept("digit")
LONGEST_LEAD = 45
"""Characters before a day in which the words that make it a deadline are looked for."""
LastDay = Callable[[re.Match[str], date], date | None]

LAST_DAYS: dict[str, LastDay] = {
    "deadline.within": within,
    "deadline.end-of-period": end_of_period,
    "deadline.part-of-year": part_of_year,
    "deadline.part-of-month": part_of_month,
    "deadline.in-month": in_month,
    "deadline.quarter": quarter,
    "deadline.half-year": half,
    "deadline.recess": recess,
    "deadline.season": season,
    "deadline.period": end_of_period,
    "deadline.year": year_end,
    "deadline.budget-day": next_budget_day,
}
"""Functions that compute the last day, by form of deadline; other forms have no last day."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in ``text[start:end]``; ``due_on`` is its last day, None if it has none."""

    due_on: date | None
    start: int
    end: int

    def is_over(self, dated_on: date | None) -> bool:
        """Return True if the last day is before the day of the letter; both must be known."""
        return self.due_on is not None and dated_on is not None and self.due_on < dated_on


def deadlines(text: str, dated_on: date | None) -> list[Deadline]:
    """Return the deadlines of a text, in order, counted from the letter's day (None: unknown)."""
    candidates = [
        Deadline(_last_day(hit, dated_on), hit.match.start(), hit.match.end())
        for hit in DEADLINE.every(text, text.lower())
    ]
    for day in days(text, dated_on, ahead=True) if DIGIT.search(text) else ():
        lead = DEADLINE_DAY.search(text, max(0, day.start - LONGEST_LEAD), day.start)
        if lead:
            candidates.append(Deadline(day.on, lead.start(), day.end))
    disjoint: list[Deadline] = []
    for deadline in sorted(candidates, key=lambda deadline: (deadline.start, -deadline.end)):
        if not disjoint or deadline.start >= disjoint[-1].end:
            disjoint.append(deadline)
    return disjoint


def _last_day(hit: Hit, dated_on: date | None) -> date | None:
    """Return the last day of a deadline, None if it has none or the letter has no date."""
    last_day = LAST_DAYS.get(hit.rule)
    return last_day(hit.match, dated_on) if last_day and dated_on else None
