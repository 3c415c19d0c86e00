"""Document builder, to which the walkers of marked-up text (xml, html, docx) write.

The walker reports what begins and ends; the builder keeps the open block, table rows, emphasis and
notes, so that every walker treats them alike. Text outside any block opens a paragraph of its own,
so that nothing is lost.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.reading.characters import clean
from pipeline.reading.document import CELL, BlockKind, Document
from pipeline.reading.document_assembly import NoteDraft, Span, SpanKind, TextRun
from pipeline.reading.layout import compose
from pipeline.reading.lines import Line, Stated
from pipeline.reading.masthead import MASTHEAD, numbers_paper

_NOTE_NUMBER = re.compile(r"\[?(\d{1,3}|\*{1,3}|[a-z])[\]).:]?")
"""The printed number of a note: "3", "[3]", "3)", "*"."""


@dataclass(slots=True)
class _Block:
    """A block under construction."""

    run: TextRun
    stated: Stated


@dataclass(slots=True)
class _Row:
    """An open row of a table: the paragraphs of each cell."""

    stated: Stated
    cells: list[list[TextRun]] = field(default_factory=list)


class DocumentBuilder:
    """The blocks and notes of a document under construction."""

    def __init__(self) -> None:
        self._blocks: list[_Block] = []
        self._notes: list[tuple[str, NoteDraft]] = []
        self._keys: dict[str, int] = {}
        self._stated = Stated()
        self._label = ""
        self._open: TextRun | None = None
        self._note: TextRun | None = None
        self._rows: list[_Row] = []
        self._styles: list[tuple[SpanKind, str]] = []

    # Blocks

    def block(self, kind: BlockKind = "paragraph", role: str = "", level: int = 1) -> None:
        """Begin a block; inside a note or a table cell, only a paragraph of it."""
        if self._note is not None:
            self._note.space()
        elif self._rows:
            cells = self._rows[-1].cells
            if cells and (not cells[-1] or len(cells[-1][-1])):
                cells[-1].append(TextRun())
        else:
            self._open = None
            self._stated = Stated(kind, role, level)

    def label(self, text: str) -> None:
        """Set the list marker of the next block ("1.", "a)", "–")."""
        self._label = " ".join(clean(text).split())

    def words(self, text: str) -> None:
        """Add running text."""
        run = self._current()
        if run is None:
            if not text.strip():
                return
            run = self._run()
        start = run.add(clean(text))
        for kind, target in dict(self._styles).items():
            run.attach(Span(kind, start, len(run), target))

    def space(self) -> None:
        """Separate the next words from those before."""
        run = self._current()
        if run is not None:
            run.space()

    def begin(self, kind: SpanKind, target: str = "") -> None:
        """Make words bold, italic, underlined, raised, or linked to a target until ``end``."""
        self._styles.append((kind, target))

    def end(self) -> None:
        """End what began last."""
        self._styles.pop()

    # Notes

    def mark(self, label: str, key: str) -> None:
        """Add a footnote mark here; ``key`` names its note within the file."""
        if self._note is None:  # in a note it is the note's own number
            number = self._keys.setdefault(key, len(self._keys))
            run = self._run()
            run.attach(Span("mark", len(run), len(run), " ".join(label.split()), number))

    def open_note(self, key: str, label: str = "") -> None:
        """Write words to the note ``key`` until ``close_note``."""
        self._note = TextRun()
        self._notes.append((key, NoteDraft(" ".join(label.split()), self._note)))

    def note_label(self, text: str) -> None:
        """Set the number of the open note, unless it has one."""
        if self._notes and not self._notes[-1][1].label:
            number = _NOTE_NUMBER.fullmatch(text.strip())
            self._notes[-1][1].label = number[1] if number else text.strip()

    def close_note(self) -> None:
        """Return to the block that carries the mark."""
        self._note = None

    @property
    def in_note(self) -> bool:
        """True while a note is open."""
        return self._note is not None

    # Tables

    def open_row(self) -> None:
        """Begin a row of a table; within a cell it ends the outer row's words so far."""
        if self._rows:
            self._flush_row(self._rows[-1])
        self._open = None
        self._rows.append(_Row(self._stated))

    def cell(self) -> None:
        """Begin a cell of the open row."""
        if self._rows:
            self._rows[-1].cells.append([])

    def close_row(self) -> None:
        """End the row: one line, its cells side by side."""
        if self._rows:
            self._flush_row(self._rows.pop())
        self._open = None

    def _flush_row(self, row: _Row) -> None:
        """Write the words of a row so far: cells as one line, or the paragraphs of a single cell.

        Why: letters are laid out in tables; a single cell in a row does not make a table.
        """
        cells = [[run for run in cell if len(run)] for cell in row.cells]
        cells = [cell for cell in cells if cell]
        row.cells = [[]] if row.cells else []
        if len(cells) == 1:
            self._blocks += [_Block(run, row.stated) for run in cells[0]]
        elif cells:
            self._blocks.append(self._row_of(cells, row.stated.role))

    def _row_of(self, cells: list[list[TextRun]], role: str) -> _Block:
        """Return the cells of a row next to each other, or as a line of the paper's head."""
        texts = [" ".join(run.text for run in cell) for cell in cells]
        head = len(self._blocks) < MASTHEAD and numbers_paper(texts)
        line = TextRun()
        for cell in cells:
            if len(line):
                line.add(" " if head else CELL)
            for run in cell:
                line.space()
                line.absorb(run)
        return _Block(line, Stated("heading" if head else "table", role))

    # The end

    def drop(self, is_furniture: Callable[[str], bool]) -> None:
        """Remove the blocks written so far that are page furniture."""
        self._blocks = [block for block in self._blocks if not is_furniture(block.run.text)]

    def titled(self, role: str) -> str:
        """Return the first block with a role in the head of the paper, "" if it has none."""
        return next(
            (block.run.text for block in self._blocks[:MASTHEAD] if block.stated.role == role), ""
        )

    def document(self, media_type: str, metadata: Mapping[str, str]) -> Document:
        """Return everything written as one document."""
        notes = [draft for _, draft in self._notes]
        order: dict[str, int] = {}
        for index, (key, _) in enumerate(self._notes):
            order.setdefault(key, index)
        indexes = {number: order.get(key) for key, number in self._keys.items()}
        lines = [_line(block, indexes, notes) for block in self._blocks]
        for mark in (mark for line in lines for mark in line.marks):
            if mark.note is not None and not notes[mark.note].label:
                notes[mark.note].label = mark.value
        return compose(lines, notes, media_type, metadata)

    def _current(self) -> TextRun | None:
        """Return the run that receives words now, None if no block is open."""
        if self._note is not None:
            return self._note
        if self._rows and self._rows[-1].cells:
            cell = self._rows[-1].cells[-1]
            return cell[-1] if cell else None
        return self._open

    def _run(self) -> TextRun:
        """Return the run that receives words now, a new block's if none is open."""
        run = self._current()
        if run is not None:
            return run
        if self._rows:
            row = self._rows[-1]
            if not row.cells:
                row.cells.append([])
            row.cells[-1].append(TextRun(self._label))
            self._label = ""
            row.cells[-1][-1].space()
            return row.cells[-1][-1]
        stated = self._stated
        kind: BlockKind = "list_item" if self._label else stated.kind
        self._open = TextRun()
        self._blocks.append(
            _Block(self._open, Stated(kind, stated.role, stated.level, self._label))
        )
        if self._label:
            self._open.add(self._label + " ")
            self._label = ""
        return self._open


def _line(block: _Block, indexes: Mapping[int, int | None], notes: list[NoteDraft]) -> Line:
    """Return a block as a line, its marks with the index and label of their notes."""
    run = block.run
    line = Line(run.text, stated=block.stated)
    line.spans = tuple(
        _linked(span, indexes, notes) if span.kind == "mark" else span for span in run.spans
    )
    return line


def _linked(mark: Span, indexes: Mapping[int, int | None], notes: Sequence[NoteDraft]) -> Span:
    """Return a mark with the index of its note, and the label of the note if it has none."""
    note = None if mark.note is None else indexes[mark.note]
    named = mark.value or (notes[note].label if note is not None else "")
    return mark._replace(value=named, note=note)
