"""Documents of the European Commission: COM, JOIN, SWD, SEC and C, in the many ways their numbers
are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.numbers import AND, DASH, expanded
from pipeline.parsing.references.scanning import Scan, matches, places

DOCUMENT = re.compile(
    rf"""(?<![\w-])(?P<series>COM|JOIN|SWD|SEC|C(?=\s?\(20\d\d\)\s?\d{{3}}))(?:
      # COM(2020) 625, SWD (2023), 819
      \s?\(\s?(?P<year>(?:19|2\d)\d{{2,3}})\s?\)[\s,]{{0,2}}(?:nr\.\s?)?(?P<numbers>\d{{1,4}}(?!\d)(?:{DASH}\d{{1,4}}(?!\d))?(?:(?:,\s\d{{1,4}}(?!\d))*{AND}\d{{1,4}}(?![\d\w]|\s\d{{3}}))?)
    | [/-](?P<year_slash>(?:19|20)\d\d)[/-](?P<number_slash>\d{{1,4}})  # COM/2025/120
    | :(?P<year_colon>(?:19|20)\d\d):(?P<number_colon>\d{{1,4}})(?::FIN)?  # COM:2025:120:FIN
    # COM 2025/120, COM 2022 (71)
    | \s(?P<year_bare>(?:19|20)\d\d)[\s/,]\s?\(?(?P<number_bare>\d{{1,4}})\)?
    )(?!\d)
    (?:/(?P<part>\d{{1,2}})(?!\d))?
    (?:\s?(?:final|def(?:initief|\.)?|eindversie)\b(?:/\d)?)?  # final, definitief
    """,
    re.VERBOSE,
)


def european(scan: Scan) -> Iterator[Mention]:
    """Every document of the Commission that the text cites, one mention for each number of a
    list.
    """
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
