"""Where things stand on the pages of a PDF: the column of the text, and what stands outside it.

Two layouts are common. The official one has its text in a narrow column with a margin on the left
for numbers; the letters of ministries have a margin on the right for references. Running heads and
feet stand apart at the edges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.reading.furniture import is_bare_number, is_furniture, is_page_number
from pipeline.reading.pdf.lines import Cell, Row, body_size, rows
from pipeline.reading.pdf.running_heads import EDGE, LEADING, running_heads
from pipeline.reading.pdf.runs import Page

_NUMERAL = 2.5  # times the text's size: the figure that stands for the chamber on a first page


@dataclass(frozen=True, slots=True)
class Column:
    """The column that the text is set in, in points: its edges, the size of its letters, the
    distance of its lines.
    """

    left: float
    right: float
    size: float
    pitch: float

    def outside(self, cell: Cell) -> bool:
        """Whether a cell stands in the margin beside the column."""
        return cell.x1 < self.left - self.size / 2 or cell.x0 > self.right + self.size / 2


def layout(pages: Sequence[Page]) -> tuple[Column, list[list[Row]], list[str]]:
    """The text column, the rows of each page without running heads and feet, and the words of
    those.
    """
    placed = [rows(page) for page in pages]
    size = body_size(row for page_rows in placed for row in page_rows)
    heads = running_heads(pages, placed, size)
    furniture: list[str] = []
    kept = [
        [row for row in page_rows if _keep(row, page, size, heads, furniture)]
        for page, page_rows in zip(pages, placed, strict=True)
    ]
    _take_numbers(pages, kept)
    return _column([row for page_rows in kept for row in page_rows], size), kept, furniture


def _keep(row: Row, page: Page, size: float, heads: set[int], furniture: list[str]) -> bool:
    """Whether anything is left of a row without running heads, feet and imprints, which are put
    aside.
    """
    words = row.text
    if is_furniture(words):
        furniture.append(words)
        return False
    edge = not EDGE * page.height < row.y < (1 - EDGE) * page.height
    if edge and (is_page_number(words) or id(row) in heads):
        return False
    if edge or len(row.cells) > 1:
        furniture += [cell.text for cell in row.cells if is_furniture(cell.text)]
        row.cells = [
            cell
            for cell in row.cells
            if not is_furniture(cell.text)
            and not (edge and is_page_number(cell.text))
            and not (is_bare_number(cell.text) and cell.size > _NUMERAL * size)
        ]
    return bool(row.cells)


def _take_numbers(pages: Sequence[Page], kept: Sequence[list[Row]]) -> None:
    """Take the page numbers off, which stand alone as the first or last thing on a page and count
    with the pages.
    """
    found = [
        (page_rows, row, int(row.text) - page.number)
        for page, page_rows in zip(pages, kept, strict=True)
        for row in _ends(page_rows)
        if is_bare_number(row.text) and not EDGE * page.height < row.y < (1 - EDGE) * page.height
    ]
    steps = Counter(step for _, _, step in found)
    for page_rows, row, step in found:
        if step == 0 or steps[step] > 1:
            page_rows.remove(row)


def _ends(page_rows: Sequence[Row]) -> list[Row]:
    """The highest and the lowest row of a page."""
    if not page_rows:
        return []
    highest, lowest = max(page_rows, key=_height), min(page_rows, key=_height)
    return [highest] if highest is lowest else [highest, lowest]


def _height(row: Row) -> float:
    return row.y


def _column(all_rows: Sequence[Row], size: float) -> Column:
    """The column that most of the text stands in."""
    cells = [cell for row in all_rows for cell in row.cells if abs(cell.size - size) < 0.1 * size]
    if not cells:
        return Column(0, 0, size or 10, LEADING * (size or 10))
    lefts: Counter[int] = Counter()
    for cell in cells:
        lefts[round(cell.x0)] += len(cell.text)
    left = lefts.most_common(1)[0][0]
    inside = sorted(cell.x1 for cell in cells if left - size < cell.x0 < left + 8 * size)
    right = inside[min(len(inside) - 1, len(inside) * 97 // 100)]
    return Column(left, right, size, _pitch(cells, size))


def _pitch(cells: Iterable[Cell], size: float) -> float:
    """The distance between the lines of one paragraph: those of which the lower begins with a small
    letter.

    Raised marks push lines apart, never together, so one of the smaller distances is meant.
    """
    pairs = [
        (above.y - below.y, below.text)
        for above, below in pairwise(cells)
        if 0.9 * size < above.y - below.y < 2.2 * size
    ]
    running_on = sorted(distance for distance, text in pairs if text[:1].islower())
    if running_on:
        return running_on[len(running_on) // 4]
    usual = Counter(round(distance, 1) for distance, _ in pairs).most_common(1)
    return usual[0][0] if usual else LEADING * size
