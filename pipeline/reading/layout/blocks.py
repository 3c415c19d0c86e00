"""Blocks made of paragraphs: headings, list items, table rows, signatures, running text."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.reading.document import CELL, REFERENCE
from pipeline.reading.document_assembly import BlockDraft, TextRun
from pipeline.reading.hyphenation import Joiner
from pipeline.reading.layout.columns import Column
from pipeline.reading.layout.tables import TableRow
from pipeline.reading.lines import Line, Place, Stated, running
from pipeline.reading.markers import is_heading, is_name, is_office, list_marker
from pipeline.reading.masthead import MASTHEAD, numbers_paper

_LARGE = 1.1  # of the text's size: headings are larger
_SET_IN = 1.2  # sizes: items of a deeper list are set in more
_SENTENCE = frozenset({".", "?", ";", ","})
_DEEPER = "◦o"
"""Bullets of the second level."""
_SIGNING = frozenset({"paragraph", "signature"})


def block(lines: Sequence[Line], column: Column | None, joiner: Joiner) -> BlockDraft:
    """Return a paragraph as a block: by what its format states, else by its words and type."""
    first = lines[0]
    run = running(lines, joiner)
    if first.stated:
        return _stated(run, first.stated)
    text = run.text
    label = list_marker(text)
    place = first.place if column else None
    large = _is_large(place, column)
    if large or first.heading or is_heading(text) or _is_bold(lines, run, text):
        level = first.heading or 1 + (place is not None and not large)
        return BlockDraft("heading", run, label if place else "", level, page=first.page)
    if label:
        level = _level(label, place, column)
        return BlockDraft("list_item", run, label, level, page=first.page)
    return BlockDraft("paragraph", run, page=first.page)


def _is_large(place: Place | None, column: Column | None) -> bool:
    """Return True if a line is set larger than the text, as titles are."""
    return place is not None and column is not None and place.size > _LARGE * column.size


def _stated(run: TextRun, stated: Stated) -> BlockDraft:
    """Return a block of marked-up text, a list item if it begins with a marker."""
    label, kind = stated.label, stated.kind
    if not label and (label := list_marker(run.text)) and kind == "paragraph":
        kind = "list_item"
    return BlockDraft(kind, run, label, stated.level, stated.role)


def _is_bold(lines: Sequence[Line], run: TextRun, text: str) -> bool:
    """Return True if a whole paragraph is bold, as headings are."""
    if lines[0].place:
        bold = lines[0].place.bold and all(line.place.bold for line in lines if line.place)
        return bold and text[-1:] not in _SENTENCE
    return any(span[:3] == ("bold", 0, len(run)) for span in run.spans)


def _level(label: str, place: Place | None, column: Column | None) -> int:
    """Return the depth of a list item, from its place or its marker."""
    if place and column:
        return 1 + (place.x0 > column.left + _SET_IN * column.size)
    return 2 if label[0].isalpha() or label[0] in _DEEPER else 1


def table_row(row: TableRow, joiner: Joiner, above: int) -> BlockDraft:
    """Return a row of a table, or a line of the paper's head, below ``above`` blocks."""
    cells = [running(row.cells[number], joiner) for number in sorted(row.cells)]
    head = row.page == 1 and above < MASTHEAD and numbers_paper([cell.text for cell in cells])
    run = TextRun()
    for cell in cells:
        if len(run):
            run.add(" " if head else CELL)
        run.absorb(cell)
    return BlockDraft("heading" if head else "table", run, page=row.page)


def reference(line: Line, joiner: Joiner) -> BlockDraft:
    """Return a line of the column in which a ministry sets its address, the date and contacts."""
    return BlockDraft("paragraph", running([line], joiner), role=REFERENCE, page=line.page)


def sign(blocks: Sequence[BlockDraft]) -> None:
    """Mark signatures: an office and a name, "De minister van Defensie," / "R.P. Brekelmans"."""
    for first, second in pairwise(blocks):
        upper, lower = first.run.text, second.run.text
        named = (is_office(upper) and is_name(lower)) or (is_name(upper) and is_office(lower))
        if named and _may_sign(first) and _may_sign(second):
            first.kind = second.kind = "signature"


def _may_sign(block: BlockDraft) -> bool:
    """Return True for a block of text, and for a heading only because of its capitals."""
    return block.kind in _SIGNING or block.run.text.isupper()
