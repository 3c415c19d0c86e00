"""Citations of official journals, documents of the Union, judgments, and letters by their date.

Staatsblad (laws), Staatscourant (announcements), Tractatenblad (treaties); COM, JOIN, SWD, SEC and
C of the Commission; the European Case Law Identifier (Council conclusions 2011/C 127/01);
"Kamerbrief van 6 december jl.", or a letter as named before.
"""

import re
from collections.abc import Iterator

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import DAY
from pipeline.parsing.references.citation import Citation, Kind
from pipeline.parsing.references.numbers import expanded
from pipeline.parsing.references.scanning import Scan, matches, positions, word_start

KINDS: dict[str, Kind] = {
    "stb": "staatsblad",
    "staatsblad": "staatsblad",
    "stcrt": "staatscourant",
    "staatscourant": "staatscourant",
    "trb": "tractatenblad",
    "tractatenblad": "tractatenblad",
}
JOURNAL = concept("journal-citation")
DATE_BEFORE = concept("date-before-journal")
LONGEST_DATE = 40
DOCUMENT = concept("european-document")
EU_YEARS = ("year", "year_slash", "year_colon", "year_bare")
EU_NUMBERS = ("numbers", "number_slash", "number_colon", "number_bare")
"""Groups of the forms of a document, of which one has its year, and one its number."""
DUTCH_COURTS = (
    "HR", "PHR", "RVS", "CRVB", "CBB", "GHAMS", "GHARL", "GHDHA", "GHSHE", "RBAMS", "RBDHA",
    "RBGEL", "RBLIM", "RBMNE",
    "RBNHO", "RBNNE", "RBOBR", "RBOVE", "RBROT", "RBZWB",
)  # fmt: skip
COURT_WORDS = (
    "ecli", "nl:", "nl;", "eu:", "eu;", "ce:",
    *(f"{court.lower()}:" for court in DUTCH_COURTS),
)  # fmt: skip
YEAR = concept("ecli-year")
ECLI = concept("judgment-citation")
EUROPEAN_COURTS = {"C", "T", "F"}
"""Courts of the European Union; the ordinals of their judgments have digits only."""
LONGEST_WORD = 20
LETTER = concept("letter-citation")


def journals(scan: Scan) -> Iterator[Citation]:
    """Yield each number of an official journal that the text cites."""
    text, words = scan.text, positions(scan.lower, KINDS)
    for match in matches(JOURNAL, text, words):
        yield from _numbers_of_journal(text, match)


def _numbers_of_journal(text: str, match: re.Match[str]) -> Iterator[Citation]:
    """Yield each number of one citation; a number without a year has that of the law's date."""
    kind = KINDS[match["name"].lower()]
    dated = DATE_BEFORE.search(text, max(0, match.start() - LONGEST_DATE), match.start())
    if match["undated"] and not dated:
        return
    of_law = dated["year"] if dated else ""
    year = match["year"] or match["year_after"] or of_law
    for number in expanded(match["numbers"] or match["number"] or match["undated"]):
        yield Citation(kind, *match.span(), number=number, year=year)


def european(scan: Scan) -> Iterator[Citation]:
    """Yield each document of the Commission that the text cites, one citation for each number."""
    words = positions(scan.text, ("COM", "JOIN", "SWD", "SEC", "C(", "C ("))
    for match in matches(DOCUMENT, scan.text, words):
        year, numbers = (
            next(filter(None, (match[name] for name in names))) for names in (EU_YEARS, EU_NUMBERS)
        )
        for number in expanded(numbers):
            document = {"series": match["series"], "number": str(int(number)), "year": year}
            yield Citation("eu_document", *match.span(), **document)


def judgments(scan: Scan) -> Iterator[Citation]:
    """Yield each ECLI in the text, in capitals."""
    if not YEAR.search(scan.text):
        return
    for match in matches(ECLI, scan.text, positions(scan.lower, COURT_WORDS)):
        country = (match["country"] or match["bare_country"] or "NL").upper()
        court = (match["court"] or match["bare_court"] or match["dutch_court"]).upper()
        ordinal = match["ordinal"].upper()
        if country == "EU" and court in EUROPEAN_COURTS and not ordinal.isdigit():
            continue
        ecli = f"ECLI:{country}:{court}:{match['year']}:{ordinal}"
        yield Citation("ecli", *match.span(), series=ecli)


def letters(scan: Scan) -> Iterator[Citation]:
    """Yield each letter cited by its date or as named before; ``number`` is the printed day."""
    text = scan.text
    named = {
        word_start(text, position, LONGEST_WORD)
        for position in positions(text, ("brief", "brieven"))
    }
    before = {
        word_start(text, position, LONGEST_WORD)
        for position in positions(text, ("noemde ", "bedoelde ", "bijgaande ", "betreffende "))
    }
    for match in matches(LETTER, text, sorted(named | before)):
        if match["before"]:
            yield Citation("letter", match.start(), match.end())
        elif day := DAY.match(text, match.end()):
            yield Citation("letter", match.start(), day.end(), number=day.group())
