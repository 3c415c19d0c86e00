"""Laws that a text names by their citation title: "de Wet open overheid", "de Participatiewet",
"Richtlijn 2014/24/EU".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.lexicon import concept
from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.scanning import Scan, matches, places, word_start
from pipeline.vocabulary import entries

_WORDS = entries("laws")
_NOT_LAWS = frozenset(_WORDS["not_laws"])


def _by_first_words() -> dict[str, list[tuple[str, str]]]:
    """What a text may say with the title that it means, by its first one or two words, the longest
    first.
    """
    names = {title: title for title in _WORDS["titles"]} | _WORDS["short"]
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        found[" ".join(name.split()[:2])].append((name, names[name]))
    return found


_TITLES = _by_first_words()
_FIRST_WORDS = frozenset(key.split()[0] for key in _TITLES)

WORDS = concept("title-words")
LONGEST_WORD = 45
ONE_WORD = concept("one-word-law")
EUROPEAN = concept("european-law")


def laws(scan: Scan) -> Iterator[Mention]:
    """Every law that the text names; the series is its citation title."""
    text = scan.text
    for place in places(text, _FIRST_WORDS):
        if text[place - 1 : place].isalnum() or text[place - 1 : place] == "-":
            continue
        words = WORDS.match(text, place)
        for name, title in (
            (*_TITLES.get(words.group(), ()), *_TITLES.get(words["first"], ())) if words else ()
        ):
            if text.startswith(name, place) and not text[place + len(name) :][:1].isalnum():
                yield Mention("law", place, place + len(name), series=title)
                break
    for match in matches(
        ONE_WORD,
        text,
        sorted({word_start(text, place, LONGEST_WORD) for place in places(text, ("wet",))}),
    ):
        if match.group() not in _NOT_LAWS:
            yield Mention("law", match.start(), match.end(), series=match.group())
    for match in matches(
        EUROPEAN, text, places(scan.lower, ("verordening", "richtlijn", "besluit"))
    ):
        yield Mention(
            "law", match.start(), match.end(), series=match.group()[0].upper() + match.group()[1:]
        )
