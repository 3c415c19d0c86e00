"""Lists, ranges and years as citations print them: "3, 4 en 6-8", "A t/m C", "2023–2024",
"1999/00".
"""

from __future__ import annotations

import re

LONGEST_RANGE = 60
"""A longer range is no list of papers but a misread pair of numbers."""

DASH = r"(?:\s?[-–—]\s?|\s(?:t/m|tot\s(?:en\s)?met)\s)"
"""Between the ends of a range: 6-8, 1–3, 2 t/m 5, 4 tot en met 7."""

AND = r"(?:,?\s(?:en|of|alsook|alsmede|resp\.|respectievelijk)\s|\s?[&+]\s?)"
"""Before the last of a list."""

NR = r"(?:(?i:n(?:ummer|rs?|o)|letter)\b\.?:?\s{0,2})"
NRS = r"(?:(?i:n(?:ummers|rs)|letters)\b\.?:?\s{0,2})"
"""nr. 3, nr.3686, nummer 25, no. 5; nrs. 3, 4 and nummers 3, 4 announce a list."""

PLAIN_NUMBER = (
    r"(?!\s(?:jan|feb|maart|mrt|apr|mei\b|jun|jul|aug|sep|okt|nov|dec|\d{3}\b|%|procent|miljoen|miljard|euro"
    r"|jaar|jaren|maand|we[ek]|dag|leden|moties|andere))"
)
"""A number that follows in a list may not be the start of a date, an amount or another dossier."""

SHEET = (
    r"(?:(?:\d{1,2}[a-df-h]?|\d{3}[a-h]?|\d{4})(?!\w|\.\d)"
    r"|(?![TE]K[\s,]{1,2}(?:[12]\d{3}|\d\d[\s.]?\d{3})\b)[A-Z]{1,3}(?![\w]))(?:-[hnv]\d\b)?"
)
"""The number of one paper: digits in the Tweede Kamer, letters in the Eerste; -h1 marks a reprint
of it.

Until 2005 papers of the Eerste Kamer had a letter behind their number (188b; 2e is an ordinal). TK
before a year or a dossier is the chamber of the next citation.
"""

SHEETS = rf"{SHEET}(?:{DASH}{SHEET})?"
LIST = (
    rf"(?:(?:{NRS}){SHEETS}(?:,\s?{NR}?{SHEETS}{PLAIN_NUMBER})*"
    rf"(?:{AND}{NR}?{SHEETS}{PLAIN_NUMBER})?"  # nrs. 3, 4 en 6-8
    rf"|{NR}?{SHEETS}(?:(?:,\s?{NR}?{SHEETS}{PLAIN_NUMBER})*{AND}{NR}?{SHEETS}{PLAIN_NUMBER})?)"
    # nr. 563 en 591; a comma alone ends it
)
"""The numbers of papers as printed after a dossier."""

SESSION = (
    r"(?:(?:1[89]|2\d)\d{2}|2\d{2}(?=\s?[-–—/]\s?20\d\d))(?:\s?[-–—/]\s?[’'‘]?\d{2,5}(?!\d)"
    # 2024-2025, 2019/20, 2022–’23; a misprint may have a digit too many or too few. Else
    r"|(?=[,\s]{1,2}\d\d[\s.]?\d{3}(?!\d)))"  # one year, where a dossier follows it
)
"""A session year (vergaderjaar) as printed."""

MONTH_NEXT = re.compile(
    r"\s(?:jan|feb|maart|mrt|apr|mei\b|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE
)

PAGES = re.compile(
    r"""\s?[,;–-]?\s{0,2}\(?(?:pagina[’']?s?|bladzijden?|blz|pag|pp|p)\b\.?\s{0,2}
    # 8, 12-14; 2–4, 11–12
    (?P<pages>\d{1,5}(?:\s?[-–]\s?\d{1,5})?(?:,\s\d{1,5}\s?[-–]\s?\d{1,5})*(?:\sen\s\d{1,5}(?:\s?[-–]\s?\d{1,5})?)?)(?![\d])
    (?:\s?e\.?\s?v\.?(?!\w))?  # en volgende
    """,
    re.VERBOSE | re.IGNORECASE,
)

RANGE = re.compile(rf"(?P<first>\w+?){DASH}(?P<last>\w+)")
PART = re.compile(
    rf"(?!{NR})(?<!\w)(?:\d+[a-h]?|[A-Z]{{1,3}})(?:-[hnv]\d\b)?(?:{DASH}(?:\d+[a-h]?|[A-Z]{{1,3}}))?(?!\w)",
    re.IGNORECASE,
)
YEARS = re.compile(r"(\d{3,5})(?:\s?[-–—/]\s?[’'‘]?(\d{2,5}))?")


def expanded(numbers: str) -> list[str]:
    """Every number that a printed list names: ``"3, 4 en 6-8"`` -> 3, 4, 6, 7, 8; ``"A t/m C"`` ->
    A, B, C.
    """
    found: list[str] = []
    for match in PART.finditer(REPRINT.sub("", numbers)):
        part = match.group()
        if ends := RANGE.fullmatch(part):
            found += _between(ends["first"], ends["last"])
        elif part[:-1].isdigit() or part.isdigit() or part.isupper():
            found.append(part)
    return found


REPRINT = re.compile(r"-[hnv]\d\b")


def _between(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < LONGEST_RANGE:
        return [str(number) for number in range(int(first), int(last) + 1)]
    if (
        first.isupper()
        and last.isupper()
        and len(first) == len(last)
        and first[:-1] == last[:-1]
        and first < last
    ):
        return [first[:-1] + chr(code) for code in range(ord(first[-1]), ord(last[-1]) + 1)]
    return [first, last]


def pages(printed: str) -> str:
    """Pages in one spelling: ``"4 – 5, 11–12"`` -> ``"4-5, 11-12"``."""
    return re.sub(r"\s?[-–]\s?", "-", " ".join(printed.split()))


def session_year(printed: str, latest: int) -> str | None:
    """The session year that ``printed`` means, as two full years ("2023-2024"), None where it names
    one year only.

    ``latest`` is the year in which the citing paper was written. Session years run from September
    to September, so the second year follows the first; where a misprint breaks that ("2203–2024",
    "2022–2024"), the pair is taken that one of the two years belongs to and that lies nearest
    before ``latest``.
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
    """The year that ``printed`` means less ``back``; where it cannot be as printed, the year it is
    a slip for.

    2042 in a paper of 2024 is a slip for 2024: two neighbouring digits may be swapped or one digit
    be doubled. None where no such slip leads to a year up to ``latest`` (the citing paper's own
    year).
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
"""The first Staatsblad is of 1813, the first session of the States General of 1814."""
LIKELY_FROM = 1950
"""A slip is read as a year that letters of today still cite."""
