"""Where things stand on the pages of a PDF: the column of the text, and what stands outside it.

Two layouts are common. The official one has its text in a narrow column with a margin on the left for numbers; the
letters of ministries have a margin on the right for references. Running heads and feet stand apart at the edges.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from pipeline.reading.furniture import is_bare_number, is_furniture, is_page_number
from pipeline.reading.markers import is_heading
from pipeline.reading.pdf.lines import Cell, Row, body_size, rows
from pipeline.reading.pdf.runs import Page

_EDGE = 0.15  # of the page's height: where running heads and feet stand
_APART = 1.6  # line distances between a running head or foot and the text
_NUMERAL = 2.5  # times the text's size: the figure that stands for the chamber on a first page
_SMALL = 0.93  # of the text's size: small letters
_ADDRESS = re.compile(r"Aan (?:de|het) |[A-Z’'][\w’' -]{2,30}, \d{1,2} [a-z]+ \d{4}$")  # of letters, each on a page of its own
_DIGITS = re.compile(r"\d+")
_LEADING = 1.2  # the distance of two lines, in sizes, where the document does not show it


@dataclass(frozen=True, slots=True)
class Column:
    """The column that the text is set in, in points: its edges, the size of its letters, the distance of its lines."""

    left: float
    right: float
    size: float
    pitch: float

    def outside(self, cell: Cell) -> bool:
        """Whether a cell stands in the margin beside the column."""
        return cell.x1 < self.left - self.size / 2 or cell.x0 > self.right + self.size / 2


def layout(pages: Sequence[Page]) -> tuple[Column, list[list[Row]], list[str]]:
    """The text column, the rows of each page without running heads and feet, and the words of those."""
    placed = [rows(page) for page in pages]
    size = body_size(row for page_rows in placed for row in page_rows)
    heads = _running_heads(pages, placed, size)
    furniture: list[str] = []
    kept = [
        [row for row in page_rows if _keep(row, page, size, heads, furniture)]
        for page, page_rows in zip(pages, placed, strict=True)
    ]
    _take_numbers(pages, kept)
    return _column([row for page_rows in kept for row in page_rows], size), kept, furniture


def _keep(row: Row, page: Page, size: float, heads: set[int], furniture: list[str]) -> bool:
    """Whether anything is left of a row without running heads, feet and imprints, which are put aside."""
    words = row.text
    if is_furniture(words):
        furniture.append(words)
        return False
    edge = not _EDGE * page.height < row.y < (1 - _EDGE) * page.height
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
    """Take the page numbers off, which stand alone as the first or last thing on a page and count with the pages."""
    found = [
        (page_rows, row, int(row.text) - page.number)
        for page, page_rows in zip(pages, kept, strict=True)
        for row in _ends(page_rows)
        if is_bare_number(row.text) and not _EDGE * page.height < row.y < (1 - _EDGE) * page.height
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


def _running_heads(pages: Sequence[Page], placed: Sequence[Sequence[Row]], size: float) -> set[int]:
    """The rows, by identity, that stand apart from the text near the edge of pages and are no part of it.

    They say the same on several pages; or they stand in small letters above the text of a page after the first.
    """
    alike: dict[str, list[Row]] = defaultdict(list)
    heads: set[int] = set()
    for page, page_rows in zip(pages, placed, strict=True):
        heads.update(map(id, _small_heads(page, page_rows, size)))
        upwards = sorted(page_rows, key=_height)
        for row in page_rows:
            if _EDGE * page.height < row.y < (1 - _EDGE) * page.height or is_heading(row.text) or _ADDRESS.match(row.text):
                continue
            place = next(index for index, other in enumerate(upwards) if other.y == row.y)
            top = row.y > page.height / 2
            neighbours = upwards[max(0, place - 1) : place] if top else upwards[place + 1 : place + 2]
            if all(_is_apart(row, other) for other in neighbours):
                alike[f"{round(row.y)} {_DIGITS.sub('#', row.text)}"].append(row)
    for rows_alike in alike.values():
        count = len({row.page for row in rows_alike})
        if count > 1 and 2 * count >= len(pages) - 1:
            heads.update(map(id, rows_alike))
    return heads


def _small_heads(page: Page, page_rows: Sequence[Row], size: float) -> list[Row]:
    """The lines in small letters at the top of a page after the first, where they stand apart from the text below them."""
    if page.number == 1:
        return []
    downwards = sorted(page_rows, key=_height, reverse=True)
    edge = (1 - _EDGE) * page.height
    small = list(takewhile(lambda row: row.y >= edge and row.size < _SMALL * size, downwards))
    gaps = [index for index, (row, below) in enumerate(zip(small, downwards[1:], strict=False), start=1) if _is_apart(row, below)]
    stack = small[: gaps[-1]] if gaps else []
    if any(row.cells[0].number or row.text[:1].isdigit() for row in stack):
        return []  # notes can end on a page of their own
    return [row for row in stack if not is_heading(row.text) and not _ADDRESS.match(row.text)]


def _is_apart(row: Row, other: Row) -> bool:
    """Whether more than the distance of two lines is between two rows."""
    return abs(row.y - other.y) > _APART * _LEADING * row.size


def _column(all_rows: Sequence[Row], size: float) -> Column:
    """The column that most of the text stands in."""
    cells = [cell for row in all_rows for cell in row.cells if abs(cell.size - size) < 0.1 * size]
    if not cells:
        return Column(0, 0, size or 10, _LEADING * (size or 10))
    lefts: Counter[int] = Counter()
    for cell in cells:
        lefts[round(cell.x0)] += len(cell.text)
    left = lefts.most_common(1)[0][0]
    inside = sorted(cell.x1 for cell in cells if left - size < cell.x0 < left + 8 * size)
    right = inside[min(len(inside) - 1, len(inside) * 97 // 100)]
    return Column(left, right, size, _pitch(cells, size))


def _pitch(cells: Iterable[Cell], size: float) -> float:
    """The distance between the lines of one paragraph: those of which the lower begins with a small letter.

    Raised marks push lines apart, never together, so one of the smaller distances is meant.
    """
    pairs = [(above.y - below.y, below.text) for above, below in pairwise(cells) if 0.9 * size < above.y - below.y < 2.2 * size]
    running_on = sorted(distance for distance, text in pairs if text[:1].islower())
    if running_on:
        return running_on[len(running_on) // 4]
    usual = Counter(round(distance, 1) for distance, _ in pairs).most_common(1)
    return usual[0][0] if usual else _LEADING * size
