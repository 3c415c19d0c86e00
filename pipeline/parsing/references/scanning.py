"""Where a citation may begin: literal words are looked for first, and a pattern is tried only where
one stands.

A letter has a few citations in tens of thousands of characters; looking for words costs a party
of trying a pattern at every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.lexicon import Concept

LINE_END = "¶"
"""Blocks end with this sign while mentions are searched: it is no white space, so no mention runs
over two blocks."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The text that is searched, with ``¶`` for line ends, and the same in lower case, character
    for character.
    """

    text: str
    lower: str


def scan(text: str) -> Scan:
    """``text`` made ready for the finders."""
    flat = text.replace("\n", LINE_END)
    lower = flat.lower()
    if len(lower) != len(flat):  # a few letters, such as İ, are two in lower case
        lower = "".join(
            character.lower() if len(character.lower()) == 1 else character for character in flat
        )
    return Scan(flat, lower)


def places(text: str, words: Iterable[str]) -> list[int]:
    """Where any of ``words`` stands in ``text``, in order."""
    found = set()
    for word in words:
        place = text.find(word)
        while place >= 0:
            found.add(place)
            place = text.find(word, place + 1)
    return sorted(found)


def near(starts: list[int], others: list[int], reach: int) -> list[int]:
    """Those of ``starts`` at which, or at most ``reach`` characters behind which, one of ``others``
    stands.
    """
    found, index = [], 0
    for start in starts:
        while index < len(others) and others[index] < start:
            index += 1
        if index < len(others) and others[index] - start <= reach:
            found.append(start)
    return found


def matches(
    pattern: re.Pattern[str] | Concept, text: str, starts: Iterable[int]
) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` that begin at ``starts``, in order, none within another."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()


def word_start(text: str, place: int, longest: int, also: str = "") -> int:
    """Where the word that covers ``place`` begins, looked for ``longest`` characters back; ``also``
    counts as letters.
    """
    start = place
    while (
        start > 0
        and place - start < longest
        and (text[start - 1].isalnum() or text[start - 1] in also)
    ):
        start -= 1
    return start
