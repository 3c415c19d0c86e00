"""Last days of deadlines: the functions used by ``deadlines``, one for each form of deadline.

Each takes the match of a form and the day of the letter that states it.
"""

import re
from calendar import FRIDAY, TUESDAY, monthrange
from datetime import date, timedelta

from pipeline.parsing.calendar.days import MONTHS, NUMBERS, WORDS, counted

SEASON_ENDS = WORDS["seasons"]
"""Month and day on which each season ends."""
PREVIOUS_SEASON_ENDS = {3: (12, 20), 6: (3, 20), 9: (6, 20), 12: (9, 22)}
THIRDS = counted("thirds")


def month_end(year: int, month: int) -> date:
    """Return the last day of a month; month 13 is January of the next year, and so on."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def summer_recess(year: int) -> date:
    """Return the first day of the summer recess: the first Friday from 3 July on.

    Seen in: the recesses of 2018 to 2025.
    """
    return date(year, 7, 3) + timedelta(days=(FRIDAY - date(year, 7, 3).weekday()) % 7)


def christmas_recess(year: int) -> date:
    """Return the first day of the Christmas recess: the last Friday up to 23 December.

    Seen in: the recesses of 2022 to 2025.
    """
    return date(year, 12, 23) - timedelta(days=(date(year, 12, 23).weekday() - FRIDAY) % 7)


def budget_day(year: int) -> date:
    """Return Prinsjesdag: the third Tuesday of September (art. 65 of the Constitution)."""
    return date(year, 9, 15) + timedelta(days=(TUESDAY - date(year, 9, 15).weekday()) % 7)


def within(match: re.Match[str], dated_on: date) -> date:
    """Return the day that is the stated time after the letter: ``binnen vier weken``."""
    count = NUMBERS.get(match["count"].lower()) or int(match["count"])
    unit = match["unit"].lower()
    if unit == "werkdag":
        return _working_days(dated_on, count)
    if unit in {"maand", "jaar", "jar"}:
        months = dated_on.year * 12 + dated_on.month - 1 + count * (1 if unit == "maand" else 12)
        return min(
            date(months // 12, months % 12 + 1, 1) + timedelta(days=dated_on.day - 1),
            month_end(months // 12, months % 12 + 1),
        )
    return dated_on + timedelta(days=count * (1 if unit == "dag" else 7))


def _working_days(start: date, count: int) -> date:
    """Return the day ``count`` weekdays later. Holidays are not taken into account."""
    weeks, remainder = divmod(count, 5)
    day = start + timedelta(weeks=weeks)
    for _ in range(remainder):
        day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
    return day


def end_of_period(match: re.Match[str], dated_on: date) -> date:
    """Return the last day of the period: ``deze maand``, ``eind volgend jaar``."""
    ahead = 1 if match["next"] else 0
    match match["period"].lower():
        case "week":
            return dated_on + timedelta(days=6 - dated_on.weekday() + 7 * ahead)
        case "maand":
            return month_end(dated_on.year, dated_on.month + ahead)
        case "kwartaal":
            return month_end(dated_on.year, ((dated_on.month - 1) // 3 + 1 + ahead) * 3)
        case _:
            return date(dated_on.year + ahead, 12, 31)


def part_of_year(match: re.Match[str], dated_on: date) -> date:
    """Return the last day of that third of the year: ``begin 2026``."""
    year = int(match["year"]) if match["year"] else dated_on.year + (1 if match["next"] else 0)
    return month_end(year, 4 * THIRDS[match["third"].lower()])


def part_of_month(match: re.Match[str], dated_on: date) -> date:
    """Return the last day of that third of the month: ``medio september``."""
    month, third = MONTHS[match["month"].lower()], THIRDS[match["third"].lower()]
    year = int(match["year"]) if match["year"] else dated_on.year + (month < dated_on.month)
    return date(year, month, 10 * third) if third < 3 else month_end(year, month)  # noqa: PLR2004


def in_month(match: re.Match[str], dated_on: date) -> date:
    """Return the last day of the month: ``in september``."""
    month = MONTHS[match["month"].lower()]
    return month_end(_year(match, dated_on, month), month)


def quarter(match: re.Match[str], dated_on: date) -> date:
    """Return the last day of the quarter: ``het eerste kwartaal``."""
    word = (match["quarter"] or match["q"] or "").lower()
    number = 4 if match["last"] else NUMBERS.get(word) or int(word[0])
    return month_end(_year(match, dated_on, 3 * number), 3 * number)


def half(match: re.Match[str], dated_on: date) -> date:
    """Return the last day of the half year: ``de tweede helft van 2026``."""
    month = 6 * NUMBERS[match["half"].lower()]
    return month_end(_year(match, dated_on, month), month)


def season(match: re.Match[str], dated_on: date) -> date:
    """Return the last day of the season, or of the one before it: ``het najaar``."""
    month, day = SEASON_ENDS[match["season"].lower()]
    year = _year(match, dated_on, month)
    if (
        match["next"]
        and not match["year"]
        and PREVIOUS_SEASON_ENDS[month] < (dated_on.month, dated_on.day) <= (month, day)
    ):
        year += 1  # written within the season: next year's is meant
    if match["before"]:  # before a season: up to the day that the one before it ends
        month, day = PREVIOUS_SEASON_ENDS[month]
        year -= match["season"].lower() == "winter"
    return date(year, month, day)


def recess(match: re.Match[str], dated_on: date) -> date:
    """Return the first day of the recess: ``voor het zomerreces``."""
    first_day = summer_recess if match["summer"] else christmas_recess
    year = int(match["year"]) if match["year"] else dated_on.year
    return first_day(year) if match["year"] or first_day(year) >= dated_on else first_day(year + 1)


def next_budget_day(match: re.Match[str], dated_on: date) -> date:
    """Return the next Prinsjesdag: ``met Prinsjesdag``."""
    year = int(match["year"]) if match["year"] else dated_on.year
    return (
        budget_day(year) if match["year"] or budget_day(year) >= dated_on else budget_day(year + 1)
    )


def _year(match: re.Match[str], dated_on: date, last_month: int) -> int:
    """Return the stated year, else the first year in which the deadline has not passed."""
    if match["year"]:
        return int(match["year"])
    groups = match.groupdict()
    if groups.get("next_year"):
        return dated_on.year + 1
    return dated_on.year + (last_month < dated_on.month)


def year_end(match: re.Match[str], _dated_on: date) -> date:
    """Return the last day of the year: ``in 2026``."""
    return date(int(match["year"]), 12, 31)
