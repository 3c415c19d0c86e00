"""Lists, ranges and years in citations: "3, 4 en 6-8", "A t/m C", "2023–2024", "1999/00"."""

import re

from pipeline.lexicon import concept
from pipeline.parsing.language.labels import ranged

PAGES = concept("page-numbers")
RANGE = concept("number-range")
PART = concept("number-of-list")
REPRINT = concept("reprint-mark")
YEARS = concept("session-year")


def expanded(numbers: str) -> list[str]:
    """Return each number: ``"3, 4 en 6-8"`` -> 3, 4, 6, 7, 8; ``"A t/m C"`` -> A, B, C."""
    singles: list[str] = []
    for match in PART.finditer(REPRINT.sub("", numbers)):
        part = match.group()
        if ends := RANGE.fullmatch(part):
            singles += ranged(ends["first"], ends["last"])
        elif part[:-1].isdigit() or part.isdigit() or part.isupper():
            singles.append(part)
    return singles


def pages(printed: str) -> str:
    """Return page numbers in one spelling: ``"4 – 5, 11–12"`` -> ``"4-5, 11-12"``."""
    return re.sub(r"\s?[-–]\s?", "-", " ".join(printed.split()))


def session_year(printed: str, latest: int) -> str | None:
    """Return the session year that ``printed`` means, as "2023-2024"; None if it is a single year.

    ``latest`` is the year in which the citing paper was written. Session years run from September
    to September, so the second year follows the first. If a misprint breaks that ("2203–2024",
    "2022–2024"), the result is the latest pair up to ``latest`` that contains one of the two years.
    """
    match = YEARS.search(printed)
    if not match or not match[2]:
        return None
    first, second = match[1], match[2]
    if len(second) == 2:  # noqa: PLR2004
        century = int(first[:4]) // 100 + (int(second) < int(first[2:4]))
        second = f"{century}{second}"
    if abs(int(second) - int(first)) == 1:  # 2024–2023 is the same pair, turned round
        return f"{min(first, second)}-{max(first, second)}"
    begins = [
        year for year in (meant_year(first, latest), meant_year(second, latest + 1, back=1)) if year
    ]
    return f"{max(begins)}-{max(begins) + 1}" if begins else None


def meant_year(printed: str, latest: int, back: int = 0) -> int | None:
    """Return the year that ``printed`` means, less ``back``, with a misprint corrected.

    Example: 2042 in a paper of 2024 is read as 2024. Two neighbouring digits may be swapped, or one
    digit doubled. None if no such correction gives a year up to ``latest`` (the year of the citing
    paper).
    """
    if len(printed) == 4 and FIRST_YEAR < int(printed) <= latest:  # noqa: PLR2004
        return int(printed) - back
    swapped = {
        printed[:i] + printed[i + 1] + printed[i] + printed[i + 2 :]
        for i in range(len(printed) - 1)
    }
    shorter = {printed[:i] + printed[i + 1 :] for i in range(len(printed))}
    years = {
        int(year)
        for year in swapped | shorter
        if len(year) == 4 and LIKELY_FROM < int(year) <= latest  # noqa: PLR2004
    }
    return max(years) - back if years else None


FIRST_YEAR = 1813
"""Exclusive lower limit of printed years.

Why: the first Staatsblad is of 1813, the first session of the States General of 1814.
"""
LIKELY_FROM = 1950
"""Exclusive lower limit of corrected years: letters of today still cite later ones."""
