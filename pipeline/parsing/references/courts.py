"""Judgments by their European Case Law Identifier (ECLI), the standard of Council conclusions 2011/C 127/01."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.parsing.references.citation import Mention

COLON = r"\s?[:;]\s?"
"""Colons with stray spaces, or the semicolon that a word processor made of one."""

ECLI = re.compile(
    rf"""(?<![\w:;-])(?:
      (?:ecli{COLON})(?P<country>[a-z]{{2}}){COLON}(?P<court>[a-z][a-z0-9]{{0,6}})       # ECLI:NL:HR:2001:AB1838
    | (?P<bare_country>NL|EU|CE){COLON}(?P<bare_court>[a-z][a-z0-9]{{0,6}})              # NL:RvS:1984:AH0317, EU:C:1984:25
    | (?P<dutch_court>HR|PHR|RVS|CRVB|CBB|GH[A-Z]{{2,4}}|RB[A-Z]{{2,4}}|OG[A-Z]{{2,4}})       # RVS:1984:AH0317: a Dutch court without its country
    ){COLON}(?P<year>(?:1[89]|20)\d\d){COLON}(?P<ordinal>[a-z0-9](?:[a-z0-9.]{{0,23}}[a-z0-9])?)(?![\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)

EUROPEAN_COURTS = {"C", "T", "F"}
"""The courts of the Union number their judgments; an ordinal with letters is no judgment of theirs."""


def judgments(text: str) -> Iterator[Mention]:
    """Every ECLI in ``text``, in capitals."""
    for match in ECLI.finditer(text):
        country = (match["country"] or match["bare_country"] or "NL").upper()
        court = (match["court"] or match["bare_court"] or match["dutch_court"]).upper()
        ordinal = match["ordinal"].upper()
        if country == "EU" and court in EUROPEAN_COURTS and not ordinal.isdigit():
            continue
        yield Mention("ecli", match.start(), match.end(), series=f"ECLI:{country}:{court}:{match['year']}:{ordinal}")
