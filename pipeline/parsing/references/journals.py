"""The official journals: Staatsblad (laws), Staatscourant (announcements) and Tractatenblad
(treaties).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import fragment
from pipeline.parsing.references.citation import Kind, Mention
from pipeline.parsing.references.numbers import AND, DASH, NR, PLAIN_NUMBER, expanded
from pipeline.parsing.references.scanning import Scan, matches, places

KINDS: dict[str, Kind] = {
    "stb": "staatsblad",
    "staatsblad": "staatsblad",
    "stcrt": "staatscourant",
    "staatscourant": "staatscourant",
    "trb": "tractatenblad",
    "tractatenblad": "tractatenblad",
}

MONTH = fragment("MONTH")
NAME = (
    r"(?<![\w/-])(?P<name>(?-i:S)tb|staatsblad|(?-i:S)tcrt|staatscourant|(?-i:T)rb"
    r"|tractatenblad)\b\.?"
)
NUMBER = r"\d{1,6}(?![\d\w])"
NUMBERS = (
    rf"{NUMBER}(?:{DASH}{NUMBER})?"
    # 135, 136 en 137
    rf"(?:(?:,\s{NR}?{NUMBER}{PLAIN_NUMBER})*{AND}(?:{NR}?{NUMBER})(?!,\s\d){PLAIN_NUMBER})?"
)
YEAR = r"(?P<year>(?:1[89]|2\d)\d{2,3})(?!\d)"

JOURNAL = re.compile(
    rf"""{NAME}[\s,(]{{0,3}}(?:
      # Stb. 2024, 123; Staatscourant van 3 mei 2004, nr. 85
      (?:(?:van\s)?(?:\d{{1,2}}\s{MONTH}\s)?|jaargang\s){YEAR}\)?[\s,;:./-]{{0,3}}(?:afl\.\s)?{NR}?(?P<numbers>{NUMBERS})
    # Staatsblad 118 van 2020
    | {NR}?(?P<number>{NUMBER})\s(?:van|uit)\s(?:het\sjaar\s)?(?P<year_after>(?:19|20)\d\d)(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)

NEXT = re.compile(
    rf"(?:{AND}|,\s|;\s)(?P<year>(?:19|20)\d\d),\s{NR}?(?P<numbers>{NUMBERS})", re.IGNORECASE
)
"""Stb. 2019, 33 en 2020, 12"""

IDENTIFIER = re.compile(
    r"(?<![\w/-])(?P<name>stb|stcrt|trb)-(?P<year>\d{4})-(?P<number>\d{1,6})(?![\w-])"
)
"""stb-2024-123: the name that the official source gives"""


def journals(scan: Scan) -> Iterator[Mention]:
    """Every number of an official journal that the text cites."""
    text, words = (
        scan.text,
        places(scan.lower, ("stb", "staatsblad", "stcrt", "staatscourant", "trb", "tractatenblad")),
    )
    for match in matches(JOURNAL, text, words):
        kind = KINDS[match["name"].lower()]
        found: re.Match[str] | None = match
        while found:
            numbers = found["numbers"] or match["number"]
            for number in expanded(numbers):
                yield Mention(
                    kind,
                    match.start(),
                    found.end(),
                    number=number,
                    year=found["year"] or match["year_after"],
                )
            found = NEXT.match(text, found.end()) if found["numbers"] else None
    for match in matches(IDENTIFIER, text, words):
        yield Mention(
            KINDS[match["name"]],
            match.start(),
            match.end(),
            number=match["number"],
            year=match["year"],
        )
