"""Snippets of a text: a few lines around the words of the search, with these highlighted."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

LENGTH = 280
"""Characters of a snippet, about: it begins and ends between words."""
LEAD = 50
"""Characters shown before the first word that was found."""

WORD = re.compile(
    r"[^\W_]+"
)  # letters and digits; accents are taken off afterwards, as the index does


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a snippet; ``hit`` is True for a word of the search."""

    text: str
    hit: bool


def snippet(text: str, forms: Collection[str]) -> list[Part]:
    """Return the best ``LENGTH`` characters of a text for these words, an ellipsis at each cut.

    ``forms`` are in lower case without accents.
    """
    wanted = set(forms)
    hits = [match.span() for match in WORD.finditer(text) if plain(match[0]) in wanted]
    start, end = _window(text, hits)
    parts = [Part("… ", hit=False)] if start else []
    position = start
    for begin, stop in hits:
        if start <= begin and stop <= end:
            parts += [Part(text[position:begin], hit=False), Part(text[begin:stop], hit=True)]
            position = stop
    parts += [Part(text[position:end], hit=False), Part(" …" if end < len(text) else "", hit=False)]
    return [part for part in parts if part.text]


def plain(word: str) -> str:
    """Return a word in lower case without accents: ``Café`` gives ``cafe``."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", word.lower())
        if not unicodedata.combining(letter)
    )


def _window(text: str, hits: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the first window that contains as many different words as possible."""
    if len(text) <= LENGTH:
        return 0, len(text)
    best, most, last = 0, 0, 0
    for number, (begin, _) in enumerate(hits):
        last = max(last, number)
        while last < len(hits) and hits[last][1] <= begin + LENGTH - LEAD:
            last += 1
        different = len(
            {plain(text[start:end]) for start, end in hits[number : min(last, number + 40)]}
        )
        if different > most:
            best, most = max(begin - LEAD, 0), different
    start = text.find(" ", best) + 1 if best else 0
    end = text.rfind(" ", start, start + LENGTH)
    return start, len(text) if start + LENGTH >= len(text) or end <= start else end
