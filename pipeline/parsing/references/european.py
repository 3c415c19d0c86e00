"""Documents of the European Commission: COM, JOIN, SWD, SEC and C, in all spellings."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon import concept
from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.numbers import expanded
from pipeline.parsing.references.scanning import Scan, matches, places

DOCUMENT = concept("european-document")


def european(scan: Scan) -> Iterator[Mention]:
    """Yield each document of the Commission that the text cites, one mention for each number."""
    for match in matches(
        DOCUMENT, scan.text, places(scan.text, ("COM", "JOIN", "SWD", "SEC", "C(", "C ("))
    ):
        year = match["year"] or match["year_slash"] or match["year_colon"] or match["year_bare"]
        for number in expanded(
            match["numbers"]
            or match["number_slash"]
            or match["number_colon"]
            or match["number_bare"]
        ):
            yield Mention(
                "eu_document",
                match.start(),
                match.end(),
                series=match["series"],
                number=str(int(number)),
                year=year,
            )
