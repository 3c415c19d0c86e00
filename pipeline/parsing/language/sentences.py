"""Where sentences begin and end in official Dutch, whose abbreviations are full of full stops."""

from __future__ import annotations

import re
from collections.abc import Iterator

ABBREVIATION = re.compile(
    r"""(?:^|[\s(\[/.–-])(?:
      [^\W\d_]  # initials and single letters: R.P. Brekelmans
    # nr. 12, art. 3, blz. 4
    | nrs?|art|artt|blz|pag|pp|vgl|jo|par|hfst|bijl|zgn|resp|incl|excl|evt|max|min|ca|bijv|vs
    | d\.d|dd|m\.b\.t|m\.b\.v|o\.b\.v|i\.v\.m|i\.p\.v|t\.a\.v|t\.b\.v|t\.o\.v
    | t\.w\.v|m\.i\.v|d\.m\.v|n\.a\.v|i\.c|c\.q|z\.s\.m|t/m
    | drs?|mr|prof|ir|ing|dhr|mw|mevr|lic|st                   # titles
    | stb|stcrt|trb|pb|hand                                    # official journals
    | jan|feb|febr|mrt|apr|aug|sept?|okt|nov|dec               # months
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Abbreviations that a capital or a number may follow. Not here: those that end a sentence as often
as not (jl., a.s., e.d.)."""
LONGEST_ABBREVIATION = 10

END = re.compile(
    r"""[.?!…\n](?:  # begins with one of few signs, which is quick to look for
      (?<=\n)                                            # a block of the page ends
      # a mark, closing quotes, then a capital, a digit or the end
    | [.?!…]{0,2} [)\]”’"'»]{0,2} (?=\s{1,3}[^\W_a-z]|\s{1,3}[‘“"'(\[•–-]|\s*\n|\s*\Z)
    )""",
    re.VERBOSE,
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as offsets, in order, without the white space around
    them.
    """
    stop = len(text) if end is None else end
    begin = start
    for match in END.finditer(text, start, stop):
        if text[match.start()] == "." and ABBREVIATION.search(
            text, max(begin, match.start() - LONGEST_ABBREVIATION), match.start()
        ):
            continue
        if span := _trimmed(text, begin, match.end()):
            yield span
        begin = match.end()
    if span := _trimmed(text, begin, stop):
        yield span


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end].rstrip()
    bare = piece.lstrip()
    return (start + len(piece) - len(bare), start + len(piece)) if bare else None
