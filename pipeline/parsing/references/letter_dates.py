"""Dates on which the letters of a paper were written, from its date lines.

Why: they resolve "jl." and misprinted years.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import DAY, days
from pipeline.parsing.references.scanning import LINE_END, matches, positions

DATE_LINE = concept("dated-line")
UNKNOWN = 2199
"""The year assumed for a paper without a date, so that no printed year counts as a misprint."""


@dataclass(frozen=True, slots=True)
class LetterDates:
    """The days on which the letters of one paper were written, with positions of the date lines."""

    positions: tuple[int, ...]
    days: tuple[date, ...]
    latest: int

    def at(self, position: int) -> date | None:
        """Return the day of the letter that contains ``position``."""
        index = bisect_right(self.positions, position)
        return self.days[index - 1] if index else None


def dates_of_letters(text: str, session_year: str | None, dated_on: date | None) -> LetterDates:
    """Return the writing dates of the paper ``text``; ``dated_on`` replaces its date lines."""
    lines = [position + 1 for position in positions(text, (LINE_END,))]
    dated = [
        (match.end(), on)
        for match in matches(
            DATE_LINE, text, sorted([0, *lines, *positions(text, ("(ontvangen", "(ingezonden"))])
        )
        if (day := DAY.match(text, match.end())) and day["year"]
        for on in [next((mention.on for mention in days(day.group())), None)]
        if on
    ]
    if dated_on:
        dated = [(0, dated_on)]
    years = [on.year for _, on in dated] or [
        int(year) for year in re.findall(r"\d{4}", session_year or "")
    ]
    return LetterDates(
        tuple(position for position, _ in dated),
        tuple(on for _, on in dated),
        max(years, default=UNKNOWN),
    )
