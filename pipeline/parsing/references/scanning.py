"""Search helpers for citations: find literal words first, then try a pattern only at those places.

Why: a letter has few citations in tens of thousands of characters, and a search for literal words
is much faster than a pattern tried at every character.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.lexicon import Concept

LINE_END = "¶"
"""The sign that replaces line ends during the search.

Why: it is not white space, so no citation extends over two blocks.
"""


@dataclass(frozen=True, slots=True)
class Scan:
    """The text to search, with ``¶`` for line ends, and its lower-case copy of the same length."""

    text: str
    lower: str


def scan(text: str) -> Scan:
    """Prepare ``text`` for the finders."""
    flat = text.replace("\n", LINE_END)
    lower = flat.lower()
    if len(lower) != len(flat):  # a few letters, such as İ, are two in lower case
        lower = "".join(
            character.lower() if len(character.lower()) == 1 else character for character in flat
        )
    return Scan(flat, lower)


def positions(text: str, words: Iterable[str]) -> list[int]:
    """Return the positions of all ``words`` in ``text``, in order."""
    offsets = set()
    for word in words:
        offset = text.find(word)
        while offset >= 0:
            offsets.add(offset)
            offset = text.find(word, offset + 1)
    return sorted(offsets)


def near(starts: list[int], others: list[int], reach: int) -> list[int]:
    """Return the ``starts`` with one of ``others`` within ``reach`` after them; both are sorted."""
    nearby, index = [], 0
    for start in starts:
        while index < len(others) and others[index] < start:
            index += 1
        if index < len(others) and others[index] - start <= reach:
            nearby.append(start)
    return nearby


def matches(
    pattern: re.Pattern[str] | Concept, text: str, starts: Iterable[int]
) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` that begin at ``starts``, in order and without overlap."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()


def word_start(text: str, position: int, longest: int, also: str = "") -> int:
    """Return where the word around ``position`` begins; ``also`` count as letters."""
    start = position
    while (
        start > 0
        and position - start < longest
        and (text[start - 1].isalnum() or text[start - 1] in also)
    ):
        start -= 1
    return start
