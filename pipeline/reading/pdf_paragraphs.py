"""Lines of a PDF to paragraphs, list items and headings, by where they stand and how they are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.markers import is_bullet, is_capitals, is_heading, is_name, is_office, list_marker
from pipeline.reading.pdf_layout import Column
from pipeline.reading.pdf_lines import Cell

_ENDS_SENTENCE = frozenset('.?!:;”»"…')
_WIDER = 1.28  # line distances: more than this between two lines is white space
_OTHER_SIZE = 0.08  # of the size
_SHORT = 0.2  # of the column: a line without a full stop that leaves more than this free ended there on purpose
_INDENT = 0.8  # sizes: less is no indent


@dataclass(slots=True)
class Stretch:
    """The lines of one paragraph, in order."""

    cells: list[Cell]

    @property
    def last(self) -> Cell:
        """The line before whatever comes next."""
        return self.cells[-1]

    @property
    def hanging(self) -> float:
        """Where the lines after the first of a list item begin, in points, when they stand under its words."""
        return self.cells[0].x0 + self.cells[0].line.indent


def group(cells: Sequence[Cell], column: Column) -> list[Stretch]:
    """The paragraphs that the lines of a document make."""
    result: list[Stretch] = []
    for cell in cells:
        if result and not _begins(result[-1], cell, column):
            result[-1].cells.append(cell)
        else:
            result.append(Stretch([cell]))
    return result


def _begins(stretch: Stretch, cell: Cell, column: Column) -> bool:
    """Whether a paragraph begins at ``cell``."""
    above = stretch.last
    ended = above.text[-1] in _ENDS_SENTENCE
    if _set_otherwise(stretch, cell, ended=ended):
        return True
    same_page = above.line.page == cell.line.page
    distance = above.y - cell.y
    if same_page and distance > _WIDER * max(column.pitch, column.pitch * cell.size / column.size):
        return True
    short = _short(above, cell, column)
    if is_capitals(above.text) and cell.text.isupper() and same_page:
        return False
    if (
        is_heading(cell.text)
        or (is_heading(above.text) and short and not cell.text[0].islower())
        or (ended and is_office(cell.text))
    ):
        return True
    if marker := list_marker(cell.text):
        first = stretch.cells[0]
        sibling = list_marker(first.text)[:1] == marker[0] and abs(first.x0 - cell.x0) < 1
        if sibling or ended or is_bullet(cell.text):
            return True
        if (short or above.text[-1] == ",") and (cell.text[0] not in "-–—" or cell.line.indent):
            return True
    if not same_page or distance < 0:
        return ended or is_office(cell.text)
    if ended and cell.x0 > above.x0 + _INDENT * cell.size and abs(cell.x0 - stretch.hanging) > _INDENT * cell.size:
        return True
    if ended and len(stretch.cells) > 1 and cell.x0 < above.x0 - _INDENT * cell.size:
        return True
    if not ended:
        short = short and _opening(cell.text).isupper() and above.x1 < column.right - _SHORT * (column.right - column.left)
    return short


def _set_otherwise(stretch: Stretch, cell: Cell, *, ended: bool) -> bool:
    """Whether a line is set in another size or weight than the lines above it."""
    above = stretch.last
    if abs(above.size - cell.size) > _OTHER_SIZE * above.size:
        return True
    if above.bold != cell.bold:
        whole = all(other.bold for other in stretch.cells)
        return (whole and not any(kind == "bold" for kind, first, _ in cell.line.emphases if first == 0)) or (cell.bold and ended)
    return above.italic and not cell.italic and ended and not any(first == 0 for _, first, _ in cell.line.emphases)


def _short(above: Cell, cell: Cell, column: Column) -> bool:
    """Whether the line above had room for the first word of this one."""
    if (is_name(above.text) and is_office(cell.text)) or (is_office(above.text) and is_name(cell.text)):
        return True
    word = cell.text.split(" ", 1)[0]
    width = (cell.x1 - cell.x0) / max(1, len(cell.text)) * (len(word) + 1)
    return above.x1 + width < column.right - 0.3 * cell.size


def _opening(text: str) -> str:
    return next((character for character in text if character.isalnum()), text[0])
