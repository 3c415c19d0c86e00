"""Official journals: Staatsblad (laws), Staatscourant (announcements), Tractatenblad (treaties)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import concept
from pipeline.parsing.references.citation import Kind, Mention
from pipeline.parsing.references.numbers import expanded
from pipeline.parsing.references.scanning import Scan, matches, places

KINDS: dict[str, Kind] = {
    "stb": "staatsblad",
    "staatsblad": "staatsblad",
    "stcrt": "staatscourant",
    "staatscourant": "staatscourant",
    "trb": "tractatenblad",
    "tractatenblad": "tractatenblad",
}


JOURNAL = concept("journal-citation")
NEXT = concept("further-journal-number")
DATE_BEFORE = concept("date-before-journal")
LONGEST_DATE = 40
IDENTIFIER = concept("journal-identifier")


def journals(scan: Scan) -> Iterator[Mention]:
    """Yield each number of an official journal that the text cites."""
    text, words = (
        scan.text,
        places(scan.lower, ("stb", "staatsblad", "stcrt", "staatscourant", "trb", "tractatenblad")),
    )
    for match in matches(JOURNAL, text, words):
        yield from _numbers(text, match)
    for match in matches(IDENTIFIER, text, words):
        yield Mention(
            KINDS[match["name"]],
            match.start(),
            match.end(),
            number=match["number"],
            year=match["year"],
        )


def _numbers(text: str, match: re.Match[str]) -> Iterator[Mention]:
    """Yield each number of one citation; a number without a year has that of the law's date."""
    kind = KINDS[match["name"].lower()]
    dated = DATE_BEFORE.search(text, max(0, match.start() - LONGEST_DATE), match.start())
    if match["undated"] and not dated:
        return
    of_law = dated["year"] if dated else ""
    found: re.Match[str] | None = match
    while found:
        year = found["year"] or match["year_after"] or of_law
        for number in expanded(found["numbers"] or match["number"] or match["undated"]):
            yield Mention(kind, match.start(), found.end(), number=number, year=year)
        found = NEXT.match(text, found.end()) if found["numbers"] else None
