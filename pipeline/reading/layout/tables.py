"""Tables: rows with cells next to each other in columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.reading.layout.columns import Column
from pipeline.reading.lines import Line, Row
from pipeline.reading.markers import list_marker

_NEAR = 2.6  # line spacings: rows of one table are not further apart
_ALIGNED = 3.0  # points: cells of one column begin within this
_LONGEST = 60  # characters: longer "cells" of a text file are lines that something set apart
_WIDE_GAP = re.compile(r" {3,}")
"""The space between the cells of a table in a text file; a tab is converted to the same space."""


@dataclass(slots=True)
class TableRow:
    """One row of a table: the lines of each cell, by column."""

    page: int
    cells: dict[int, list[Line]] = field(default_factory=dict)

    def add(self, row: Row, starts: Sequence[float]) -> None:
        """Add the lines of a row to the cells in whose columns they begin."""
        for column, line in zip(_columns(row, starts), row.lines, strict=True):
            self.cells.setdefault(column, []).append(line)


def with_cells(line: Line) -> Row:
    """Return a line as a row, split into cells at wide gaps: "Haven   Boten"."""
    if "   " not in line.text:
        return Row(line.page, [line])
    gaps = [match.span() for match in _WIDE_GAP.finditer(line.text)]
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(line.text)]
    cells = [line.part(*span) for span in zip(starts, ends, strict=True)]
    listed = bool(cells) and list_marker(f"{cells[0].text} x") == cells[0].text
    if len(cells) < 2 or listed or any(len(cell.text) > _LONGEST for cell in cells):  # noqa: PLR2004
        return Row(line.page, [line])
    return Row(line.page, cells, line)


def find_tables(rows: Sequence[Row], column: Column | None) -> list[Line | TableRow]:
    """Return the lines and table rows of a page; a single row with a wide gap is a line."""
    result: list[Line | TableRow] = []
    open_row: TableRow | None = None
    starts: list[float] = []
    for index, row in enumerate(rows):
        goes_on = open_row is not None and _near(row, rows[index - 1], column)
        if _in_table(rows, index, column, starts if goes_on else []):
            if open_row is None:
                starts = _starts(rows, index, column)
            if open_row is None or _columns(row, starts)[0] == 0:
                open_row = TableRow(row.page)
                result.append(open_row)
            open_row.add(row, starts)
        elif open_row and goes_on and _continues(row, starts):
            open_row.add(row, starts)
        else:
            open_row = None
            result.append(row.line())
    return result


def _in_table(
    rows: Sequence[Row], index: int, column: Column | None, starts: Sequence[float]
) -> bool:
    """Return True if a row of several cells fits the open table or an adjacent row."""
    row = rows[index]
    if len(row.lines) == 1:
        return False
    if starts and all(
        any(abs(_x0(line) - start) < _ALIGNED for start in starts) for line in row.lines
    ):
        return True
    beside = (
        rows[number]
        for number in (index - 1, index + 1)
        if 0 <= number < len(rows) and len(rows[number].lines) > 1
    )
    return any(
        _near(row, neighbour, column) and _aligned(row, neighbour, column) for neighbour in beside
    )


def _x0(line: Line) -> float:
    return line.place.x0 if line.place else 0.0


def _near(row: Row, other: Row, column: Column | None) -> bool:
    """Return True if two rows are close enough for one table."""
    return column is None or abs(row.y - other.y) < _NEAR * column.spacing


def _aligned(row: Row, other: Row, column: Column | None) -> bool:
    """Return True if two rows share a column after the first, or have equally many cells."""
    if column is None:
        return len(row.lines) == len(other.lines)
    return any(
        abs(a.x0 - b.x0) < _ALIGNED or abs(a.x1 - b.x1) < _ALIGNED
        for a in (line.place for line in row.lines[1:])
        for b in (line.place for line in other.lines[1:])
        if a and b
    )


def _starts(rows: Sequence[Row], index: int, column: Column | None) -> list[float]:
    """Return the left edges of the columns of the table that begins at ``index``."""
    if column is None:
        return []
    starts: list[float] = []
    for number in range(index, len(rows)):
        if number > index and not _near(rows[number], rows[number - 1], column):
            break
        for line in rows[number].lines if len(rows[number].lines) > 1 else ():
            if all(abs(_x0(line) - start) >= _ALIGNED for start in starts):
                starts.append(_x0(line))
    return sorted(starts)


def _columns(row: Row, starts: Sequence[float]) -> list[int]:
    """Return the number of the column in which each line of a row begins."""
    if not starts:
        return list(range(len(row.lines)))
    return [
        max(
            (number for number, start in enumerate(starts) if start <= _x0(line) + _ALIGNED),
            default=0,
        )
        for line in row.lines
    ]


def _continues(row: Row, starts: Sequence[float]) -> bool:
    """Return True if a row of one line is below a cell after the first column."""
    return len(starts) > 1 and _x0(row.lines[0]) > starts[1] - _ALIGNED
