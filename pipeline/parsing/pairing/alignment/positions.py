"""Matching of heavily reworded questions by their number or their position between neighbours."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.parsing.language.speech import asks
from pipeline.parsing.pairing.alignment.candidates import behind_formula
from pipeline.parsing.pairing.alignment.comparison import Comparison, Match
from pipeline.parsing.pairing.alignment.encoding import COMMON

ASKED_HERE = 0.3
"""Similarity from which an unnumbered block between the repeats of a question's neighbours matches.

Why: its position is strong evidence, so few words need to agree.
"""

MOST_LINES = 2000
"""Lines of a reply up to which unnumbered questions are matched by position alone."""


def by_number_and_place(comparison: Comparison, taken: Sequence[Match]) -> list[Match]:
    """Return matches by place: the first line with the number, or that asks, if unnumbered."""
    bearing = _by_label(comparison)
    everywhere = range(len(comparison.lines) if len(comparison.lines) < MOST_LINES else 0)
    used = {match.line for match in taken}
    found: list[Match] = []
    for number, bounds in _missing(comparison, {match.target: match for match in taken}):
        one = comparison.targets[number]
        lines = everywhere if one.counted else bearing.get(one.label, ())
        fits = [n for n in lines if n not in used and _fits(comparison, n, number, bounds)]
        match = _first_match(comparison, number, fits)
        if match and (not one.counted or match.similarity >= ASKED_HERE):
            used.add(match.line)
            found.append(match)
    return found


def _by_label(comparison: Comparison) -> dict[str, list[int]]:
    """Return the first lines that have each number."""
    bearing: dict[str, list[int]] = {}
    for index, (_, label) in enumerate(comparison.numbers):
        if label and len(bearing.setdefault(label, [])) < COMMON:
            bearing[label].append(index)
    return bearing


def _first_match(comparison: Comparison, number: int, fits: Sequence[int]) -> Match | None:
    """Compare a target with the first line that fits, None if none fit or too many."""
    if not 0 < len(fits) < COMMON:
        return None
    return comparison.compare(fits[0], number, comparison.lines[fits[0]].body)


def _fits(comparison: Comparison, index: int, number: int, bounds: tuple[int, int]) -> bool:
    """Return True if a line between two offsets asks and has the number, if one was printed."""
    line, text = comparison.lines[index], comparison.text
    before, after = bounds
    outside = line.start < before or 0 <= after < line.end
    if outside or line.kind not in {"item", "question", "text"}:
        return False
    one = comparison.targets[number]
    if one.counted:
        asking = text[line.end - 1] == "?" or behind_formula(text, line.body, line.end) > line.body
        return asking and comparison.numbers[index][0] in {None, one.party}
    if line.kind == "text" or not comparison.bears(index, number):
        return False
    return asks(text[line.body : line.end])


def _missing(
    comparison: Comparison, where: Mapping[int, Match]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield unmatched questions with the end of the match before and the start of the next."""
    before: list[int] = []
    last: dict[str | None, int] = {}
    for number, one in enumerate(comparison.targets):
        before.append(last.get(one.party, -1))
        if number in where and one.question:
            last[one.party] = max(last.get(one.party, -1), where[number].end)
    first: dict[str | None, int] = {}
    missing: list[tuple[int, tuple[int, int]]] = []
    for number in range(len(comparison.targets) - 1, -1, -1):
        one = comparison.targets[number]
        place = before[number], first.get(one.party, -1)
        if number in where and one.question:
            first[one.party] = where[number].start
        elif one.question and max(place) >= 0:
            missing.append((number, place))
    return reversed(missing)
