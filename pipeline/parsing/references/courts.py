"""Judgments by their European Case Law Identifier (ECLI), the standard of Council conclusions
2011/C 127/01.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.scanning import Scan, matches, places

COLON = r"\s?[:;]\s?"
"""Colons with stray spaces, or the semicolon that a word processor made of one."""

DUTCH_COURTS = (
    "HR", "PHR", "RVS", "CRVB", "CBB", "GHAMS", "GHARL", "GHDHA", "GHSHE", "RBAMS", "RBDHA",
    "RBGEL", "RBLIM", "RBMNE",
    "RBNHO", "RBNNE", "RBOBR", "RBOVE", "RBROT", "RBZWB",
)  # fmt: skip
"""Courts whose ECLI is at times written without its country."""
WORDS = (
    "ecli",
    "nl:",
    "nl;",
    "eu:",
    "eu;",
    "ce:",
    *(f"{court.lower()}:" for court in DUTCH_COURTS),
)

YEAR = re.compile(r"[:;]\s?(?:1[89]|20)\d\d\s?[:;]")
"""Every ECLI has its year between colons: without one there is none to look for."""
ECLI = re.compile(
    rf"""(?<![\w:;-])(?:
      # ECLI:NL:HR:2001:AB1838
      (?:ecli{COLON})(?P<country>[a-z]{{2}}){COLON}(?P<court>[a-z][a-z0-9]{{0,6}})
    # NL:RvS:1984:AH0317, EU:C:1984:25
    | (?P<bare_country>NL|EU|CE){COLON}(?P<bare_court>[a-z][a-z0-9]{{0,6}})
    # RVS:1984:AH0317: a Dutch court without its country
    | (?P<dutch_court>{"|".join(DUTCH_COURTS)})
    ){COLON}(?P<year>(?:1[89]|20)\d\d){COLON}(?P<ordinal>[a-z0-9](?:[a-z0-9.]{{0,23}}[a-z0-9])?)(?![\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)

EUROPEAN_COURTS = {"C", "T", "F"}
"""The courts of the Union number their judgments; an ordinal with letters is no judgment of theirs.
"""


def judgments(scan: Scan) -> Iterator[Mention]:
    """Every ECLI in the text, in capitals."""
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
