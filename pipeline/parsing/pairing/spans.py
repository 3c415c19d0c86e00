"""Unions of half-open spans of the text: overlap test, length of the intersection, difference."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Begin and end of a part of the text, half-open."""


class Spans:
    """Spans in the order of the text, with overlapping and touching ones merged."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Merge the spans."""
        self.merged: list[Span] = []
        for start, end in sorted(spans):
            if self.merged and start <= self.merged[-1][1]:
                self.merged[-1] = (self.merged[-1][0], max(self.merged[-1][1], end))
            else:
                self.merged.append((start, end))
        self._starts = [start for start, _ in self.merged]
        self._ends = [end for _, end in self.merged]

    def overlaps(self, start: int, end: int) -> bool:
        """Return True if a span has a character of ``text[start:end]``."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start

    def inside(self, start: int, end: int) -> int:
        """Return the number of characters of ``text[start:end]`` inside the spans."""
        return sum(min(stop, end) - max(begin, start) for begin, stop in self._within(start, end))

    def outside(self, start: int, end: int) -> Iterator[Span]:
        """Yield the parts of ``text[start:end]`` outside the spans, empty ones too."""
        for begin, stop in self._within(start, end):
            yield start, begin
            start = stop
        yield start, end

    def _within(self, start: int, end: int) -> list[Span]:
        """Return the spans that reach into ``text[start:end]``."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return self.merged[first:last]
