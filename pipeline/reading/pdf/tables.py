"""Rows of a PDF page that stand side by side in columns: tables, and text set in two columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.reading.pdf.layout import Column
from pipeline.reading.pdf.lines import Cell, Row

_NEAR = 2.6  # line distances: rows of one table are not further apart
_ALIGNED = 3.0  # points: cells of one column begin within this
_COLUMN_ROWS = 10  # rows: fewer beside the column are notes in the margin
_COLUMN_SHARE = 0.3  # of a page's lines stand beside the column where text is set in two
_OTHER_SIZE = 0.1  # of the size: what is set smaller beside the column are notes in the margin
_COLUMN_WORDS = 25  # characters: a cell of a table is shorter on average than a line of a column


@dataclass(slots=True)
class TableRow:
    """One row of a table: the lines of each cell, by column."""

    page: int
    columns: dict[int, list[Cell]] = field(default_factory=dict)


Item = Cell | TableRow


def unfold(page_rows: Sequence[Row], column: Column) -> list[Row]:
    """The rows of a page that is set in two columns, first those of the left one; any other page as
    it is.

    Most of the text stands in ``column``; what stands beside it is the other column where it is as
    much and as long. Its lines are moved over, so that they are measured as those of the first.
    """
    cells = [cell for row in page_rows for cell in row.cells]
    outside = [
        cell
        for cell in cells
        if column.outside(cell) and abs(cell.size - column.size) < _OTHER_SIZE * column.size
    ]
    long = sum(len(cell.text) for cell in outside) > _COLUMN_WORDS * len(outside)
    if len(outside) < _COLUMN_ROWS or len(outside) < _COLUMN_SHARE * len(cells) or not long:
        return list(page_rows)
    shift = Counter(round(cell.x0) for cell in outside).most_common(1)[0][0] - column.left
    parts: list[list[Row]] = [[], []]
    for row in page_rows:
        for cell in row.cells:
            other = column.outside(cell)
            if other:
                cell.x0, cell.x1 = cell.x0 - shift, cell.x1 - shift
            parts[other == (shift > 0)].append(Row(row.page, row.y, [cell]))
    return [*parts[0], *parts[1]]


def items(page_rows: Sequence[Row], column: Column) -> list[Item]:
    """The lines and table rows of a page, in order. A single row with a wide gap in it is a
    line.
    """
    result: list[Item] = []
    open_row: TableRow | None = None
    starts: list[float] = []
    for index, row in enumerate(page_rows):
        goes_on = open_row is not None and _near(row, page_rows[index - 1], column)
        beside = [
            other
            for other in (index - 1, index + 1)
            if 0 <= other < len(page_rows) and len(page_rows[other].cells) > 1
        ]
        table = len(row.cells) > 1 and (
            (goes_on and _fits(row, starts))
            or any(
                _near(row, page_rows[other], column) and _share(row, page_rows[other])
                for other in beside
            )
        )
        if table:
            if open_row is None:
                starts = _starts(page_rows, index, column)
            places = [_place(cell.x0, starts) for cell in row.cells]
            if open_row is None or 0 in places:
                open_row = TableRow(row.page)
                result.append(open_row)
            for place, cell in zip(places, row.cells, strict=True):
                open_row.columns.setdefault(place, []).append(cell)
        elif open_row is not None and goes_on and row.cells[0].x0 > starts[1] - _ALIGNED:
            open_row.columns.setdefault(_place(row.cells[0].x0, starts), []).append(row.cells[0])
        else:
            open_row = None
            result.append(row.as_line())
    return result


def _fits(row: Row, starts: Sequence[float]) -> bool:
    """Whether every cell of a row begins where a column of the open table begins."""
    return all(any(abs(cell.x0 - start) < _ALIGNED for start in starts) for cell in row.cells)


def _near(row: Row, other: Row, column: Column) -> bool:
    return abs(row.y - other.y) < _NEAR * column.pitch


def _share(row: Row, other: Row) -> bool:
    """Whether two rows have a column in common beside the first."""
    return any(
        abs(cell.x0 - there.x0) < _ALIGNED or abs(cell.x1 - there.x1) < _ALIGNED
        for cell in row.cells[1:]
        for there in other.cells[1:]
    )


def _starts(page_rows: Sequence[Row], index: int, column: Column) -> list[float]:
    """Where the columns of the table that begins at ``index`` begin."""
    found: list[float] = []
    for number in range(index, len(page_rows)):
        row = page_rows[number]
        if number > index and (not _near(row, page_rows[number - 1], column)):
            break
        for cell in row.cells if len(row.cells) > 1 else ():
            if all(abs(cell.x0 - start) >= _ALIGNED for start in found):
                found.append(cell.x0)
    return sorted(found)


def _place(x0: float, starts: Sequence[float]) -> int:
    """The number of the column that begins at or before ``x0``."""
    return max((number for number, start in enumerate(starts) if start <= x0 + _ALIGNED), default=0)
