"""Comparison of two texts by their words, for the measures of accuracy."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

SAME = 0.95
"""Minimum share of common words (F1 of the bags of words) of texts that count as the same."""
STRAY = 15
"""Maximum number of surplus and missing words of texts that count as the same."""
DASHES = {ord(sign): "-" for sign in "‐‑‒–—―−"} | {0xAD: None}
BROKEN = re.compile(r"(?<=\w)-\s+(?=\w)")
WORD = re.compile(r"\w+")


def same_text(left: str, right: str) -> bool:
    """Return True if two texts have the same words.

    Hyphens, dashes, case, punctuation and ligatures are ignored.
    """
    left_words, right_words = _bag(left), _bag(right)
    stray = sum((left_words - right_words).values()) + sum((right_words - left_words).values())
    return (alike(left, right) >= SAME and stray <= STRAY) or _solid(left) == _solid(right)


def alike(left: str, right: str) -> float:
    """Return the F1 of the bags of words of two texts, 0 to 1."""
    left_words, right_words = _bag(left), _bag(right)
    common = sum((left_words & right_words).values())
    if not common:
        return float(not left_words and not right_words)
    return 2 * common / (sum(left_words.values()) + sum(right_words.values()))


def plain(value: object) -> str:
    """Return the value in lower case, with one sort of hyphen and no soft ones; "" for None."""
    return (
        unicodedata.normalize("NFKC", "" if value is None else str(value))
        .translate(DASHES)
        .casefold()
    )


def fold(value: object) -> str:
    """Return the value as ``plain`` does, on one line."""
    return " ".join(plain(value).split())


def words(value: object) -> str:
    """Return only the words of the value, without punctuation."""
    return " ".join(WORD.findall(plain(value)))


@lru_cache(maxsize=20_000)
def _bag(text: str) -> Counter[str]:
    return Counter(WORD.findall(BROKEN.sub("", plain(text)).replace("-", "")))


@lru_cache(maxsize=20_000)
def _solid(text: str) -> str:
    return "".join(WORD.findall(plain(text)))
