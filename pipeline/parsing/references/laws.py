"""Laws that a text names by their citation title: "de Wet open overheid", "de Participatiewet", "Richtlijn 2014/24/EU"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.parsing.references.citation import Mention
from pipeline.vocabulary import settings

_WORDS = settings("laws")
_NOT_LAWS = frozenset(_WORDS["not_laws"])
_TITLES: dict[str, list[tuple[str, str]]] = defaultdict(list)
for _title in sorted(_WORDS["titles"], key=len, reverse=True):
    _TITLES[_title.split()[0]].append((_title, _title))
for _name, _title in _WORDS["short"].items():
    _TITLES[_name].append((_name, _title))

CAPITAL_WORD = re.compile(r"(?<![\w-])[A-Z][\wÀ-ÿ’-]+")
ONE_WORD = re.compile(r"[A-Z][a-zà-ÿ]{3,40}(?:wet|wetboek)")
"""Participatiewet, Omgevingswet, Grondwet"""
EUROPEAN = re.compile(
    r"\b(?:Verordening|Richtlijn|verordening|richtlijn|Besluit|besluit)\s(?:\((?:EU|EG|EEG|Euratom)\)\s(?:nr\.\s)?\d{1,4}/\d{2,4}|(?:19|20)\d\d/\d{1,4}/(?:EU|EG|EEG|GBVB))"
)
"""Verordening (EU) 2016/679, Richtlijn 2014/24/EU"""


def laws(text: str) -> Iterator[Mention]:
    """Every law that ``text`` names; the series is its citation title."""
    for match in CAPITAL_WORD.finditer(text):
        word = match.group()
        for name, title in _TITLES.get(word, ()):
            if text.startswith(name, match.start()) and not text[match.start() + len(name) :][:1].isalnum():
                yield Mention("law", match.start(), match.start() + len(name), series=title)
                break
        else:
            if ONE_WORD.fullmatch(word) and word not in _NOT_LAWS:
                yield Mention("law", match.start(), match.end(), series=word)
    for match in EUROPEAN.finditer(text):
        yield Mention("law", match.start(), match.end(), series=match.group()[0].upper() + match.group()[1:])
