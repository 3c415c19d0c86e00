"""Matching of heavily reworded questions by their number or their position between neighbours."""

from __future__ import annotations

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
    """Return matches for unmatched questions at their position.

    Each is matched with the first line that has its number or, if unnumbered, that asks.
    """
    bearing: dict[str, list[int]] = {}
    for index, (_, label) in enumerate(comparison.numbers):
        if label and len(bearing.setdefault(label, [])) < COMMON:
            bearing[label].append(index)
    everywhere = range(len(comparison.lines) if len(comparison.lines) < MOST_LINES else 0)
    used = {match.line for match in taken}
    found: list[Match] = []
    for number, (before, after) in _missing(comparison, {match.target: match for match in taken}):
        counted = comparison.targets[number].counted
        lines = everywhere if counted else bearing.get(comparison.targets[number].label, ())
        fits = [
            index
            for index in lines
            if index not in used and _fits(comparison, index, number, before, after)
        ]
        if not 0 < len(fits) < COMMON:
            continue
        match = comparison.compare(fits[0], number, comparison.lines[fits[0]].body)
        if match and (not counted or match.similarity >= ASKED_HERE):
            used.add(match.line)
            found.append(match)
    return found


def _fits(comparison: Comparison, index: int, number: int, before: int, after: int) -> bool:
    """Return True if a line that asks, between two offsets (-1: no bound), can be a target.

    It has the target's number, or the target has no printed number.
    """
    line, text = comparison.lines[index], comparison.text
    if (
        line.start < before
        or (0 <= after < line.end)
        or line.kind not in {"item", "question", "text"}
    ):
        return False
    one = comparison.targets[number]
    if one.counted:
        asking = text[line.end - 1] == "?" or behind_formula(text, line.body, line.end) > line.body
        return asking and comparison.numbers[index][0] in {None, one.party}
    return (
        line.kind != "text" and comparison.bears(index, number) and asks(text[line.body : line.end])
    )


def _missing(
    comparison: Comparison, where: Mapping[int, Match]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the unmatched questions, each with the offsets between which it must be.

    These are the end of the matched question before it and the start of the next, -1 if unknown.
    """
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
