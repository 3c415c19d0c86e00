"""Letters cited by their date only ("Kamerbrief van 6 december jl."), or as named before."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import DAY
from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.scanning import Scan, matches, places, word_start

LONGEST_WORD = 20
LETTER = concept("letter-citation")


def letters(scan: Scan) -> Iterator[Mention]:
    """Yield each letter cited by its date or as named before; ``number`` is the printed day."""
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
