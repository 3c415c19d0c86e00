"""Labels of the blocks of a paper: by their own words (``blocks``), then by their neighbours.

A block has one kind, given by the first of these that applies: a signature, the heading of a
question or answer, a bare number, the heading of a party group, a list item, else text. The order
is that of ``blocks.line_of``, and within a label that of the entries in the lexicon. The passes of
``neighbours`` follow.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.parsing.outline.blocks import line_of
from pipeline.parsing.outline.contents import without_contents
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.outline.neighbours import (
    answers_to_parts,
    joined_numbers,
    numbered_heading,
    split_inline,
    topic_headings,
)
from pipeline.parsing.outline.series import numbered_headings
from pipeline.reading.document import Document


def outline(document: Document) -> list[LabelledBlock]:
    """Return every block of the body with its label, in order, without the list of contents."""
    lines: list[LabelledBlock] = []
    for line in without_contents(document, [*_labelled(document)]):
        lines += split_inline(document, line)
    lines = numbered_headings(document, lines)
    titled = [numbered_heading(document, lines, index) for index in range(len(lines))]
    return answers_to_parts(topic_headings(document, joined_numbers(titled)))


def _labelled(document: Document) -> Iterator[LabelledBlock]:
    """Yield each block with the label that its own words and the block above give."""
    above: LabelledBlock | None = None
    counted = ""  # the last list marker, which tells the letter i from the numeral
    for block in document.blocks:
        above = line_of(document, block, above, counted)
        if block.role:
            above = replace(above, role=block.role)
        if above.kind == "item" and above.labels:
            counted = above.labels[0]
        yield above
