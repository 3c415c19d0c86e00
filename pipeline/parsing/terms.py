"""Terms as letters state them: "binnen vier weken", "vóór 1 september", "in het najaar", each with its last day.

No rule of the Chambers says when "het najaar" ends, so these are ours: seasons end with the astronomical ones;
begin, medio and eind are the thirds of a year or a month; a term "vóór" a day has that day as its last one. A term
without an end ("zo spoedig mogelijk", "na de zomer") has no last day.
"""

from __future__ import annotations

import re
from calendar import FRIDAY, TUESDAY, monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.parsing.days import MONTH, MONTHS, days

NUMBERS = {
    word: number
    for number, words in enumerate(
        (("een", "één", "eerste"), ("twee", "tweede"), ("drie", "derde"), ("vier", "vierde"), ("vijf",), ("zes",), ("zeven",),
         ("acht",), ("negen",), ("tien",), ("elf",), ("twaalf",), ("dertien",), ("veertien",)), start=1)
    for word in words
}  # fmt: skip
SEASON_ENDS = {"voorjaar": (6, 20), "lente": (6, 20), "zomer": (9, 22), "najaar": (12, 20), "herfst": (12, 20), "winter": (3, 20)}
PREVIOUS_SEASON_ENDS = {3: (12, 20), 6: (3, 20), 9: (6, 20), 12: (9, 22)}

COUNT = r"\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
YEAR = r"(?:van\s)?(?P<year>20\d\d)(?!\d)"
SAME = r"(?P<same>dit|deze|het\slopende|de\slopende)"
NEXT = r"(?P<next>(?:(?:het|de)\s)?(?:komende?|volgende?|aankomende?|aanstaande?))"
WHICH = rf"(?:\s(?:{YEAR}|(?:van\s)?(?P<next_year>volgend\sjaar)|(?:van\s)?dit\sjaar))?"
BEFORE = r"(?:nog\s)?(?:(?:v[oó]{2}r|uiterlijk|tegen|per|rond|tot|in|met|op|bij|begin)\s){0,2}"
THIRDS = {"begin": 1, "medio": 2, "midden": 2, "half": 2, "eind": 3, "einde": 3}

WITHIN = (
    r"binnen\s(?:(?:een|de)\s(?:\w{4,20}\s)?(?:termijn|periode)\svan\s)?(?:(?:uiterlijk|maximaal|circa|ongeveer)\s)?"
    rf"(?P<count>{COUNT})\s(?P<unit>werkdag|dag|week|weken|maand|ja?ar)(?:en)?\b"
)
"""binnen vier weken, binnen een termijn van 14 dagen, binnen twee maanden, binnen een jaar"""

END_OF = rf"(?:{BEFORE}het\seinde?\svan\s|eind\s)(?:{SAME}|{NEXT}|het|de)\s(?P<period>week|maand|kwartaal|(?:kalender)?jaar)\b"
"""voor het einde van de maand, voor het einde van het jaar, eind deze maand, eind volgend jaar"""

PART_OF_YEAR = (
    rf"{BEFORE}(?:het\s)?(?P<third>begin|medio|einde?)\s"
    rf"(?:(?:van\s)?(?P<year>20\d\d)(?!\d)|(?:van\s)?{NEXT}\sjaar|(?:van\s)?{SAME}\sjaar)"
)
"""eind 2025, begin 2026, medio 2026, begin volgend jaar"""

PART_OF_MONTH = (
    rf"{BEFORE}(?:het\s)?(?P<third>begin|medio|half|einde?)\s(?:van\s)?"
    rf"(?P<month>{MONTH})(?![^\W\d_])(?:\s(?P<year>20\d\d)(?!\d))?"
)
"""eind september, medio maart 2026"""

IN_MONTH = (
    r"(?:nog\s)?(?:uiterlijk\s|v[oó]{2}r\s)?(?:in\s)(?:(?:de\s)?loop\svan\s)?(?:de\smaand\s)?"
    rf"(?P<month>{MONTH})(?![^\W\d_])\.?{WHICH}"
)
"""in september, uiterlijk in maart 2026, in de maand mei"""

QUARTER = (
    rf"{BEFORE}(?:het\s)?(?:einde?\svan\s)?(?:het\s)?"
    rf"(?:(?P<quarter>eerste|tweede|derde|vierde|[1-4]e)\skwartaal|Q(?P<q>[1-4])|(?P<last>laatste)\skwartaal){WHICH}"
)
"""in het eerste kwartaal van 2026, in Q1 2026, in het vierde kwartaal"""

HALF = rf"{BEFORE}(?:(?:de|het)\s)?(?P<half>eerste|tweede)\s(?:helft|halfjaar|half\sjaar)\b{WHICH}"
"""in de tweede helft van 2026, in het eerste halfjaar"""

SEASON = (
    rf"(?P<before>v[oó]{{2}}r\s)?{BEFORE}(?:(?:de\s)?loop\svan\s)?(?:het\s|de\s|{SAME}\s|{NEXT}\s)?"
    rf"(?P<season>voorjaar|lente|zomer|najaar|herfst|winter)(?!\w){WHICH}"
)
"""in het najaar van 2025, dit voorjaar, komende zomer, voor de zomer (that is: before the summer recess)"""

AFTER = r"na\s(?:(?:de|het)\s)?(?:zomer|kerst|winter|mei|herfst|voorjaars|krokus)(?:reces|vakantie)?(?!\w)"
"""na de zomer, na het zomerreces: a beginning without an end"""

RECESS = (
    r"(?:v[oó]{2}r|uiterlijk)\s(?:(?:de\sstart|de\saanvang|het\sbegin)\svan\s)?(?:(?:het|de)\s)?"
    r"(?:(?P<summer>zomer|zomerreces|zomervakantie)|(?P<christmas>kerst|kerstreces|winterreces|kerstvakantie))(?!\w)"
    r"(?:\s(?:van\s)?(?P<year>20\d\d)(?!\d))?"
)
"""voor het zomerreces, vóór het kerstreces van 2025"""

PERIOD = (
    rf"(?:(?:nog\s)?(?:in\s(?:de\sloop\svan\s)?|tijdens\s|gedurende\s)?)(?:{SAME}|{NEXT})\s"
    r"(?P<period>week|maand|kwartaal|(?:kalender)?jaar)\b"
)
"""nog dit jaar, in de loop van volgend jaar, volgende week, deze maand"""

IN_YEAR = r"(?:nog\s)?(?:in\s(?:de\sloop\svan\s)?|uiterlijk\s(?:in\s)?)(?P<year>20\d\d)(?![\d/–-])"
"""in 2026, uiterlijk in 2027, in de loop van 2026"""

BUDGET_DAY = r"(?:(?:v[oó]{2}r|met|op|rond|uiterlijk(?:\sop)?|tegen)\s)?Prinsjesdag\b(?:\s(?P<year>20\d\d)(?!\d))?"
"""met Prinsjesdag: the third Tuesday of September, when the budget goes to the Chambers (art. 65 of the Constitution)"""

UP_TO = re.compile(
    r"""(?<!\w)
    # vóór 1 september, uiterlijk op
    (?:(?:v[oó]{2}r|uiterlijk|niet\slater\sdan|(?:in\s)?de\sweek\svan|rond|omstreeks|tegen|op|per|tot|vanaf)\s){1,2}
    # vrijdag 12 januari
    (?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
LONGEST_LEAD = 45
"""What stands before a day that is a term: without it the day is only a day."""

OPEN = (
    r"(?:zo\s(?:spoedig|snel)\s(?:als\s)?mogelijk|op\s(?:zeer\s)?korte\stermijn|op\szo\skort\smogelijke\stermijn|(?:zeer\s)?binnenkort|(?:zeer\s)?spoedig"
    r"|binnen\safzienbare\s(?:tijd|termijn)|te\szijner\stijd|te\sgelegener\stijd|(?:(?:in|gedurende)\s)?(?:de\s)?(?:komende|aankomende)\s(?:tijd|periode|weken|maanden|jaren)"
    r"|(?:v[oó]{2}r|bij)\s(?:(?:de|het)\s)?(?:begrotingsbehandeling|plenaire\sbehandeling|(?:commissie|plenaire\s)?debat)"
    r"|bij\s(?:de\s)?(?:eerstvolgende|volgende)\s(?:voortgangsrapportage|voortgangsbrief|begroting)|in\sde\s(?:eerst)?volgende\s(?:voortgangsrapportage|voortgangsbrief|voortgangsrapportages))\b"
)
"""zo spoedig mogelijk, op korte termijn, de komende maanden: a term, but no calendar knows its last day"""


@dataclass(frozen=True, slots=True)
class Term:
    """``text[start:end]`` states a term; ``due_on`` is its last day, None where it has none."""

    due_on: date | None
    start: int
    end: int


LastDay = Callable[[re.Match[str], date], date | None]


def terms(text: str, dated_on: date | None) -> list[Term]:
    """The terms that ``text`` states, in order, counted from the day of the letter that states them (None: unknown)."""
    lower = text.lower()
    found = [
        Term(last_day(match, dated_on) if dated_on else None, match.start(), match.end())
        for pattern, words, last_day in FORMS
        if any(word in lower for word in words)
        for match in pattern.finditer(text)
    ]
    for day in days(text, dated_on, ahead=True):
        lead = UP_TO.search(text, max(0, day.start - LONGEST_LEAD), day.start)
        if lead:
            found.append(Term(day.on, lead.start(), day.end))
    kept: list[Term] = []
    for term in sorted(found, key=lambda term: (term.start, -term.end)):
        if not kept or term.start >= kept[-1].end:
            kept.append(term)
    return kept


def month_end(year: int, month: int) -> date:
    """The last day of a month; months are counted on past December."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def summer_recess(year: int) -> date:
    """The first day of the Chambers' summer recess: the first Friday from 3 July on, as in 2018 to 2025."""
    return date(year, 7, 3) + timedelta(days=(FRIDAY - date(year, 7, 3).weekday()) % 7)


def christmas_recess(year: int) -> date:
    """The first day of the Chambers' Christmas recess: the last Friday up to 23 December, as in 2022 to 2025."""
    return date(year, 12, 23) - timedelta(days=(date(year, 12, 23).weekday() - FRIDAY) % 7)


def budget_day(year: int) -> date:
    """Prinsjesdag: the third Tuesday of September (art. 65 of the Constitution)."""
    return date(year, 9, 15) + timedelta(days=(TUESDAY - date(year, 9, 15).weekday()) % 7)


def _within(match: re.Match[str], dated_on: date) -> date:
    count = NUMBERS.get(match["count"].lower()) or int(match["count"])
    unit = match["unit"].lower()
    if unit == "werkdag":
        return _working_days(dated_on, count)
    if unit in {"maand", "jaar", "jar"}:
        months = dated_on.year * 12 + dated_on.month - 1 + count * (1 if unit == "maand" else 12)
        return min(
            date(months // 12, months % 12 + 1, 1) + timedelta(days=dated_on.day - 1), month_end(months // 12, months % 12 + 1)
        )
    return dated_on + timedelta(days=count * (1 if unit == "dag" else 7))


def _working_days(start: date, count: int) -> date:
    """The day ``count`` weekdays later; holidays are not known here."""
    weeks, rest = divmod(count, 5)
    day = start + timedelta(weeks=weeks)
    for _ in range(rest):
        day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
    return day


def _end_of_period(match: re.Match[str], dated_on: date) -> date:
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


def _part_of_year(match: re.Match[str], dated_on: date) -> date:
    year = int(match["year"]) if match["year"] else dated_on.year + (1 if match["next"] else 0)
    return month_end(year, 4 * THIRDS[match["third"].lower()])


def _part_of_month(match: re.Match[str], dated_on: date) -> date:
    month, third = MONTHS[match["month"].lower()], THIRDS[match["third"].lower()]
    year = int(match["year"]) if match["year"] else dated_on.year + (month < dated_on.month)
    return date(year, month, 10 * third) if third < 3 else month_end(year, month)  # noqa: PLR2004


def _in_month(match: re.Match[str], dated_on: date) -> date:
    month = MONTHS[match["month"].lower()]
    return month_end(_year(match, dated_on, month), month)


def _quarter(match: re.Match[str], dated_on: date) -> date:
    word = (match["quarter"] or match["q"] or "").lower()
    number = 4 if match["last"] else NUMBERS.get(word) or int(word[0])
    return month_end(_year(match, dated_on, 3 * number), 3 * number)


def _half(match: re.Match[str], dated_on: date) -> date:
    month = 6 * NUMBERS[match["half"].lower()]
    return month_end(_year(match, dated_on, month), month)


def _season(match: re.Match[str], dated_on: date) -> date:
    month, day = SEASON_ENDS[match["season"].lower()]
    year = _year(match, dated_on, month)
    if match["next"] and not match["year"] and PREVIOUS_SEASON_ENDS[month] < (dated_on.month, dated_on.day) <= (month, day):
        year += 1  # said within the season: the one of next year
    if match["before"]:  # before a season: up to the day that the one before it ends
        month, day = PREVIOUS_SEASON_ENDS[month]
        year -= match["season"].lower() == "winter"
    return date(year, month, day)


def _recess(match: re.Match[str], dated_on: date) -> date:
    first_day = summer_recess if match["summer"] else christmas_recess
    year = int(match["year"]) if match["year"] else dated_on.year
    return first_day(year) if match["year"] or first_day(year) >= dated_on else first_day(year + 1)


def _budget_day(match: re.Match[str], dated_on: date) -> date:
    year = int(match["year"]) if match["year"] else dated_on.year
    return budget_day(year) if match["year"] or budget_day(year) >= dated_on else budget_day(year + 1)


def _year(match: re.Match[str], dated_on: date, last_month: int) -> int:
    """The year that the term states, else the first in which it is not over yet."""
    if match["year"]:
        return int(match["year"])
    groups = match.groupdict()
    if groups.get("next_year"):
        return dated_on.year + 1
    return dated_on.year + (last_month < dated_on.month)


def _never(_match: re.Match[str], _dated_on: date) -> None:
    return None


Form = tuple[re.Pattern[str], tuple[str, ...], LastDay]
FORMS: tuple[Form, ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{form})", re.IGNORECASE), words, last_day)
    for form, words, last_day in (
        (WITHIN, ("binnen",), _within),
        (END_OF, ("eind",), _end_of_period),
        (PART_OF_YEAR, ("begin", "medio", "eind"), _part_of_year),
        (PART_OF_MONTH, ("begin", "medio", "eind", "half"), _part_of_month),
        (IN_MONTH, tuple(MONTHS), _in_month),
        (QUARTER, ("kwartaal", "q1", "q2", "q3", "q4"), _quarter),
        (HALF, ("helft", "half"), _half),
        (AFTER, ("na ",), _never),
        (RECESS, ("zomer", "kerst", "winter"), _recess),
        (SEASON, tuple(SEASON_ENDS), _season),
        (PERIOD, ("week", "maand", "kwartaal", "jaar"), _end_of_period),
        (IN_YEAR, ("20",), lambda match, _: date(int(match["year"]), 12, 31)),
        (BUDGET_DAY, ("prinsjesdag",), _budget_day),
        (OPEN, ("mogelijk", "termijn", "spoedig", "binnenkort", "tijd", "komende", "bij ", "v", "in de"), _never),
    )
)
"""Every form, with words of which one must be there, and the rule for its last day. The earlier and longer of two wins."""
