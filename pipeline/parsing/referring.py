"""Answers that only point to another answer: "Zie het antwoord op vraag 7."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parsing.sentences import sentences

TREATED = r"(?:ingegaan|ga\sik(?:\snader)?\sin|toegelicht|beantwoord|behandeld|beschreven|uiteengezet|besproken|meegenomen|opgenomen|uitgelegd|genoemd|weergegeven|betrokken)"

POINTS = re.compile(
    rf"""(?:
      (?:(?:Ook|Tevens|Eveneens|Daarvoor|Hiervoor|Hierbij|Kortheidshalve|Graag|Verder|Voorts|Overigens)\s(?:hiervoor\s|daarvoor\s|ook\s)?)?
      (?:zie\b|(?:zij|wordt|is)\s(?:\w{{1,20}}\s){{0,3}}verwezen|verwijs\b|verwijst\b|verwijzen\b|verwezen\s(?:wordt|zij)\b)          # Zie ..., Hiervoor verwijs ik ...
    | (?:Ik|Wij|Het\skabinet|De\s(?:regering|minister|staatssecretaris)|Er)\s(?:\w{{1,20}}\s){{0,3}}(?:verwijs|verwijst|verwijzen|verwezen|verwijzen)\b   # Ik verwijs u naar ...
    | (?:Voor|Wat|Ten|Met|Op|Over|Aangaande|Inzake|Betreffende|In)\b[^;]{{0,300}}?\b(?:verwijs|verwijst|verwijzen|verwezen|zie)\b   # Voor een toelichting op ... verwijs ik naar ...
    | (?:In|Bij|Onder|Met)\s(?:(?:het|de|mijn|ons|onze|bovenstaande?)\s)?(?:antwoord|antwoorden|beantwoording|vraag|vragen)\b[^;]{{0,300}}?\b{TREATED}\b    # In antwoord 3 ben ik ingegaan op ...
    | (?:Deze|Die|Dit|Dat|Het|De|Hier\w{{0,6}}|Daar\w{{0,6}}|Op\s(?:deze|dit))\b[^;]{{0,200}}?\b(?:{TREATED}|hetzelfde|gelijkluidend|gelijk\saan|overeenkomstig|identiek)\b   # Deze vraag is beantwoord bij vraag 3
    | (?:Idem|Hetzelfde\sgeldt)\b
    | (?:(?:het|mijn)\s)?antwoord\b[^;]{{0,40}}$                                                                                    # Antwoord op vraag 3.
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""How a sentence begins whose main clause points elsewhere. A pointer between brackets, or after "zoals", is an aside."""

SAYS = re.compile(
    r"\b(?:dat|omdat|aangezien|doordat|waarbij|waardoor|maar|echter|daarnaast|namelijk|wel|geen|niet\slanger)\b|;", re.IGNORECASE
)
"""Words that bring in something of its own: "..., waarin staat dat het kabinet", "... maar niet voor 2026"."""

LONGEST = 500
"""Characters: a sentence that is longer says something of its own."""


def only_points(text: str, start: int, end: int, pointers: Sequence[tuple[int, int]]) -> bool:
    """Whether every sentence of ``text[start:end]`` only points to another answer; ``pointers`` are where pointers stand."""
    if not pointers:
        return False
    spans = list(sentences(text, start, end))
    return bool(spans) and all(
        last - first <= LONGEST
        and any(first <= pointer < last for pointer, _ in pointers)
        and POINTS.match(text[first:last]) is not None
        and SAYS.search(text[first:last]) is None
        for first, last in spans
    )
