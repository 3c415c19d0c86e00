"""Detection of answers that only point to another answer: "Zie het antwoord op vraag 7."."""

from collections.abc import Sequence
from itertools import chain

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences

POINTS = concept("refers-only")

SAYS = concept("adds-content")

LONGEST = 500
"""Characters of a sentence that only points elsewhere, at most."""


def only_points(text: str, start: int, end: int, pointers: Sequence[tuple[int, int]]) -> bool:
    """Return True if every sentence of ``text[start:end]`` only points to another answer.

    Args:
        text: the text of the paper.
        start: begin of the answer.
        end: end of the answer, exclusive.
        pointers: spans of the pointers in the answer.
    """
    spans = sentences(text, start, end) if pointers else iter(())
    first = next(spans, None)
    return first is not None and all(
        _points(text, *span, pointers) for span in chain([first], spans)
    )


def _points(text: str, start: int, end: int, pointers: Sequence[tuple[int, int]]) -> bool:
    """Return True if the sentence is only a cross-reference: "Zie het antwoord op vraag 2.".

    It contains a pointer outside brackets and no word that adds content.
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
