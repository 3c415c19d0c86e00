"""Whether two texts have the same words, as the measures of accuracy count them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

SAME = 0.95
"""Share of words in common (F1 of the bags of words) from which two texts are the same ..."""
STRAY = 15
"""... when at most so many words are too many or missing."""
DASHES = {ord(sign): "-" for sign in "‐‑‒–—―−"} | {0xAD: None}
BROKEN = re.compile(r"(?<=\w)-\s+(?=\w)")
WORD = re.compile(r"\w+")


def same_text(left: str, right: str) -> bool:
    """Whether two texts have the same words; hyphens, dashes, case, punctuation and ligatures do
    not count.
    """
    one, other = _bag(left), _bag(right)
    stray = sum((one - other).values()) + sum((other - one).values())
    return (alike(left, right) >= SAME and stray <= STRAY) or _solid(left) == _solid(right)


def alike(left: str, right: str) -> float:
    """The F1 of the bags of words of two texts, 0 to 1."""
    one, other = _bag(left), _bag(right)
    common = sum((one & other).values())
    if not common:
        return float(not one and not other)
    return 2 * common / (sum(one.values()) + sum(other.values()))


def plain(value: object) -> str:
    """The value as text in small letters, with one sort of hyphen and without soft ones; nothing
    for None.
    """
    return (
        unicodedata.normalize("NFKC", "" if value is None else str(value))
        .translate(DASHES)
        .casefold()
    )


def fold(value: object) -> str:
    """The same on one line."""
    return " ".join(plain(value).split())


def words(value: object) -> str:
    """Its words alone, without punctuation."""
    return " ".join(WORD.findall(plain(value)))


@lru_cache(maxsize=20_000)
def _bag(text: str) -> Counter[str]:
    return Counter(WORD.findall(BROKEN.sub("", plain(text)).replace("-", "")))


@lru_cache(maxsize=20_000)
def _solid(text: str) -> str:
    return "".join(WORD.findall(plain(text)))
