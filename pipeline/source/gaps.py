"""Papers that a dossier must have and nobody lists: the Eerste Kamer letters them A to Z, then AA, AB and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_uppercase

# A to Z, AA to ZZ, AAA and on (A, B … AB, BM, DQ were seen); numbers are the Tweede Kamer's and are shared with others.
LETTERS = re.compile(r"[A-Z]{1,3}")
BASE = len(ascii_uppercase)


def missing_letters(sub_numbers: Iterable[str]) -> list[str]:
    """The sub-numbers below the highest one that are not there: A, B and D lack C. Numbers are left out of account."""
    held = {_place(sub) for sub in sub_numbers if LETTERS.fullmatch(sub)}
    return [_letters(place) for place in range(1, max(held, default=0)) if place not in held]


def _place(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    place = 0
    for letter in letters:
        place = place * BASE + ascii_uppercase.index(letter) + 1
    return place


def _letters(place: int) -> str:
    letters = ""
    while place:
        place, rest = divmod(place - 1, BASE)
        letters = ascii_uppercase[rest] + letters
    return letters
