"""The official journals: Staatsblad (laws), Staatscourant (announcements) and Tractatenblad
(treaties).
"""

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
    """Every number of an official journal that the text cites."""
    text, words = (
        scan.text,
        places(scan.lower, ("stb", "staatsblad", "stcrt", "staatscourant", "trb", "tractatenblad")),
    )
    for match in matches(JOURNAL, text, words):
        kind = KINDS[match["name"].lower()]
        dated = DATE_BEFORE.search(text, max(0, match.start() - LONGEST_DATE), match.start())
        if match["undated"] and not dated:
            continue
        found: re.Match[str] | None = match
        while found:
            numbers = found["numbers"] or match["number"] or match["undated"]
            for number in expanded(numbers):
                yield Mention(
                    kind,
                    match.start(),
                    found.end(),
                    number=number,
                    year=found["year"] or match["year_after"] or (dated["year"] if dated else ""),
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
