"""Letters that a text names by their date only ("Kamerbrief van 6 december jl."), or only as named
before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.parsing.calendar.days import DAY
from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.scanning import Scan, matches, places, word_start

LONGEST_WORD = 20

LETTER = re.compile(
    r"""(?<![\w-])(?:
      # voornoemde brief
      (?P<before>(?:(?:boven|eerder|voor|hiervoor|vorenge)?(?:ge)?noemde|bedoelde|bijgaande|betreffende)\s(?:[a-z]{0,15}brief|brieven)\b)
    | [A-Za-z]{0,15}(?:brief|brieven)(?:\s(?:aan|over|inzake|betreffende|met
    |omtrent)\b[^.;¶\d]{0,90}?)?
      # Kamerbrief over defensie van 6 december jl.
      \s(?:van|d\.d\.|dd\.?|gedateerd(?:\sop)?)\s(?=\d)
    )""",
    re.VERBOSE,
)


def letters(scan: Scan) -> Iterator[Mention]:
    """Every letter that the text names by its date or as named before; its number is the day as
    printed.
    """
    text = scan.text
    named = {word_start(text, place, LONGEST_WORD) for place in places(text, ("brief", "brieven"))}
    before = {
        word_start(text, place, LONGEST_WORD)
        for place in places(text, ("noemde ", "bedoelde ", "bijgaande ", "betreffende "))
    }
    for match in matches(LETTER, text, sorted(named | before)):
        if match["before"]:
            yield Mention("letter", match.start(), match.end())
        elif day := DAY.match(text, match.end()):
            yield Mention("letter", match.start(), day.end(), number=day.group())
