"""The proceedings (Handelingen) and the written questions with their answers (Aanhangsel van de
Handelingen).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.parsing.references.citation import Kind, Mention
from pipeline.parsing.references.numbers import DASH, LIST, NR, PAGES, SESSION, expanded, pages
from pipeline.parsing.references.scanning import Scan, matches, places

CHAMBER = (
    r"(?:der\s|van\sde\s)?(?P<chamber>I{1,2}|1|2|11|[TE]K|(?:[Tt]weede"
    r"|[Ee]erste)\s[Kk]amer)\b(?:\sder\sStaten-Generaal)?"
)
GAP = r"[\s,;:.¸]{0,3}"
YEAR = rf"(?:(?:[Vv]ergader|[Zz]ittings)jaar\s)?\(?(?P<session>{SESSION}|(?:19|20)\d\d\b)\)?"

APPENDIX = re.compile(
    rf"""\b(?:
      # Aanhangsel van de Handelingen
      [Aa]anh(?:angsels?|\.)\s(?:(?:van|bij|der|tot)\s)?(?:(?:de|het)\s)?[Hh]and(?:elingen|\.)(?:\sder\sStaten-Generaal)?
    | [Hh]and(?:elingen|\.){GAP}(?:{CHAMBER.replace("chamber", "chamber_first")}{GAP})?
      (?:{YEAR.replace("session", "session_first")}{GAP})?\(?[Aa]anh(?:angsel|\.)\)?
    | [Kk]amervragen\s\(?[Aa]anhangsel\)?  # Kamervragen (Aanhangsel) 2023-2024, nr. 594
    )
    (?:{GAP}{CHAMBER})?(?:{GAP}{YEAR})?{GAP}(?P<numbers>{LIST})
    """,
    re.VERBOSE,
)
"""Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594; Aanhangsel van de Handelingen II
2022/23, nrs. 76 en 77"""

SITTING = (
    # nr. 84, item 12; 84, item 12
    rf"(?:{NR}(?P<number>\d{{1,3}})(?![\d\w])|(?P<plain>\d{{1,3}})(?=,?\s(?:item|agendapunt)))"
    rf"(?:{GAP}(?:items?|agendapunt(?:en)?|onderdeel)\s(?:{NR})?(?P<items>\d{{1,2}}(?:(?:,\s|\sen\s|{DASH})\d{{1,2}}(?!\d))*)(?!\d))?"
)
PROCEEDINGS = re.compile(
    rf"""\b[Hh]and(?:elingen|\.)(?:{GAP}{CHAMBER})?(?:{GAP}{YEAR})?{GAP}(?:
      {SITTING}
    | (?P<short>\d{{1,3}}(?:[-–]\d{{1,5}}){{1,3}})(?![\d\w])  # 84-12-3: number, item, page
    )
    """,
    re.VERBOSE,
)
"""Handelingen II 2022/23, nr. 84, item 12; Handelingen EK 2023/24, nr. 12, item 3, p. 4-5;
Handelingen II 2011/12, 46-8-12"""
NEXT = re.compile(rf"(?:,|;|\sen)\s(?={NR}){SITTING}")
"""nr. 84, item 12 en nr. 85, item 3"""

YEAR_BEFORE = re.compile(rf"(?:[Vv]ergader|[Zz]ittings)jaar\s(?P<session>{SESSION}),?\s$")
LONGEST_YEAR = 40
"""vergaderjaar 2023–2024, Aanhangsel van de Handelingen, nr. 594"""

IDENTIFIER = re.compile(
    r"(?<![\w/-])(?P<series>ah|h)-(?P<chamber>[te]k)-(?P<year>\d{8})-(?P<number>\d{1,5})(?:-(?P<item>\d{1,3}))?(?![\w-])"
)
"""ah-tk-20232024-594, h-ek-20232024-12-3: the names of the official source"""


def proceedings(scan: Scan) -> Iterator[Mention]:
    """Every citation of the Handelingen and of their Aanhangsel, one mention for each number of a
    list.
    """
    text = scan.text
    words = places(scan.lower, ("aanh", "hand", "kamervragen"))
    for match in matches(APPENDIX, text, words):
        chamber = chamber_of(match["chamber"] or match["chamber_first"])
        year = match["session"] or match["session_first"] or _year_before(text, match.start())
        for number in expanded(match["numbers"]):
            if number.isdigit():
                yield Mention(
                    "aanhangsel",
                    match.start(),
                    match.end(),
                    number=number,
                    year=year,
                    chamber=chamber,
                )
    for match in matches(PROCEEDINGS, text, words):
        yield from _sittings(text, match)
    for match in matches(IDENTIFIER, text, places(text, ("ah-", "h-"))):
        kind: Kind = "aanhangsel" if match["series"] == "ah" else "handelingen"
        year = f"{match['year'][:4]}-{match['year'][4:]}"
        chamber = match["chamber"].upper()
        yield Mention(
            kind,
            match.start(),
            match.end(),
            number=match["number"],
            year=year,
            chamber=chamber,
            item=match["item"],
        )


def _sittings(text: str, match: re.Match[str]) -> Iterator[Mention]:
    """The mentions of one citation of the Handelingen, with those of the sittings that follow it in
    a list.
    """
    chamber, year = (
        chamber_of(match["chamber"]),
        match["session"] or _year_before(text, match.start()),
    )
    start: int = match.start()
    if match["short"]:
        if chamber or year:  # "handelingen 3-5" are acts of some other kind
            yield _short(match, chamber, year)
        return
    found: re.Match[str] | None = match
    while found:
        printed = PAGES.match(text, found.end())
        end, page = (printed.end(), pages(printed["pages"])) if printed else (found.end(), None)
        items: list[str | None] = [*expanded(found["items"] or "")]
        number = found["number"] or found["plain"]
        for item in items or [None]:
            yield Mention(
                "handelingen",
                start,
                end,
                number=number,
                year=year,
                chamber=chamber,
                item=item,
                page=page,
            )
        found = NEXT.match(text, end)


def _short(match: re.Match[str], chamber: str | None, year: str) -> Mention:
    """46-8-12 is sitting, item and page; 49-3623 is sitting and page, 46-8 sitting and item."""
    number, second, *rest = re.split("[-–]", match["short"])
    item, page = (
        (second, "-".join(rest) or None)
        if rest or len(second) < LEAST_PAGE_DIGITS
        else (None, second)
    )
    return Mention(
        "handelingen",
        match.start(),
        match.end(),
        number=number,
        year=year,
        chamber=chamber,
        item=item,
        page=page,
    )


def _year_before(text: str, start: int) -> str:
    """The session year that stands right before a citation, empty where none does."""
    before = YEAR_BEFORE.search(text, max(0, start - LONGEST_YEAR), start)
    return before["session"] if before else ""


LEAST_PAGE_DIGITS = 3
"""Until 2011 pages were numbered through the year, so 49-3623 is a page; a sitting never had a
hundred items."""


def chamber_of(printed: str | None) -> str | None:
    """EK or TK for the ways to write a Chamber, None where none is written."""
    if not printed:
        return None
    return "EK" if printed.upper()[0] == "E" or printed in {"I", "1"} else "TK"
