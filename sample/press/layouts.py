"""The two layouts of Senate papers: typeset by the publisher, and as the letters were sent.

A layout defines the style of each kind of block; ``pages`` divides a paper over pages in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fpdf import FPDF

from press.markup import Node, Text
from press.paper import QUESTION_PARTS, Block, Paper
from press.typeset import Frame, Line, Page, Piece, Style, broken, paged, pieces, words

HEADINGS = ("letterhead", "heading", "subheading")
BESIDE_MARGIN = 340.0
"""Width of the text of a letter that has a ministry's references in its right margin."""
RAISED = 0.7
"""The size of a footnote reference relative to the words around it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The fonts and dimensions of one layout.

    ``close`` sets the paragraphs of answers without space between them.
    """

    family: str
    body: Style
    reply: Style
    frame: Frame
    hyphenate: bool
    close: bool = False


# Measured in points on papers typeset by the publisher: text from 221 to 539, lines of 10.66, notes
# of 9.05.
_TYPESET = Style(size=9, leading=10.66, left=221.1, width=318, before=10.66)
_NOTE = Style(size=7, leading=9.05, left=221.1, width=318, hang=8)
TYPESET = Layout("Helvetica", _TYPESET, _TYPESET, Frame(270.3, 68.4, 690.0, _NOTE), hyphenate=True)
WRITTEN_QUESTIONS = Layout(
    "Helvetica", _TYPESET, _TYPESET, Frame(318.0, 68.4, 690.0, _NOTE), hyphenate=True, close=True
)

# Letters as sent: A4, the committee's with wide lines, the ministry's appended in a face of its own
# width.
_LETTER = Style(size=10, leading=14.5, left=71, width=450, before=14.5)
_REPLY = Style(size=9.5, leading=12.5, left=86, width=400, before=12.5)
_LETTER_NOTE = Style(size=8, leading=10.5, left=71, width=450, hang=0)
LETTER = Layout(
    "Helvetica", _LETTER, _REPLY, Frame(150.0, 70.0, 745.0, _LETTER_NOTE), hyphenate=False
)


def of(paper: Paper, name: str) -> Layout:
    """Return the layout of that name for this kind of paper."""
    if name == "letter":
        return LETTER
    return WRITTEN_QUESTIONS if paper.written_questions else TYPESET


class Metrics:
    """Text widths in the standard PDF fonts, in the encoding of western Europe."""

    def __init__(self, family: str) -> None:
        self.family = family
        self.pdf = FPDF(unit="pt")
        self.pdf.core_fonts_encoding = "cp1252"

    def __call__(self, piece: Piece, size: float) -> float:
        """Return the width of a piece in points."""
        self.pdf.set_font(
            self.family,
            style="B" * piece.bold + "I" * piece.italic,
            size=size * (RAISED if piece.note else 1),
        )
        return float(self.pdf.get_string_width(piece.text))


def pages(paper: Paper, layout: Layout) -> list[Page]:
    """Return the paper divided over pages, its title first."""
    measure = Metrics(layout.family)
    lines = [
        line
        for block, style in _styled(paper, layout)
        for line in _lines(block, style, layout, measure)
    ]
    return paged([*_front(paper, layout, measure), *lines], layout.frame, measure)


def _lines(block: Block, style: Style, layout: Layout, measure: Metrics) -> Iterator[Line]:
    if block.rows:
        yield from _table(block, style)
        return
    rows: tuple[tuple[Node, ...], ...] = block.lines or (block.nodes,)
    for index, nodes in enumerate(rows):
        # A signature leaves room for the pen between the office and the name,
        before = style.before if not index or block.kind == "sign" else 0.0
        prefix = (Text("Artikel "),) if block.kind == "artikel" else ()
        # and no page turns between them.
        kept = style.keep or (block.kind == "sign" and index < len(rows) - 1)
        set_in = replace(style, before=before, keep=kept)
        paragraph = words(pieces((*prefix, *nodes), bold=style.bold, italic=style.italic))
        divided = layout.hyphenate and not style.bold  # the words of headings are never divided
        yield from broken(paragraph, set_in, block.label, measure, hyphenate=divided)


def _table(block: Block, style: Style) -> Iterator[Line]:
    """Yield the rows of a table as lines, with columns of equal width and no page break inside."""
    wide = style.width / len(block.rows[0])
    for index, row in enumerate(block.rows):
        cells = tuple((style.left + column * wide, cell) for column, cell in enumerate(row))
        before, last = style.before if not index else 0.0, index == len(block.rows) - 1
        yield Line((), style, style.left, before=before, keep=not last, cells=cells)


def _styled(paper: Paper, layout: Layout) -> Iterator[tuple[Block, Style]]:
    """Yield each block with its style, which depends on its kind and its letter."""
    previous = ""
    for block in paper.printed:
        reply = block.letter is not None and paper.letters[block.letter - 1]["kind"] in (
            "reply",
            "deferral",
        )
        style = layout.reply if reply and layout is LETTER else layout.body
        style = replace(style, width=BESIDE_MARGIN) if paper.head.get("margin") else style
        if block.kind in HEADINGS or block.kind == "artikel":
            style = replace(
                style, bold=block.kind != "subheading", italic=block.kind == "subheading", keep=True
            )
            style = replace(
                style,
                new_page=block.kind == "letterhead"
                and layout is LETTER
                and block.letter is not None,
            )
        elif block.kind in QUESTION_PARTS:
            style = replace(
                style, keep=True, before=style.before * (0.3 if block.kind == "antwoordkop" else 1)
            )
        elif layout.close and previous in ("vraag", "antwoord", "paragraph", "item"):
            style = replace(style, before=0.0)
        if block.label:
            indent = 14.0 * (block.level - 1)
            hang = max(16.0, Metrics(layout.family)(Piece(f"{block.label} "), style.size))
            style = replace(style, left=style.left + indent, width=style.width - indent, hang=hang)
        if block.repeated and paper.head.get("repeat"):
            style = replace(
                style,
                bold=paper.head["repeat"] == "vet",
                italic=paper.head["repeat"] == "cur",
                keep=True,
            )
        previous = block.kind
        yield block, style


def _front(paper: Paper, layout: Layout, measure: Metrics) -> Iterator[Line]:
    """Yield the lines of the title above the text, and those of the masthead if there is none."""
    head = paper.head
    if head.get("bare") or (layout is not LETTER and paper.written_questions):
        return
    if layout is not LETTER:
        rows = [str(head["title"])]
    elif paper.written_questions:
        rows = [
            "EERSTE KAMER DER STATEN-GENERAAL",
            f"Vergaderjaar {head['session_year']}",
            paper.series_name,
            str(head["number"]),
        ]
    else:
        rows = ["EERSTE KAMER DER STATEN-GENERAAL", f"Vergaderjaar {head['session_year']}"]
        rows += [f"{paper.dossier} {head['dossier_title']}", f"{head['sub']} {head['title']}"]
    style = replace(layout.body, before=0.0)
    for row in [*rows, *([str(head["date_text"])] if "date_text" in head else [])]:
        dated = row == head.get("date_text") and layout is not LETTER
        yield from broken(
            words(iter([Piece(row, bold=not dated)])), style, "", measure, hyphenate=False
        )
        style = replace(style, before=layout.body.before * (0.5 if layout is not LETTER else 1))
