"""Alignment of a reply with the questions that it repeats, mostly reworded and without headings.

A block that begins like a question is compared with it, up to each sentence end that could close
the repeat; the answer begins at the end with the highest similarity. The comparison counts words,
so other numbering, footnote marks and punctuation do not matter.

``candidates`` are the texts that a reply may repeat, ``encoding`` maps words to single characters
for fast comparison, ``comparison`` compares. Questions with too few words in common are found by
their askers (``reworded``).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import Question, Repeat
from pipeline.parsing.pairing.alignment import reworded
from pipeline.parsing.pairing.alignment.candidates import Target, surrounding, target
from pipeline.parsing.pairing.alignment.comparison import Comparison, Match
from pipeline.reading.document import Document

__all__ = ["Quote", "Target", "find_repeats", "surrounding", "target"]
SAME_NUMBER = 0.2
SAME_PART = 0.1
"""Bonus on the similarity for the same number (``SAME_NUMBER``) or party group (``SAME_PART``).

It decides between questions that match the same block.
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """Span of a reply that repeats the lead-in that ``question`` is the first to share."""

    start: int
    end: int
    question: Question | None = None


def find_repeats(
    document: Document, lines: Sequence[LabelledBlock], targets: Sequence[Target]
) -> tuple[list[Repeat], list[Quote]]:
    """Return the repeats of questions and the quotes of lead-ins, at most one of each, in order."""
    if not lines or not targets:
        return [], []
    comparison = Comparison(document, lines, targets)
    taken = _without_overlaps(sorted(comparison.matches(), key=_best_first))
    taken += comparison.behind(taken)
    taken += reworded.by_speakers(comparison, taken)
    taken.sort(key=lambda match: match.start)
    repeats, quotes = [], []
    for match in taken:
        if question := targets[match.target].question:
            repeats.append(Repeat(question, match.start, match.end, match.similarity))
        else:
            quotes.append(Quote(match.start, match.end, targets[match.target].introduced))
    return repeats, quotes


def _best_first(match: Match) -> tuple[float, int, int]:
    """Return the sort key of a match: most similar first, then nearest to its position."""
    similarity = match.similarity + SAME_NUMBER * match.numbered + SAME_PART * match.here
    return -round(similarity, 2), abs(match.line - match.target), match.start


def _without_overlaps(best_first: Sequence[Match]) -> list[Match]:
    """Return the best matches that do not overlap and use each target once."""
    taken: list[Match] = []
    spans: list[tuple[int, int]] = []
    targets: set[int] = set()
    for match in best_first:
        index = bisect_left(spans, (match.start, match.end))
        free = (index == 0 or spans[index - 1][1] <= match.start) and (
            index == len(spans) or spans[index][0] >= match.end
        )
        if free and match.target not in targets:
            spans.insert(index, (match.start, match.end))
            targets.add(match.target)
            taken.append(match)
    return taken
