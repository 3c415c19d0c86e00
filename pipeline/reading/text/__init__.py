"""Text files: the extraction of a PDF by some other tool, with or without its page breaks.

Line by line, what is no text of the letter goes first: the column of references (``columns``),
running heads and feet (``page_furniture``), footnotes (``notes``, by the ``marks`` that point to
them), page numbers (``page_numbers``). Lone list markers join their ``items``, and what is left
becomes ``paragraphs``.
"""

from __future__ import annotations

from pipeline.errors import UnreadableDocument
from pipeline.reading import signatures
from pipeline.reading.builder import BlockDraft, NoteDraft, assemble
from pipeline.reading.decoding import decode
from pipeline.reading.document import BlockKind, Document
from pipeline.reading.furniture import foreign_feet, is_furniture
from pipeline.reading.hyphenation import Joiner, Vocabulary
from pipeline.reading.lines import Line, running
from pipeline.reading.markers import is_heading, list_marker
from pipeline.reading.official import stated_on_page
from pipeline.reading.text import notes as footnotes
from pipeline.reading.text import paragraphs
from pipeline.reading.text.columns import beside_first
from pipeline.reading.text.items import with_markers
from pipeline.reading.text.lines import split
from pipeline.reading.text.page_furniture import without_furniture
from pipeline.reading.text.page_numbers import without_page_numbers
from pipeline.reading.text.tables import mark_tables

MEDIA_TYPE = "text/plain"


def read(content: bytes) -> Document:
    """The document in a text file. Raises ``UnreadableDocument`` where the bytes hold no text."""
    printed = split(decode(content))
    lines = with_markers(mark_tables(without_furniture(beside_first(printed))))
    if not lines:
        raise UnreadableDocument(
            "the text file has no words; fetch the paper again or give another format of it"
        )
    width = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10]
    words = Vocabulary([line.text for line in lines])
    body, notes = footnotes.extract(lines, width, words)
    body = without_page_numbers(body)
    joiner = Joiner([line.text for line in lines], words=words)
    blocks = [_block(group, joiner) for group in paragraphs.group(body)]
    if not blocks:
        raise UnreadableDocument(
            "the text file has nothing but page numbers and notes; give another format of the paper"
        )
    signatures.sign(blocks)
    drafts = [NoteDraft(note.label, running(note.lines, joiner)) for note in notes]
    foreign = foreign_feet(line.text for line in printed)
    furniture = [
        line.text for line in printed if is_furniture(line.text) and line.text not in foreign
    ]
    return assemble(blocks, drafts, MEDIA_TYPE, stated_on_page(furniture))


def _block(lines: list[Line], joiner: Joiner) -> BlockDraft:
    """A paragraph as a row of a table, a heading, an item of a list or running text."""
    flow = running(lines, joiner)
    text = flow.text
    bold = [(first, last) for kind, first, last in flow.emphases if kind == "bold"]
    kind: BlockKind = "paragraph"
    label = ""
    level = 1
    if lines[0].is_row:
        return BlockDraft("table", flow, page=lines[0].page)
    if lines[0].heading or is_heading(text) or bold == [(0, len(text))]:
        kind, level = "heading", lines[0].heading or 1
    elif label := list_marker(text):
        kind, level = "list_item", 2 if label[0].isalpha() or label[0] in "◦o" else 1
    return BlockDraft(kind, flow, label, level, page=lines[0].page)
