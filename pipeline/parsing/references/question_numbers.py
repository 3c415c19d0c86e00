"""Question numbers as pointers print them: "3a", "2 t/m 4", "1a en b", "3 onder a"."""

import re

from pipeline.parsing.language.labels import ranged
from pipeline.parsing.references.numbers import DASH

VRAAG = r"(?:(?:deel|sub|vervolg)?vra(?:ag|gen)|onderdeel)"
SUB = r"(?:viii|vii|vi|iv|ix|iii|ii|[a-z])"
LABEL = (
    rf"\d{{1,3}}(?:\.\d{{1,2}}(?!\d))?(?:{SUB}|\s?\({SUB}\)|,?\s(?:onder|sub|onderdeel)\s{SUB}(?!\w)"
    rf"|\s[a-z](?=[,;.)¶]|\s(?:en|t/m)\s|$))?(?!(?!en\s\d)\w|\.\d|\s?%)"
)
"""Label of a question: 2, 3a, 1ii, 4.2, 2 (b), 2 onder b, 2 b"""
LETTER = r"[a-z](?![\w’'-]|\.\w)"
LABELS = rf"{LABEL}(?:{DASH}(?:{LABEL}|{LETTER}))?"

LABEL_PARTS = re.compile(
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)?(?:,?\s?(?:onder|sub|onderdeel)?\s?\(?(?P<sub>{SUB})\)?)?",
    re.IGNORECASE,
)
ITEM = re.compile(
    rf"(?P<first>{LABEL}|{LETTER})(?:{DASH}(?P<last>{LABEL}|{LETTER}))?", re.IGNORECASE
)
UP_TO = re.compile(r"\s(?:t/m|tot\s(?:en\s)?met)\s", re.IGNORECASE)
NOT_ITEMS = re.compile(
    rf"\b{VRAAG}\b|(?<![^\W\d])(?:en|of|alsmede|alsook|evenals|respectievelijk|resp|ook|de)\b",
    re.IGNORECASE,
)


NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
        start=2,
    )
}
"""Numbers spelled out, as in "antwoord vier"; "een" is left out because it is also an article."""
WORDED = "|".join(NUMBER_WORDS)


def expanded_labels(printed: str) -> list[str]:
    """Return the labels: ``"1a en b"`` -> 1a, 1b; ``"2 t/m 4"`` -> 2, 3, 4."""
    if number_word := NUMBER_WORDS.get(printed.lower()):
        return [number_word]
    found: list[str] = []
    number = ""
    for match in ITEM.finditer(NOT_ITEMS.sub(",", UP_TO.sub("-", printed))):
        first, last = _label(match["first"], number), match["last"]
        number = first.rstrip("abcdefghijklmnopqrstuvwxyz")
        found += ranged(first, _label(last, number)) if last else [first]
    return found


def _label(printed: str, number: str) -> str:
    parts = LABEL_PARTS.fullmatch(printed.strip().lower())
    if parts is None:
        return printed.strip()
    return (parts["number"] or number) + (parts["sub"] or "")
