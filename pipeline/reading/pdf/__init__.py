"""PDF: the official typeset papers and the letters of ministries and of the Senate.

From the ground up: ``runs`` of characters in one style, as pdfium has them; ``lines`` that a reader
sees; the ``layout`` of the pages, with ``running_heads`` put aside; ``notes`` and ``tables``;
``paragraphs``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from pipeline.errors import UnreadableDocument
from pipeline.reading import signatures
from pipeline.reading.builder import BlockDraft, Flow, NoteDraft, assemble
from pipeline.reading.document import CELL, REFERENCE, BlockKind, Document
from pipeline.reading.hyphenation import Joiner
from pipeline.reading.lines import running
from pipeline.reading.markers import is_heading, is_lone_bullet, list_marker
from pipeline.reading.official import MASTHEAD, numbers_paper, stated_on_page
from pipeline.reading.pdf import paragraphs, runs
from pipeline.reading.pdf.layout import Column, layout
from pipeline.reading.pdf.lines import Cell, Row
from pipeline.reading.pdf.notes import NoteFinder, link
from pipeline.reading.pdf.paragraphs import Paragraph
from pipeline.reading.pdf.tables import TableRow, items, unfold

MEDIA_TYPE = "application/pdf"

_MARGIN = 0.25  # of the page's width: only the official typesetter leaves so much free on the left
_SMALL = 0.93  # of the text's size: what a ministry sets in the margin for reference
_SCAN = (
    "no text layer (pages: {count}): this is a scan; put it through text recognition (OCR) or "
    "give another format"
)


def read(content: bytes) -> Document:
    """The paper in a PDF. Raises ``UnreadableDocument`` where it is encrypted, broken or a scan
    without a text layer.
    """
    pages = runs.pages(content)
    column, placed, furniture = layout(pages)
    if not any(placed):
        raise UnreadableDocument(_SCAN.format(count=len(pages)))
    finder = NoteFinder(column)
    body: list[Cell | TableRow] = []
    margins: list[Cell] = []
    for page_rows in placed:
        text_rows, beside = _without_margins(unfold(finder.take(page_rows), column), column)
        body += items(text_rows, column)
        margins += beside
    lines = [cell.line for cell in _cells(body)]
    link([*lines, *(cell.line for cell in margins)], finder.notes)
    joiner = Joiner(
        [line.text for line in lines] + [line.text for note in finder.notes for line in note.lines],
        typeset=column.left > _MARGIN * pages[0].width,
    )
    references = [cell for cell in margins if cell.size < _SMALL * column.size]
    beside_text = [cell for cell in margins if cell.size >= _SMALL * column.size]
    first_page = [
        _reference(cell, joiner) for cell in references if cell.line.page == 1
    ]  # the pages behind it repeat them
    blocks = [*first_page, *_blocks(body, beside_text, column, joiner)]
    if not blocks:
        raise UnreadableDocument(_SCAN.format(count=len(pages)))
    signatures.sign(blocks)
    notes = [NoteDraft(note.label, running(note.lines, joiner)) for note in finder.notes]
    return assemble(blocks, notes, MEDIA_TYPE, stated_on_page(furniture))


def _without_margins(page_rows: list[Row], column: Column) -> tuple[list[Row], list[Cell]]:
    """The rows without the cells that stand in the margin alone, and those cells."""
    beside: list[Cell] = []
    kept: list[Row] = []
    outer = [any(column.outside(cell) for cell in row.cells) for row in page_rows]
    for index, row in enumerate(page_rows):
        if outer[index] and not _in_table(index, page_rows, outer, column):
            beside += [cell for cell in row.cells if column.outside(cell)]
            row.cells = [cell for cell in row.cells if not column.outside(cell)]
        if row.cells:
            kept.append(row)
    return kept, beside


def _in_table(index: int, page_rows: Sequence[Row], outer: Sequence[bool], column: Column) -> bool:
    """Whether a row of several cells that reach beside the column has another such row right above
    or below it.
    """
    row = page_rows[index]
    if len(row.cells) == 1:
        return False
    return any(
        outer[other]
        and len(page_rows[other].cells) > 1
        and abs(page_rows[other].y - row.y) < 2 * column.pitch
        for other in (index - 1, index + 1)
        if 0 <= other < len(page_rows)
    )


def _cells(body: Iterable[Cell | TableRow]) -> Iterator[Cell]:
    """Every line of the body, those in the cells of tables too."""
    for item in body:
        if isinstance(item, TableRow):
            for column in item.columns.values():
                yield from column
        else:
            yield item


def _blocks(
    body: list[Cell | TableRow], margins: list[Cell], column: Column, joiner: Joiner
) -> list[BlockDraft]:
    """All blocks in reading order; what stands in the margin comes before the paragraph beside
    it.
    """
    result: list[BlockDraft] = []
    waiting = deque(margins)
    for part in _parts(body):
        if isinstance(part, TableRow):
            result.append(_table_row(part, joiner, len(result)))
            continue
        for paragraph in paragraphs.group(part, column):
            first = paragraph.cells[0]
            if is_lone_bullet(first.text) and len(paragraph.cells) == 1:
                continue
            while waiting and (waiting[0].line.page, -waiting[0].y) <= (
                first.line.page,
                column.size - first.y,
            ):
                result.append(_block(Paragraph([waiting.popleft()]), column, joiner))
            result.append(_block(paragraph, column, joiner))
    return result + [_block(Paragraph([cell]), column, joiner) for cell in waiting]


def _parts(body: Iterable[Cell | TableRow]) -> Iterator[TableRow | list[Cell]]:
    """Each row of a table by itself, and the lines between two of them together."""
    lines: list[Cell] = []
    for item in body:
        if isinstance(item, TableRow):
            yield lines
            yield item
            lines = []
        else:
            lines.append(item)
    yield lines


def _block(paragraph: Paragraph, column: Column, joiner: Joiner) -> BlockDraft:
    """A paragraph as a heading, an item of a list or running text, by its words, its size and its
    weight.
    """
    first = paragraph.cells[0]
    flow = running([cell.line for cell in paragraph.cells], joiner)
    text = flow.text
    kind: BlockKind = "paragraph"
    label, level = list_marker(text), 1
    bold = all(cell.bold for cell in paragraph.cells)
    large = first.size > 1.1 * column.size
    if is_heading(text) or large or (bold and text[-1:] not in {".", "?", ";", ","}):
        kind, level = "heading", 1 if large else 2
    elif label:
        kind, level = "list_item", 1 + (first.x0 > column.left + 1.2 * column.size)
    return BlockDraft(kind, flow, label, level, page=first.line.page)


def _reference(cell: Cell, joiner: Joiner) -> BlockDraft:
    """A line of the column in which a ministry sets its address, the day, whom to call."""
    return BlockDraft(
        "paragraph", running([cell.line], joiner), role=REFERENCE, page=cell.line.page
    )


def _table_row(row: TableRow, joiner: Joiner, above: int) -> BlockDraft:
    """A row of a table, with its cells apart, or a line of the head of the paper, where no more
    than the head stands above.
    """
    cells = [
        running([cell.line for cell in row.columns[number]], joiner)
        for number in sorted(row.columns)
    ]
    head = row.page == 1 and above < MASTHEAD and numbers_paper([cell.text for cell in cells])
    flow = Flow()
    for cell in cells:
        if len(flow):
            flow.add(" " if head else CELL)
        flow.absorb(cell)
    return BlockDraft("heading" if head else "table", flow, page=row.page)
