"""Answers that only point to another answer: "Zie het antwoord op vraag 7."."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences

TREATED = (
    r"(?:ingegaan|ga\sik(?:\snader)?\sin|toegelicht|beantwoord|behandeld|beschreven|uiteengezet|besproken|meegenomen|opgenomen"
    r"|uitgelegd|genoemd|weergegeven|betrokken)"
)
"""What was done with a question elsewhere."""

REFER = r"(?:verwijs|verwijst|verwijzen|verwezen)"

POINTS = concept("refers-only")

SAYS = concept("adds-content")

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
