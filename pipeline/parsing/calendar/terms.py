"""Terms as letters state them: "binnen vier weken", "vóór 1 september", "in het najaar", each with
its last day.

No rule of the Chambers says when "het najaar" ends, so these are ours: seasons end with the
astronomical ones; begin, medio and eind are the thirds of a year or a month; a term "vóór" a day
has that day as its last one. A term without an end ("zo spoedig mogelijk", "na de zomer") has no
last day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.parsing.calendar.days import MONTH, MONTHS, days
from pipeline.parsing.calendar.last_days import (
    NUMBERS,
    SEASON_ENDS,
    end_of_period,
    half,
    in_month,
    never,
    next_budget_day,
    part_of_month,
    part_of_year,
    quarter,
    recess,
    season,
    within,
)

COUNT = r"\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
YEAR = r"(?:van\s)?(?P<year>20\d\d)(?!\d)"
SAME = r"(?P<same>dit|deze|het\slopende|de\slopende)"
NEXT = r"(?P<next>(?:(?:het|de)\s)?(?:komende?|volgende?|aankomende?|aanstaande?))"
WHICH = rf"(?:\s(?:{YEAR}|(?:van\s)?(?P<next_year>volgend\sjaar)|(?:van\s)?dit\sjaar))?"
BEFORE = r"(?:nog\s)?(?:(?:v[oó]{2}r|uiterlijk|tegen|per|rond|tot|in|met|op|bij|begin)\s){0,2}"

WITHIN = (
    r"binnen\s(?:(?:een|de)\s(?:\w{4,20}\s)?(?:termijn|periode)\svan\s)?(?:(?:uiterlijk|maximaal|circa|ongeveer)\s)?"
    rf"(?P<count>{COUNT})\s(?P<unit>werkdag|dag|week|weken|maand|ja?ar)(?:en)?\b"
)
"""binnen vier weken, binnen een termijn van 14 dagen, binnen twee maanden, binnen een jaar"""

END_OF = (
    rf"(?:{BEFORE}het\seinde?\svan\s|eind\s)(?:{SAME}|{NEXT}|het|de)\s(?P<period>week|maand"
    r"|kwartaal|(?:kalender)?jaar)\b"
)
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
"""in het najaar van 2025, dit voorjaar, komende zomer, voor de zomer (that is: before the summer
recess)"""

AFTER = (
    r"na\s(?:(?:de|het)\s)?(?:zomer|kerst|winter|mei|herfst|voorjaars|krokus)(?:reces"
    r"|vakantie)?(?!\w)"
)
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

BUDGET_DAY = (
    r"(?:(?:v[oó]{2}r|met|op|rond|uiterlijk(?:\sop)?"
    r"|tegen)\s)?Prinsjesdag\b(?:\s(?P<year>20\d\d)(?!\d))?"
)
"""met Prinsjesdag: the third Tuesday of September, when the budget goes to the Chambers (art. 65 of
the Constitution)"""

UP_TO = re.compile(
    r"""(?<!\w)
    # vóór 1 september, uiterlijk op
    (?:(?:v[oó]{2}r|uiterlijk|niet\slater\sdan|(?:in\s)?de\sweek\svan|rond|omstreeks|tegen|op|per|tot|vanaf)\s){1,2}
    # vrijdag 12 januari
    (?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
LONGEST_LEAD = 45
"""What stands before a day that is a term: without it the day is only a day."""

OPEN = (
    r"(?:zo\s(?:spoedig|snel)\s(?:als\s)?mogelijk|op\s(?:zeer\s)?korte\stermijn|op\szo\skort\smogelijke\stermijn|(?:zeer\s)?binnenkort|(?:zeer\s)?spoedig"
    r"|binnen\safzienbare\s(?:tijd|termijn)|te\szijner\stijd|te\sgelegener\stijd|(?:(?:in|gedurende)\s)?(?:de\s)?(?:komende|aankomende)\s(?:tijd|periode|weken|maanden|jaren)"
    r"|(?:v[oó]{2}r|bij)\s(?:(?:de|het)\s)?(?:begrotingsbehandeling|plenaire\sbehandeling|(?:commissie|plenaire\s)?debat)"
    r"|bij\s(?:de\s)?(?:eerstvolgende|volgende)\s(?:voortgangsrapportage|voortgangsbrief|begroting)|in\sde\s(?:eerst)?volgende\s(?:voortgangsrapportage|voortgangsbrief|voortgangsrapportages))\b"
)
"""zo spoedig mogelijk, op korte termijn, de komende maanden: a term, but no calendar knows its last
day"""


@dataclass(frozen=True, slots=True)
class Term:
    """``text[start:end]`` states a term; ``due_on`` is its last day, None where it has none."""

    due_on: date | None
    start: int
    end: int


LastDay = Callable[[re.Match[str], date], date | None]


def terms(text: str, dated_on: date | None) -> list[Term]:
    """The terms that ``text`` states, in order, counted from the day of the letter that states them
    (None: unknown).
    """
    lower = text.lower()
    found = [
        Term(last_day(match, dated_on) if dated_on else None, match.start(), match.end())
        for pattern, words, last_day in FORMS
        if any(word in lower for word in words)
        for match in pattern.finditer(text)
    ]
    for day in days(text, dated_on, ahead=True) if DIGIT.search(text) else ():
        lead = UP_TO.search(text, max(0, day.start - LONGEST_LEAD), day.start)
        if lead:
            found.append(Term(day.on, lead.start(), day.end))
    kept: list[Term] = []
    for term in sorted(found, key=lambda term: (term.start, -term.end)):
        if not kept or term.start >= kept[-1].end:
            kept.append(term)
    return kept


Form = tuple[re.Pattern[str], tuple[str, ...], LastDay]
FORMS: tuple[Form, ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{form})", re.IGNORECASE), words, last_day)
    for form, words, last_day in (
        (WITHIN, ("binnen",), within),
        (END_OF, ("eind",), end_of_period),
        (PART_OF_YEAR, ("begin", "medio", "eind"), part_of_year),
        (PART_OF_MONTH, ("begin", "medio", "eind", "half"), part_of_month),
        (IN_MONTH, tuple(MONTHS), in_month),
        (QUARTER, ("kwartaal", "q1", "q2", "q3", "q4"), quarter),
        (HALF, ("helft", "half"), half),
        (AFTER, ("na ",), never),
        (RECESS, ("zomer", "kerst", "winter"), recess),
        (SEASON, tuple(SEASON_ENDS), season),
        (PERIOD, ("week", "maand", "kwartaal", "jaar"), end_of_period),
        (IN_YEAR, ("20",), lambda match, _: date(int(match["year"]), 12, 31)),
        (BUDGET_DAY, ("prinsjesdag",), next_budget_day),
        (
            OPEN,
            (
                "mogelijk",
                "termijn",
                "spoedig",
                "binnenkort",
                "tijd",
                "komende",
                "behandeling",
                "debat",
                "voortgang",
                "begroting",
            ),
            never,
        ),
    )
)
"""Every form, with words of which one must be there, and the rule for its last day. The earlier and
longer of two wins."""
