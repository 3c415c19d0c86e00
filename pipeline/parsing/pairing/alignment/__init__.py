"""Where a reply repeats what it was asked, mostly reworded a little and without a heading before
the answer.

A block that begins like a question as asked is compared with it, up to each sentence end that could
close the repeat; the end up to which both are most alike is where the answer begins. The comparison
counts words, so other numbering, footnote marks and punctuation do not matter.

``targets`` are what a reply may repeat, ``coding`` turns words into single characters that compare
fast, ``standing`` tells under which party group and number each line stands, and ``comparison``
compares. What words do not show is found by number and place (``places``), or by who asks
(``restated``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing.outline.line import Line
from pipeline.parsing.pairing import Question, Repeat
from pipeline.parsing.pairing.alignment import paraphrases, positions
from pipeline.parsing.pairing.alignment.candidates import Target, surrounding, target
from pipeline.parsing.pairing.alignment.comparison import Comparison, Match
from pipeline.reading.document import Document

__all__ = ["Quote", "Target", "find", "surrounding", "target"]

SAME_NUMBER = 0.2
SAME_PART = 0.1
"""What the same number and the same party group add to the likeness when two questions want the
same block."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A place of a reply, ``text[start:end]``, that only repeats the lead-in of ``question`` and
    its siblings.
    """

    start: int
    end: int
    question: Question | None = None


def find(
    document: Document, lines: Sequence[Line], targets: Sequence[Target]
) -> tuple[list[Repeat], list[Quote]]:
    """Where these lines of a reply repeat the targets, each at most once, in the order of the
    text.
    """
    if not lines or not targets:
        return [], []
    comparison = Comparison(document, lines, targets)
    taken = _apart(sorted(comparison.matches(), key=_best_first))
    taken += comparison.behind(taken)
    taken += positions.by_number_and_place(comparison, taken)
    taken += paraphrases.by_speakers(comparison, lines[-1].end, taken)
    taken.sort(key=lambda match: match.start)
    repeats, quotes = [], []
    for match in taken:
        if question := targets[match.target].question:
            repeats.append(Repeat(question, match.start, match.end, match.similarity))
        else:
            quotes.append(Quote(match.start, match.end, targets[match.target].introduced))
    return repeats, quotes


def _best_first(match: Match) -> tuple[float, int, int]:
    """The most alike first; of equals the one whose place in the reply is that of the question in
    the request.
    """
    likeness = match.similarity + SAME_NUMBER * match.numbered + SAME_PART * match.here
    return -round(likeness, 2), abs(match.line - match.target), match.start


def _apart(best_first: Sequence[Match]) -> list[Match]:
    """The best matches that neither overlap nor take a target twice."""
    taken: list[Match] = []
    spans: list[tuple[int, int]] = []
    targets: set[int] = set()
    for match in best_first:
        place = bisect_left(spans, (match.start, match.end))
        free = (place == 0 or spans[place - 1][1] <= match.start) and (
            place == len(spans) or spans[place][0] >= match.end
        )
        if free and match.target not in targets:
            spans.insert(place, (match.start, match.end))
            targets.add(match.target)
            taken.append(match)
    return taken
