"""Encoding of words as characters, so that texts are compared as fast as strings."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, repeat
from operator import add

from pipeline.parsing.pairing.alignment.candidates import WORD, Target, behind_formula

HINTS = 0.2
"""Share of adjacent word pairs that two beginnings need in common to be compared."""
LIKELY = 0.5
"""Share of the most likely target's common word pairs that any other target needs."""
WINDOW = 180
"""Characters at the beginning of a block that are searched for common word pairs."""
COMPARED = 8
"""Targets compared with a block, at most: by common word pairs, and again by number."""
COMMON = 60
"""Targets that are indexed under one word pair or one number, at most (stop-word rule)."""
UNKNOWN = "\0"
"""Placeholder for words that no target has."""
SURROGATES = (0xD800, 0xE000)
"""Range of surrogate code points, half-open, which cannot encode a word."""
PIECE = re.compile(r"\w+|\W+")
"""Pattern of a word or of the text between two words.

Why: the pieces together are the whole text, so their lengths give the offsets of the words.
"""


class Coding:
    """Encoding of the words of the targets, and an index of targets by adjacent word pairs.

    The reply, ``text[start:end]``, is encoded once, because its lines are compared with many
    targets.
    """

    def __init__(self, text: str, start: int, end: int, targets: Sequence[Target]) -> None:
        self.text = text
        self.signs: dict[str, str] = {}
        self.targets = [self._code(target.words) for target in targets]
        pairs: defaultdict[str, list[int]] = defaultdict(list)
        for number, coded in enumerate(self.targets):
            for pair in dict.fromkeys(_pairs(coded)):
                sharing = pairs[pair]
                if len(sharing) < COMMON:
                    sharing.append(number)
        self.pairs = dict(pairs)
        pieces = PIECE.findall(_folded(text[start:end]))
        ends = list(accumulate(map(len, pieces), initial=start))
        first = 0 if pieces and WORD.match(pieces[0]) else 1  # words and separators alternate
        self.starts = ends[first:-1:2]
        self.encoded = "".join(map(self.signs.get, pieces[first::2], repeat(UNKNOWN)))

    def _code(self, target: Sequence[str]) -> str:
        for word in target:
            if word not in self.signs:
                number = len(self.signs) + 1
                self.signs[word] = chr(
                    number if number < SURROGATES[0] else number - SURROGATES[0] + SURROGATES[1]
                )
        return "".join(map(self.signs.__getitem__, target))

    def code(self, start: int, end: int) -> str:
        """Return the encoded words that begin in ``text[start:end]``."""
        return self.encoded[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def likely(self, start: int, end: int) -> list[int]:
        """Return the indices of the targets most similar to the beginning of ``text[start:end]``.

        Similarity is the number of adjacent word pairs that a target shares with the first
        ``WINDOW`` characters, behind words that only name the askers. The most similar target
        comes first; at most ``COMPARED`` are returned.
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
    """Yield the adjacent pairs of encoded words."""
    return map(add, coded, coded[1:])


def _folded(text: str) -> str:
    """Return a text in lower case, with the same number of characters."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(
        lowered if len(lowered) == 1 else sign
        for sign, lowered in ((sign, sign.casefold()) for sign in text)
    )
