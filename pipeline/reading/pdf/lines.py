"""Runs of a PDF page to the lines that a reader sees, with raised numbers taken out as footnote
marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.reading.characters import one_line
from pipeline.reading.document import EmphasisKind
from pipeline.reading.lines import Line
from pipeline.reading.markers import list_marker
from pipeline.reading.pdf.runs import Page, Run

_SAME_BASELINE = (
    0.55  # of the size: a raised mark stands less above its line, the next line more below
)
_WORD_GAP = 0.14  # of the size: wider than this between two runs is a space
_CELL_GAP = 2.0  # of the size: wider than this no line of text is spaced
_RAISED = 0.82  # of the line's size: raised marks are set smaller
_LIFT = 0.12  # of the line's size: and stand higher
_MARK = re.compile(r"\[?(\d{1,3}(?:\s?[,;]\s?\d{1,3})*|\*{1,3})\]?[,;]?")
_UNIT = re.compile(
    r"(?:^|\W|\d)(?:[kcdm]?m|k?W|CO|NO|SO|PM|H)$"
)  # m², CO₂: a raised or lowered figure, no mark


@dataclass(slots=True)
class Cell:
    """Words that stand together on one line: a line of text, or one cell of a table's row.

    ``number`` is a raised number that the line begins with, as the first line of a footnote does.
    """

    line: Line
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    number: str = ""

    @property
    def text(self) -> str:
        """The words."""
        return self.line.text


@dataclass(slots=True)
class Row:
    """All cells on one baseline of a page, from left to right."""

    page: int
    y: float
    cells: list[Cell] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words on the line."""
        return (
            self.cells[0].text
            if len(self.cells) == 1
            else " ".join(cell.text for cell in self.cells)
        )

    @property
    def size(self) -> float:
        """The size of the row's longest cell."""
        return max(self.cells, key=lambda cell: len(cell.text)).size

    def as_line(self) -> Cell:
        """The first cell with the words of all others behind its own: the row, where it is no row
        of a table.
        """
        first, *others = self.cells
        for cell in others:
            first.line.append(cell.line)
            first.x1 = cell.x1
            first.bold, first.italic = first.bold and cell.bold, first.italic and cell.italic
        return first


def rows(page: Page) -> list[Row]:
    """The rows of a page in the order of the file."""
    result = []
    for runs in _baselines(page.runs):
        cells = [cell for part in _parts(runs) if (cell := _cell(part, page.number)).text]
        if cells:
            result.append(Row(page.number, cells[0].y, _with_markers(cells)))
    return result


def body_size(all_rows: Iterable[Row]) -> float:
    """The size that most characters of the document are set in."""
    exact: Counter[float] = Counter()
    for row in all_rows:
        for cell in row.cells:
            exact[cell.size] += len(cell.text)
    sizes: Counter[float] = Counter()
    for size, characters in exact.items():
        sizes[round(size * 4) / 4] += characters
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _baselines(runs: Sequence[Run]) -> Iterable[list[Run]]:
    """Runs that follow each other on one baseline; a raised mark belongs to the line it stands
    on.
    """
    current: list[Run] = []
    base = None
    for run in runs:
        if base is not None:
            size = max(base.size, run.size)
            if abs(run.y - base.y) > _SAME_BASELINE * size or run.x0 < current[-1].x1 - 0.8 * size:
                yield current
                current, base = [], None
        current.append(run)
        if base is None or (run.size, len(run.text)) > (base.size + 0.05, len(base.text)):
            base = run
    if current:
        yield current


def _parts(runs: Sequence[Run]) -> Iterable[list[Run]]:
    """The runs of one baseline, split where the gap between two is no word space."""
    if len(runs) == 1:
        yield list(runs)
        return
    part = [runs[0]]
    for run in runs[1:]:
        if run.x0 - part[-1].x1 > _CELL_GAP * max(run.size, part[-1].size):
            yield part
            part = []
        part.append(run)
    yield part


def _cell(runs: Sequence[Run], page: int) -> Cell:
    """One cell: its text, the marks and emphasis in it."""
    if len(runs) == 1:
        run = runs[0]
        line = Line(one_line(run.text), page)
        line.emphases = _emphases(run, 0, len(line.text))
        return Cell(line, run.x0, run.x1, run.y, run.size, run.bold, run.italic)
    base = max(runs, key=lambda run: (len(run.text) * (run.size**2), run.size))
    line = Line("", page)
    pieces: list[str] = []
    length = 0
    end, number = runs[0].x0, ""
    for run in runs:
        text = one_line(run.text)
        if not text:
            continue
        space = bool(pieces) and (run.gap or run.x0 - end > _WORD_GAP * base.size)
        end = run.x1
        raised = run.size < _RAISED * base.size and run.y > base.y + _LIFT * base.size
        match = _MARK.fullmatch(text) if raised else None
        if match and not length and not number and len(runs) > 1:
            number = match[1]
            continue
        if match and not (len(text) == 1 and _UNIT.search("".join(pieces))):
            line.marks += [(length, label, None) for label in re.findall(r"\d+|\*+", match[1])]
            continue
        if space and pieces and not pieces[-1].endswith(" "):
            pieces.append(" ")
            length += 1
        line.emphases += _emphases(run, length, length + len(text))
        pieces.append(text)
        length += len(text)
    line.text = "".join(pieces)
    words = [run for run in runs if run.size >= _RAISED * base.size]
    bold, italic = all(run.bold for run in words), all(run.italic for run in words)
    return Cell(line, runs[0].x0, end, base.y, base.size, bold, italic, number)


def _emphases(run: Run, start: int, end: int) -> list[tuple[EmphasisKind, int, int]]:
    """The bold and the italic type of a run that stands at ``line.text[start:end]``."""
    found: list[tuple[EmphasisKind, int, int]] = []
    if run.bold:
        found.append(("bold", start, end))
    if run.italic:
        found.append(("italic", start, end))
    return found


def _with_markers(cells: list[Cell]) -> list[Cell]:
    """A list marker and the words behind its tab are one cell."""
    if len(cells) > 1:
        first, second = cells[0], cells[1]
        marker = list_marker(f"{first.text} x")
        if marker == first.text and second.x0 - first.x1 < 6 * first.size:
            shift = len(first.text) + 1
            second.line.text = f"{first.text} {second.text}"
            second.line.emphases = [
                (kind, a + shift, b + shift) for kind, a, b in second.line.emphases
            ]
            second.line.marks = [(at + shift, label, note) for at, label, note in second.line.marks]
            second.line.indent = round(second.x0 - first.x0)
            second.x0 = first.x0
            return [second, *cells[2:]]
    return cells
