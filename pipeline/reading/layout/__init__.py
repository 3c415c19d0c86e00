"""Layout engine: lines with the features that their format knows, to one document.

``compose_pages`` takes the rows of pages (pdf, text); ``compose`` takes the blocks of marked-up
text (html, xml, docx). Both use the same modules, in this order: ``page_furniture``,
``running_heads`` and ``page_numbers`` remove page furniture, whose numbers show ``missing_pages``;
``columns`` finds the text column and the margins; ``footnotes`` takes the footnotes out
(``footnote_areas``, by the ``footnote_marks`` that point to them); ``tables``; ``paragraphs``, from
the features in ``line_pairs``; ``blocks``.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, groupby, pairwise
from operator import attrgetter

from pipeline.errors import UnreadableDocument
from pipeline.reading.document import Block, Document, Gap
from pipeline.reading.document_assembly import BlockDraft, NoteDraft, assemble
from pipeline.reading.hyphenation import Joiner, WordCounts
from pipeline.reading.layout.blocks import block, reference, sign, table_row
from pipeline.reading.layout.columns import (
    Column,
    body_size,
    text_column,
    without_margins,
)
from pipeline.reading.layout.footnotes import Note, extract
from pipeline.reading.layout.missing_pages import Gaps, gaps
from pipeline.reading.layout.page_furniture import SetAside, set_aside
from pipeline.reading.layout.page_numbers import counted_with_pages, without_page_numbers
from pipeline.reading.layout.paragraphs import paragraphs
from pipeline.reading.layout.running_heads import repeated_heads, running_heads
from pipeline.reading.layout.tables import TableRow, find_tables, with_cells
from pipeline.reading.lines import Line, Row, running
from pipeline.reading.markers import heads_answer, is_lone_bullet
from pipeline.reading.masthead import stated_on_page
from pipeline.reading.series import bare_series, numbered_series

_SMALL = 0.93  # of the text's size: what a ministry sets in the margin for reference
_TYPESET_MARGIN = 0.25  # of the page's width: only the official typesetter leaves so much free
_FULL = 9  # of ten lines are no longer than a full one


@dataclass(frozen=True, slots=True)
class Pages:
    """The rows of a file's pages; ``sizes`` are (width, height) by page, if known."""

    rows: Sequence[Row]
    sizes: Mapping[int, tuple[float, float]] = field(default_factory=dict)


def compose(
    lines: Sequence[Line],
    notes: Sequence[NoteDraft],
    media_type: str,
    metadata: Mapping[str, str],
) -> Document:
    """Return the document of marked-up text, a block per line, with notes typed by hand."""
    words = WordCounts([line.text for line in lines])
    rows = [Row(line.page, [line]) for line in lines if line.text]
    body, typed = extract(rows, None, words, 0, first=len(notes))
    in_body = {id(row.lines[0]) for row in body}
    joiner = Joiner([], words=words)
    blocks = [
        block([line], None, joiner) for line in lines if id(line) in in_body or _only_marks(line)
    ]
    sign(blocks)
    return assemble(blocks, [*notes, *_drafts(typed, joiner)], media_type, metadata)


def _only_marks(line: Line) -> bool:
    """Return True for a block without words, whose marks move to the words before."""
    return bool(line.marks) and not line.text


def compose_pages(pages: Pages, media_type: str) -> Document:
    """Return the document of pages; raise UnreadableDocument if only numbers and notes are left."""
    size = body_size(pages.rows)
    rows, aside = _text_rows(pages, size)
    firsts = [row.lines[0] for row in aside.rows]
    column = text_column(rows, size)
    texts = [line.text for row in rows for line in row.lines]
    _count(rows)
    words = WordCounts(texts)
    width = sorted(map(len, texts))[len(texts) * _FULL // 10] if texts else 0
    body, notes = extract(rows, column, words, width, footed=bool(aside.numbers))
    text = _without_end(aside.rows, firsts, body)
    missing = gaps(aside.numbers, text, places=bool(pages.sizes))
    items, margins = _items(body, column)
    joiner = Joiner(
        [line.text for line in _lines(items)]
        + [line.text for note in notes for line in note.lines],
        typeset=column is not None and column.left > _TYPESET_MARGIN * pages.sizes[1][0],
        words=words if column is None else None,
    )
    blocks = _blocks(items, margins, column, joiner)
    if not blocks:
        raise UnreadableDocument(
            "the file has no words but page numbers and notes; give another format of the paper"
        )
    sign(blocks)
    document = assemble(blocks, _drafts(notes, joiner), media_type, stated_on_page(aside.words))
    return replace(document, gaps=_gaps(document.blocks, missing))


def _without_end(rows: Sequence[Row], firsts: Sequence[Line], body: Sequence[Row]) -> Sequence[Row]:
    """Return the rows to the last one of the body: notes at the end of a file show no lost page.

    ``firsts`` are the first lines of the rows, as they were before the notes were taken out.
    """
    in_body = {id(row.lines[0]) for row in body if row.lines}
    end = len(rows)
    while end and id(firsts[end - 1]) not in in_body:
        end -= 1
    return rows[:end]


def _gaps(blocks: Sequence[Block], missing: Gaps) -> tuple[Gap, ...]:
    """Return the gaps above the first block of these pages, and at the end of a file cut off.

    If no block begins after a gap, it is in the last one.
    """
    last = blocks[-1]
    pages = [*accumulate((block.page or 0 for block in blocks), max)]
    above = (bisect_left(pages, page, hi=len(blocks) - 1) for page in missing.pages)
    lost = [Gap("pages", blocks[index].start, blocks[index].end) for index in above]
    return (*dict.fromkeys(lost), *([Gap("end", last.start, last.end)] if missing.cut else []))


def _count(rows: Sequence[Row]) -> None:
    """Mark the rows that begin with the next number of a series."""
    words = [row.text for row in rows]
    for series in numbered_series(words):
        for member in series:
            rows[member.index].lines[0].counted = member.end
    for index, number in chain.from_iterable(bare_series(words, heads_answer)):
        rows[index].lines[0].counted = len(number)


def _text_rows(pages: Pages, size: float) -> tuple[list[Row], SetAside]:
    """Return the rows without page furniture, and what was set aside by its words."""
    heights = {number: height for number, (_, height) in pages.sizes.items()}
    heads = running_heads(pages.rows, heights, size) if heights else set()
    aside = set_aside([row for row in pages.rows if id(row) not in heads], heights, size)
    if heights:
        numbers = counted_with_pages(aside.rows, heights)
        return [row for row in aside.rows if id(row) not in numbers], aside
    heads = repeated_heads(aside.rows)
    for above, row in pairwise(aside.rows):
        row.lines[0].resumes |= id(above) in heads
    return [row for row in aside.rows if id(row) not in heads], aside


def _items(body: Sequence[Row], column: Column | None) -> tuple[list[Line | TableRow], list[Line]]:
    """Return the lines and table rows of the body, and the lines in its margins."""
    if column is None:
        lines = without_page_numbers([row.lines[0] for row in body])
        return find_tables(list(map(with_cells, lines)), None), []
    items: list[Line | TableRow] = []
    margins: list[Line] = []
    for _, page in groupby(body, key=attrgetter("page")):
        rows, beside = without_margins(list(page), column)
        items += find_tables(rows, column)
        margins += beside
    return items, margins


def _lines(items: Iterable[Line | TableRow]) -> Iterator[Line]:
    """Yield every line of the body, also those in the cells of tables."""
    for item in items:
        if isinstance(item, TableRow):
            for cell in item.cells.values():
                yield from cell
        else:
            yield item


def _blocks(
    items: Sequence[Line | TableRow], margins: Sequence[Line], column: Column | None, joiner: Joiner
) -> list[BlockDraft]:
    """Return all blocks in reading order.

    First come the references that a ministry sets next to its first page, then the text; other
    lines in the margin come before the paragraph next to them.
    """
    references = [line for line in margins if _is_reference(line, column)]
    result = [reference(line, joiner) for line in references if line.page == 1]
    waiting = deque(line for line in margins if line not in references)
    for part in paragraphs(items, column):
        if isinstance(part, TableRow):
            result.append(table_row(part, joiner, len(result)))
        elif len(part) > 1 or not is_lone_bullet(part[0].text):
            while waiting and _stands_above(waiting[0], part[0], column):
                result.append(block([waiting.popleft()], column, joiner))
            result.append(block(part, column, joiner))
    return result + [block([line], column, joiner) for line in waiting]


def _is_reference(line: Line, column: Column | None) -> bool:
    """Return True for small letters in the margin; later pages repeat those of the first."""
    return bool(column and line.place and line.place.size < _SMALL * column.size)


def _stands_above(line: Line, other: Line, column: Column | None) -> bool:
    """Return True if a line in the margin is level with another line or above it."""
    if not (line.place and other.place and column):
        return False
    return (line.page, -line.place.y) <= (other.page, column.size - other.place.y)


def _drafts(notes: Iterable[Note], joiner: Joiner) -> list[NoteDraft]:
    return [NoteDraft(note.label, running(note.lines, joiner)) for note in notes]
