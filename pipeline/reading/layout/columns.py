"""The text column of a paper, and the lines next to it.

Official papers have their text in a narrow column with a margin on the left for numbers; letters of
ministries have a margin on the right for references.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.reading.lines import Line, Place, Row

LEADING = 1.2
"""Default line spacing, as a multiple of the size."""
_SAME_SIZE = 0.1  # of the size: lines that differ less are set alike
_INDENTS = 8  # sizes: lines set in further do not show where the column ends
_FULL = 97  # per cent of the lines end before the right edge of the column
_PARAGRAPHS = 2.2  # sizes: lines of one paragraph are no further apart


@dataclass(frozen=True, slots=True)
class Column:
    """The text column in points: its edges, the size of its letters, its line spacing."""

    left: float
    right: float
    size: float
    spacing: float

    def outside(self, line: Line) -> bool:
        """Return True if a line is in the margin next to the column."""
        place = line.place
        return place is not None and (
            place.x1 < self.left - self.size / 2 or place.x0 > self.right + self.size / 2
        )


def body_size(rows: Iterable[Row]) -> float:
    """Return the size of most characters of the document, 0 if places are unknown."""
    exact: Counter[float] = Counter()
    for row in rows:
        for line in row.lines:
            if line.place:
                exact[line.place.size] += len(line.text)
    sizes: Counter[float] = Counter()
    for size, characters in exact.items():
        sizes[round(size * 4) / 4] += characters
    return sizes.most_common(1)[0][0] if sizes else 0.0


def text_column(rows: Iterable[Row], size: float) -> Column | None:
    """Return the column that holds most of the text, None if places are unknown."""
    if not size:
        return None
    lines = [
        (line, line.place)
        for row in rows
        for line in row.lines
        if line.place and abs(line.place.size - size) < _SAME_SIZE * size
    ]
    if not lines:
        return Column(0, 0, size, LEADING * size)
    lefts: Counter[int] = Counter()
    for line, place in lines:
        lefts[round(place.x0)] += len(line.text)
    left = lefts.most_common(1)[0][0]
    inside = sorted(p.x1 for _, p in lines if left - size < p.x0 < left + _INDENTS * size)
    right = inside[min(len(inside) - 1, len(inside) * _FULL // 100)]
    return Column(left, right, size, _spacing(lines, size))


def _spacing(lines: Iterable[tuple[Line, Place]], size: float) -> float:
    """Return the line spacing within paragraphs.

    It is measured at lines that begin with a small letter. Why: raised marks increase the distance
    between lines and never reduce it, so one of the smaller distances is right.
    """
    least, most = 0.9 * size, _PARAGRAPHS * size
    pairs = [
        (distance, line.text)
        for (_, above), (line, below) in pairwise(lines)
        if least < (distance := above.y - below.y) < most
    ]
    running_on = sorted(distance for distance, text in pairs if text[:1].islower())
    if running_on:
        return running_on[len(running_on) // 4]
    usual = Counter(round(distance, 1) for distance, _ in pairs).most_common(1)
    return usual[0][0] if usual else LEADING * size


def without_margins(page_rows: Sequence[Row], column: Column) -> tuple[list[Row], list[Line]]:
    """Return the rows without the lines in the margin, and those lines."""
    beside: list[Line] = []
    kept: list[Row] = []
    outer = [any(map(column.outside, row.lines)) for row in page_rows]
    if not any(outer):
        return list(page_rows), beside
    for index, row in enumerate(page_rows):
        if outer[index] and not _in_table(index, page_rows, outer, column):
            beside += [line for line in row.lines if column.outside(line)]
            row.lines = [line for line in row.lines if not column.outside(line)]
        if row.lines:
            kept.append(row)
    return kept, beside


def _in_table(index: int, rows: Sequence[Row], outer: Sequence[bool], column: Column) -> bool:
    """Return True if a row of several lines beyond the column has another such row next to it."""
    row = rows[index]
    if len(row.lines) == 1:
        return False
    return any(
        outer[neighbour]
        and len(rows[neighbour].lines) > 1
        and abs(rows[neighbour].y - row.y) < 2 * column.spacing
        for neighbour in (index - 1, index + 1)
        if 0 <= neighbour < len(rows)
    )
