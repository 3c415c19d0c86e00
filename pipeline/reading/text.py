"""Text files: the extraction of a PDF by some other tool, with or without its page breaks."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import UnreadableDocument
from pipeline.reading import paragraphs, signatures, text_lines, text_notes
from pipeline.reading.builder import BlockDraft, NoteDraft, assemble
from pipeline.reading.document import BlockKind, Document
from pipeline.reading.furniture import is_bare_number, is_furniture, is_masthead, is_page_number
from pipeline.reading.hyphenation import Joiner
from pipeline.reading.lines import Line, running
from pipeline.reading.markers import is_heading, list_marker
from pipeline.reading.official import stated_on_page
from pipeline.reading.text_tables import mark_tables

MEDIA_TYPE = "text/plain"


def read(content: bytes) -> Document:
    """The document in a text file. Raises ``UnreadableDocument`` where the bytes hold no text."""
    printed = text_lines.split(text_lines.decode(content))
    lines = mark_tables([line for line in printed if not is_furniture(line.text) and not is_page_number(line.text)])
    if not lines:
        raise UnreadableDocument("the text file has no words; fetch the paper again or give another format of it")
    width = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10]
    body, notes = text_notes.extract(lines, width)
    body = _without_page_numbers(body)
    joiner = Joiner([line.text for line in lines])
    blocks = [_block(group, joiner) for group in paragraphs.group(body)]
    signatures.sign(blocks)
    drafts = [NoteDraft(note.label, running(note.lines, joiner)) for note in notes]
    furniture = [line.text for line in printed if is_furniture(line.text)]
    return assemble(blocks, drafts, MEDIA_TYPE, stated_on_page(furniture, [block.flow.text for block in blocks]))


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines without numbers that stand alone where a page ends.

    Some certainly do: at a form feed, below footnotes, inside a sentence. Other numbers alone are taken for page numbers
    only where they count on from those: a letter can also number its questions so.
    """
    alone = [index for index, line in enumerate(lines) if is_bare_number(line.text) and not line.heading]
    certain = {index for index in alone if _ends_page(lines, index)}
    taken: set[int] = set()
    bound, last = _bounds(lines, alone, certain), 0
    for index in alone:
        number = int(lines[index].text)
        if index in certain or last < number < bound[index]:
            taken.add(index)
            last = number
    for index in taken:
        if index + 1 < len(lines):
            lines[index + 1].resumes = True
    return [line for index, line in enumerate(lines) if index not in taken and not _is_numeral(lines, index)]


def _bounds(lines: Sequence[Line], alone: Sequence[int], certain: set[int]) -> dict[int, int]:
    """For each number alone the next certain page number; beyond the last one any, where there is one at all."""
    bounds: dict[int, int] = {}
    bound = 1 << 30 if certain else 0
    for index in reversed(alone):
        bounds[index] = bound
        bound = int(lines[index].text) if index in certain else bound
    return bounds


def _ends_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a number alone certainly stands where a page ends."""
    line = lines[index]
    if index in {0, len(lines) - 1} or line.resumes:
        return True
    above, below = lines[index - 1], lines[index + 1]
    apart = line.blanks > 0 and below.blanks > line.blanks
    return line.page != above.page or below.page != line.page or apart or below.text[0].islower()


def _is_numeral(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the figure 1 or 2 that stands for the chamber above the masthead."""
    beside = [other for other in (index - 1, index + 1) if 0 <= other < len(lines)]
    return index < len(beside) and is_bare_number(lines[index].text) and any(is_masthead(lines[other].text) for other in beside)


def _block(lines: list[Line], joiner: Joiner) -> BlockDraft:
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
