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


def pattern(text: str, *, beginning: bool = False) -> str:
    """Return an expression that finds normalised words in a text as printed, for RE2.

    ``beginning`` leaves the end of the last word open.

    Example: ``vaste commissie`` finds "Vaste-commissie", not "vastecommissie".

    Why: folding every text before comparing took ten times as long.
    """
    letters = ["".join(VARIANTS.get(letter, letter) for letter in word) for word in text.split()]
    inner = f"{NO_LETTER}+".join(letters)
    return f"(?i)(?:^|{NO_LETTER}){inner}{'' if beginning else f'(?:{NO_LETTER}|$)'}"


def _variants() -> dict[str, str]:
    """Return the class of each letter with its accented forms, such as ``[aàáâãäå…]``."""
    found: dict[str, str] = {}
    for code in range(FIRST_ACCENTED, LAST_ACCENTED + 1):
        folded = plain(chr(code))
        if len(folded) == 1 and folded.isascii() and folded.isalpha():
            found[folded] = found.get(folded, folded) + chr(code)
    return {letter: f"[{forms}]" for letter, forms in found.items()}


FIRST_ACCENTED, LAST_ACCENTED = 0xC0, 0x17F
"""Latin-1 and Latin Extended-A, which hold the accented letters of western languages."""
VARIANTS = _variants()
NO_LETTER = f"[^a-z0-9{chr(FIRST_ACCENTED)}-{chr(LAST_ACCENTED)}]"
