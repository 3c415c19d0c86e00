"""The parser of search input: words, "a phrase", -without, begin*."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.page.snippets import plain

PIECE = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:["“„«](?P<phrase>[^"”“»]+)["”»]|(?P<word>[^\s"“”„«»]+))'
)
LETTERS = re.compile(r"[a-z0-9]+")
SHORTEST_BEGINNING = 3
"""Letters before an asterisk: two begin half of all words."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A parsed search: ``words`` for the index, and required or excluded texts.

    ``phrases``, ``beginnings`` and ``without`` are normalised as passages are for comparison: lower
    case without accents, one space between words.
    """

    words: str
    phrases: tuple[str, ...]
    beginnings: tuple[str, ...]
    without: tuple[str, ...]


def take_apart(typed: str) -> Wording:
    """Return the parts of the text in the search box.

    Example: ``'"vaste commissie" water* -haven'`` has the phrase ``vaste commissie``, the beginning
    ``water`` and excludes ``haven``; its words are ``vaste commissie water``.
    """
    words: list[str] = []
    phrases: list[str] = []
    beginnings: list[str] = []
    without: list[str] = []
    for piece in PIECE.finditer(typed):
        text = " ".join(LETTERS.findall(plain(piece["phrase"] or piece["word"])))
        if not text:
            continue
        if piece["minus"]:
            without.append(text)
            continue
        words.append(text)
        if piece["phrase"]:
            phrases.append(text)
        elif piece["word"].endswith("*") and len(text) >= SHORTEST_BEGINNING:
            beginnings.append(text)
    return Wording(" ".join(words), tuple(phrases), tuple(beginnings), tuple(without))
