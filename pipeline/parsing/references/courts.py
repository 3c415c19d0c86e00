"""Judgments cited by their European Case Law Identifier (ECLI).

The standard is in Council conclusions 2011/C 127/01.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon import concept
from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.scanning import Scan, matches, places

DUTCH_COURTS = (
    "HR", "PHR", "RVS", "CRVB", "CBB", "GHAMS", "GHARL", "GHDHA", "GHSHE", "RBAMS", "RBDHA",
    "RBGEL", "RBLIM", "RBMNE",
    "RBNHO", "RBNNE", "RBOBR", "RBOVE", "RBROT", "RBZWB",
)  # fmt: skip
WORDS = (
    "ecli",
    "nl:",
    "nl;",
    "eu:",
    "eu;",
    "ce:",
    *(f"{court.lower()}:" for court in DUTCH_COURTS),
)

YEAR = concept("ecli-year")
ECLI = concept("judgment-citation")
EUROPEAN_COURTS = {"C", "T", "F"}
"""Courts of the European Union; the ordinals of their judgments have digits only."""


def judgments(scan: Scan) -> Iterator[Mention]:
    """Yield each ECLI in the text, in capitals."""
    if not YEAR.search(scan.text):
        return
    for match in matches(ECLI, scan.text, places(scan.lower, WORDS)):
        country = (match["country"] or match["bare_country"] or "NL").upper()
        court = (match["court"] or match["bare_court"] or match["dutch_court"]).upper()
        ordinal = match["ordinal"].upper()
        if country == "EU" and court in EUROPEAN_COURTS and not ordinal.isdigit():
            continue
        yield Mention(
            "ecli",
            match.start(),
            match.end(),
            series=f"ECLI:{country}:{court}:{match['year']}:{ordinal}",
        )
