"""Laws that a text names by their citation title: "de Wet open overheid", "de Participatiewet", "Richtlijn 2014/24/EU"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.scanning import Scan, matches, places, word_start
from pipeline.vocabulary import settings

_WORDS = settings("laws")
_NOT_LAWS = frozenset(_WORDS["not_laws"])
_TITLES: dict[str, list[tuple[str, str]]] = defaultdict(list)
for _title in sorted(_WORDS["titles"], key=len, reverse=True):
    _TITLES[_title.split()[0]].append((_title, _title))
for _name, _title in _WORDS["short"].items():
    _TITLES[_name].append((_name, _title))

LONGEST_WORD = 45
ONE_WORD = re.compile(r"[A-Z][a-zà-ÿ]{3,40}(?:wet|wetboek)(?![\w-])")
"""Participatiewet, Omgevingswet, Grondwet"""
EUROPEAN = re.compile(
    r"\b(?:Verordening|Richtlijn|verordening|richtlijn|Besluit|besluit)\s(?:\((?:EU|EG|EEG|Euratom)\)\s(?:nr\.\s)?\d{1,4}/\d{2,4}|(?:19|20)\d\d/\d{1,4}/(?:EU|EG|EEG|GBVB))"
)
"""Verordening (EU) 2016/679, Richtlijn 2014/24/EU"""


def laws(scan: Scan) -> Iterator[Mention]:
    """Every law that the text names; the series is its citation title."""
    text = scan.text
    for place in places(text, _TITLES):
        if text[place - 1 : place].isalnum() or text[place - 1 : place] == "-":
            continue
        word = next((name for name in _TITLES if text.startswith(name, place)), "")
        for name, title in _TITLES[word]:
            if text.startswith(name, place) and not text[place + len(name) :][:1].isalnum():
                yield Mention("law", place, place + len(name), series=title)
                break
    for match in matches(ONE_WORD, text, sorted({word_start(text, place, LONGEST_WORD) for place in places(text, ("wet",))})):
        if match.group() not in _NOT_LAWS:
            yield Mention("law", match.start(), match.end(), series=match.group())
    for match in matches(EUROPEAN, text, places(scan.lower, ("verordening", "richtlijn", "besluit"))):
        yield Mention("law", match.start(), match.end(), series=match.group()[0].upper() + match.group()[1:])
