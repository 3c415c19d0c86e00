"""Words as signs: one character for each different word of the targets, so that texts compare as
fast as strings do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, repeat
from operator import add

from pipeline.parsing.pairing.alignment.candidates import WORD, Target, behind_formula

HINTS = 0.2
"""Share of the neighbouring pairs of words that the beginnings of two texts must have in common to
be compared at all."""

LIKELY = 0.5
"""A target with less than this share of the pairs of the likeliest one is not compared."""

WINDOW = 180
"""Characters at the beginning of a block in which those pairs are looked for."""

COMPARED = 8
"""So many likely targets are compared with a block, and so many that bear its number."""

COMMON = 60
"""Targets that share a pair of words, or a number: when there are more, sharing it says nothing."""

UNKNOWN = "\0"
"""The sign of a word that no target has: it is like no other word, not even itself."""

SURROGATES = (0xD800, 0xE000)
"""Code points that are no characters: no word is coded as one of them."""


PIECE = re.compile(r"\w+|\W+")
"""A word, or what stands between two: taken together they are the whole text, so that their lengths
tell where words begin."""


class Coding:
    """The signs of all words of the targets, and which targets have which pairs of neighbouring
    words.

    The reply, ``text[start:end]``, is turned into signs once: its lines are compared with many
    targets.
    """

    def __init__(self, text: str, start: int, end: int, targets: Sequence[Target]) -> None:
        self.text = text
        self.signs: dict[str, str] = {}
        self.targets = [self._code(one.words) for one in targets]
        pairs: defaultdict[str, list[int]] = defaultdict(list)
        for number, coded in enumerate(self.targets):
            for pair in dict.fromkeys(_pairs(coded)):
                sharing = pairs[pair]
                if len(sharing) < COMMON:
                    sharing.append(number)
        self.pairs = dict(pairs)
        pieces = PIECE.findall(_folded(text[start:end]))
        ends = list(accumulate(map(len, pieces), initial=start))
        first = (
            0 if pieces and WORD.match(pieces[0]) else 1
        )  # words and what stands between them take turns
        self.starts = ends[first:-1:2]
        self.said = "".join(map(self.signs.get, pieces[first::2], repeat(UNKNOWN)))

    def _code(self, target: Sequence[str]) -> str:
        for word in target:
            if word not in self.signs:
                number = len(self.signs) + 1
                self.signs[word] = chr(
                    number if number < SURROGATES[0] else number - SURROGATES[0] + SURROGATES[1]
                )
        return "".join(map(self.signs.__getitem__, target))

    def code(self, start: int, end: int) -> str:
        """The words that begin in ``text[start:end]`` as signs."""
        return self.said[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def likely(self, start: int, end: int) -> list[int]:
        """The targets that share most pairs of words with the beginning of ``text[start:end]``, the
        likeliest first.
        """
        start = behind_formula(self.text, start, end)
        opening = self.code(start, min(end, start + WINDOW))
        shared = Counter(chain.from_iterable(filter(None, map(self.pairs.get, _pairs(opening)))))
        most = max(shared.values(), default=0)
        likely = [
            number
            for number, count in shared.items()
            if count >= most * LIKELY
            and count >= HINTS * min(len(opening), len(self.targets[number]))
        ]
        return sorted(likely, key=lambda number: (-shared[number], number))[:COMPARED]


def _pairs(coded: str) -> Iterator[str]:
    """The neighbouring pairs of signs."""
    return map(add, coded, coded[1:])


def _folded(text: str) -> str:
    """A text in small letters, character for character."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(
        one if len(one) == 1 else sign for sign, one in ((sign, sign.casefold()) for sign in text)
    )
