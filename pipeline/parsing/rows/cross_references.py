"""Answers that only point to another answer: "Zie het antwoord op vraag 7."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from pipeline.parsing.language.sentences import sentences

TREATED = (
    r"(?:ingegaan|ga\sik(?:\snader)?\sin|toegelicht|beantwoord|behandeld|beschreven|uiteengezet|besproken|meegenomen|opgenomen"
    r"|uitgelegd|genoemd|weergegeven|betrokken)"
)
"""What was done with a question elsewhere."""

REFER = r"(?:verwijs|verwijst|verwijzen|verwezen)"

POINTS = re.compile(
    rf"""(?:
      (?:(?:Ook|Tevens|Eveneens|Daarvoor|Hiervoor|Hierbij|Kortheidshalve|Graag|Verder|Voorts)\s(?:hiervoor\s|daarvoor\s|ook\s)?)?
      # Zie ..., Hiervoor verwijs ik
      (?:zie\b|(?:zij|wordt|is)\s(?:\w{{1,20}}\s){{0,3}}verwezen|{REFER}\b)
    | (?:Ik|Wij|Het\skabinet|De\s(?:regering|minister|staatssecretaris)
    |Er)\s(?:\w{{1,20}}\s){{0,3}}{REFER}\b
    # Voor een toelichting verwijs ik
    | (?:Voor|Wat|Ten|Met|Op|Over|Aangaande|Inzake|Betreffende)\b[^;]{{0,300}}?\b{REFER}\b
    # Voor de kosten, zie ...
    | (?:Voor|Wat\sbetreft|Ten\saanzien\svan|Met\sbetrekking\stot)\b[^;]{{0,200}}?\bzie\b
    | (?:In|Bij|Onder|Met)\s(?:(?:het|de|mijn|ons|onze|bovenstaande?)\s)?(?:antwoord|antwoorden
    |beantwoording|vraag|vragen)\b
      [^;]{{0,300}}?\b{TREATED}\b  # In antwoord 3 ben ik ingegaan op ...
    | (?:(?:Deze|Die)\s(?:deel)?vra(?:ag|gen)|Dit|Dat|Het\santwoord|De\santwoorden
    |De\sbeantwoording|Hier\w{{0,6}}|Daar\w{{0,6}}
      |Op\s(?:deze|dit|die))\b[^;]{{0,200}}?
      # Deze vraag is beantwoord bij vraag 3
      \b(?:{TREATED}|hetzelfde|gelijkluidend|gelijk\saan|overeenkomstig|identiek)\b
    | (?:Idem|Hetzelfde\sgeldt)\b
    | (?:(?:het|mijn)\s)?antwoord\b[^;]{{0,40}}$  # Antwoord op vraag 3.
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""How a sentence begins whose main clause points elsewhere."""

SAYS = re.compile(
    r"\b(?:dat|omdat|aangezien|doordat|waarbij|waardoor|maar|echter|daarnaast|namelijk|wel|geen|niet\slanger|zoals|conform)\b|;",
    re.IGNORECASE,
)
"""Words that bring in something of its own: "..., waarin staat dat het kabinet", "... maar niet
voor 2026", "zoals gemeld in"."""

LONGEST = 500
"""Characters: a sentence that is longer says something of its own."""


def only_points(text: str, start: int, end: int, pointers: Sequence[tuple[int, int]]) -> bool:
    """Whether every sentence of ``text[start:end]`` only points to another answer; ``pointers`` are
    where pointers stand.
    """
    spans = sentences(text, start, end) if pointers else iter(())
    first = next(spans, None)
    return first is not None and all(
        _points(text, *span, pointers) for span in chain([first], spans)
    )


def _points(text: str, start: int, end: int, pointers: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence only points: its main clause does, outside brackets, and no word brings in
    anything else.
    """
    if end - start > LONGEST:
        return False
    here = [
        place
        for place, _ in pointers
        if start <= place < end and text.count("(", start, place) == text.count(")", start, place)
    ]
    sentence = text[start:end]
    return bool(here) and POINTS.match(sentence) is not None and SAYS.search(sentence) is None
