"""Citations of the proceedings (Handelingen) and of written questions (Aanhangsel)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.lexicon import concept
from pipeline.parsing.references.citation import Citation, Kind, chamber_named
from pipeline.parsing.references.numbers import PAGES, expanded, pages
from pipeline.parsing.references.scanning import Scan, matches, positions

APPENDIX = concept("appendix-citation")
PROCEEDINGS = concept("proceedings-citation")
BEFORE = concept("session-year-before")
LONGEST_BEFORE = 80
"""Characters to look back for the chamber and session year before a citation.

Example: Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel van de Handelingen, nr. 594
"""

IDENTIFIER = concept("proceedings-identifier")


def proceedings(scan: Scan) -> Iterator[Citation]:
    """Yield each citation of Handelingen and Aanhangsel, one citation for each number of a list."""
    text = scan.text
    words = positions(scan.lower, ("aanh", "hand", "kamervragen"))
    for match in matches(APPENDIX, text, words):
        yield from _appendix(text, match)
    for match in matches(PROCEEDINGS, text, words):
        yield from _sittings(text, match)
    for match in matches(IDENTIFIER, text, positions(text, ("ah-", "h-"))):
        kind: Kind = "aanhangsel" if match["series"] == "ah" else "handelingen"
        year = f"{match['from']}-{match['to']}"
        chamber = match["chamber"].upper()
        number, item = match["number"], match["item"]
        yield Citation(kind, *match.span(), number=number, year=year, chamber=chamber, item=item)


def _appendix(text: str, match: re.Match[str]) -> Iterator[Citation]:
    """Yield each number of the Aanhangsel that is cited; the word alone needs a session year."""
    before = _before(text, match.start())
    chamber = chamber_named(match["chamber"] or match["chamber_first"]) or before.chamber
    year = match["session"] or match["session_first"] or before.year
    if match["short"] and not year:
        return
    for number in filter(str.isdigit, expanded(match["numbers"])):
        yield Citation(
            "aanhangsel", match.start(), match.end(), number=number, year=year, chamber=chamber
        )


def _sittings(text: str, match: re.Match[str]) -> Iterator[Citation]:
    """Yield the citations of one citation of the Handelingen, with further sittings in its list."""
    before = _before(text, match.start())
    chamber = chamber_named(match["chamber"]) or before.chamber
    year = match["session"] or before.year
    if match["page"]:
        page = pages(match["page"])
        yield Citation("handelingen", *match.span(), year=year, chamber=chamber, page=page)
        return
    if match["short"]:
        if chamber or year:  # "handelingen 3-5" are acts of some other kind
            yield _short(match, chamber, year)
        return
    yield from _listed(text, match, chamber, year)


def _listed(text: str, match: re.Match[str], chamber: str | None, year: str) -> Iterator[Citation]:
    """Yield each item of a sitting, with its pages."""
    sitting = partial(Citation, "handelingen", match.start(), year=year, chamber=chamber)
    printed = PAGES.match(text, match.end())
    end, page = (printed.end(), pages(printed["pages"])) if printed else (match.end(), None)
    items: list[str | None] = [*expanded(match["items"] or "")]
    for item in items or [None]:
        yield sitting(end, number=match["number"] or match["plain"], page=page, item=item)


def _short(match: re.Match[str], chamber: str | None, year: str) -> Citation:
    """Read a short form: 46-8-12 is sitting, item, page; 49-3623 has no item, 46-8 no page."""
    number, second, *rest = re.split("[-–]", match["short"])
    item, page = (
        (second, "-".join(rest) or None)
        if rest or len(second) < LEAST_PAGE_DIGITS
        else (None, second)
    )
    sitting = partial(Citation, "handelingen", *match.span(), year=year, chamber=chamber)
    return sitting(number=number, page=page, item=item)


@dataclass(frozen=True, slots=True)
class _Before:
    """The Chamber and session year directly before a citation; empty if there are none."""

    chamber: str | None
    year: str


def _before(text: str, start: int) -> _Before:
    """Read chamber and session year directly before a citation.

    Example: "Tweede Kamer, vergaderjaar 2023–2024, " gives TK and 2023–2024.
    """
    match = BEFORE.search(text, max(0, start - LONGEST_BEFORE), start)
    if match is None:
        return _Before(None, "")
    return _Before(chamber_named(match["chamber"]), match["session"])


LEAST_PAGE_DIGITS = 3
"""Digits from which the second part of a short form is a page, as in 49-3623.

Why: until 2011 pages were numbered through the year, and no sitting has a hundred items.
"""
