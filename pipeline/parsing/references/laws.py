"""Laws that a text names by their citation title.

Examples: "de Wet open overheid", "de Participatiewet", "Richtlijn 2014/24/EU".
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import NUMBERS
from pipeline.parsing.references.citation import Citation
from pipeline.parsing.references.scanning import Scan, matches, positions, word_start
from pipeline.vocabulary import entries, records

_NOT_LAWS = frozenset(entries("laws")["not_laws"])


def _by_first_words() -> dict[str, list[tuple[str, str]]]:
    """Return (printed name, title) pairs of laws by first one or two words, longest name first."""
    names = {
        name: law["title"]
        for law in records("laws")
        for name in (law["title"], *law["short"].split("|"))
        if name
    }
    by_words: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        by_words[" ".join(name.split()[:2])].append((name, names[name]))
    return by_words


_TITLES = _by_first_words()
CAPITALISED = re.compile(r"[A-ZÀ-Þ]\w+")
"""Pattern of a word with a capital, at which the title of a law can begin.

Why: one pass over the text is faster than a search for each first word, and it finds the law in
    "van deZorgverzekeringswet", where an extraction lost the space.

Seen in: kv-tk-2024Z18439.
"""
_FIRST_WORDS = frozenset(word for key in _TITLES for word in CAPITALISED.findall(key)[:1])
WORDS = concept("title-words")
LONGEST_WORD = 45
ONE_WORD = concept("one-word-law")
EUROPEAN = concept("european-law")
ARTICLE = concept("article-before-law")
LONGEST_ARTICLE = 90


def laws(scan: Scan) -> Iterator[Citation]:
    """Yield every law that the text names; the series is its citation title."""
    text = scan.text
    titled = {citation.start: citation for citation in _titled(text)}
    yield from titled.values()
    words = sorted(
        {word_start(text, position, LONGEST_WORD) for position in positions(text, ("wet",))}
    )
    for match in matches(ONE_WORD, text, words):
        if match.group() not in _NOT_LAWS and match.start() not in titled:
            yield _law(text, match.start(), match.end(), match.group())
    european = positions(scan.lower, ("verordening", "richtlijn", "besluit"))
    for match in matches(EUROPEAN, text, european):
        title = match.group()[0].upper() + match.group()[1:]
        yield Citation("law", match.start(), match.end(), series=title)


def _titled(text: str) -> Iterator[Citation]:
    """Yield every law whose title or short name is in the register."""
    for word in CAPITALISED.finditer(text):
        start = word.start()
        if word.group() not in _FIRST_WORDS or text[start - 1 : start] == "-":
            continue
        for name, title in _beginning(text, start):
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                yield _law(text, start, end, title)
                break


def _beginning(text: str, start: int) -> list[tuple[str, str]]:
    """Return the names, with titles, that begin with the one or two words at ``start``."""
    words = WORDS.match(text, start)
    return [*_TITLES.get(words.group(), ()), *_TITLES.get(words["first"], ())] if words else []


def _law(text: str, start: int, end: int, title: str) -> Citation:
    """Return a law with its article: "artikel 5.1, tweede lid" is the item "5.1 lid 2"."""
    article = ARTICLE.search(text, max(0, start - LONGEST_ARTICLE), start)
    item = None
    if article:
        paragraph = article["paragraph"]
        item = article["article"] + (f" lid {NUMBERS[paragraph]}" if paragraph else "")
    return Citation("law", start, end, series=title, item=item)
