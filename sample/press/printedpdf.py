"""The PDF of a paper, in either layout.

The bytes do not depend on the time or the machine.
"""

from datetime import UTC, datetime
from textwrap import wrap

from fpdf import FPDF

from press.layouts import LETTER, RAISED, Layout, Metrics, of, pages
from press.markup import Note
from press.paper import Paper
from press.typeset import Line, Page, Piece

MADE = datetime(2026, 1, 1, tzinfo=UTC)
LEFT, TEXT, RIGHT = 55.3, 221.1, 539.0
FOOT = 769.6
MARGIN = 450.0
_MARK = Note(0, ())


def render(paper: Paper, layout_name: str) -> bytes:
    """Return the PDF file.

    Why: the streams are not compressed, so that no version of zlib changes the bytes.
    """
    layout = of(paper, layout_name)
    pdf = FPDF(unit="pt", format="A4")
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_compression(False)
    pdf.set_creation_date(MADE)
    pdf.set_producer("Griffier: fictief voorbeeld, geen officiële publicatie")
    pdf.set_title(str(paper.head["document_title"]))
    pdf.set_lang("nl")
    pdf.set_auto_page_break(auto=False)
    made = pages(paper, layout)
    for page in made:
        pdf.add_page()
        _Sheet(pdf, paper, layout, len(made)).draw(page)
    return bytes(pdf.output())


class _Sheet:
    """One page while it is drawn."""

    def __init__(self, pdf: FPDF, paper: Paper, layout: Layout, count: int) -> None:
        self.pdf, self.paper, self.layout, self.count = pdf, paper, layout, count
        self.measure = Metrics(layout.family)

    def draw(self, page: Page) -> None:
        if self.layout is not LETTER and page.number == 1:
            self.masthead()
        if page.number == 1:
            for row, text in enumerate(self.paper.head.get("margin", [])):
                self.words(text, MARGIN, self.layout.frame.first + 9 * row, 6.5)
        for line in page.lines:
            self.line(line)
        if page.notes:
            top, left = (
                page.notes[0].y - self.layout.frame.note.leading - 4,
                self.layout.frame.note.left,
            )
            self.pdf.line(left, top, left + 60, top)
        for line in page.notes:
            self.line(line, note=True)
        self.foot(page.number)

    def line(self, line: Line, *, note: bool = False) -> None:
        style = line.style
        for x, cell in line.cells:
            self.piece(Piece(cell), x, line.y, style.size)
        if line.label:
            raised = Piece(line.label) if not note else Piece(line.label, note=_MARK)
            self.piece(raised, style.left, line.y, style.size)
        x = (
            line.x
            if not note or style.hang or not line.label
            else line.x + self.measure(Piece(f"{line.label} ", note=_MARK), style.size)
        )
        run, start = Piece(""), x
        for index, word in enumerate(line.words):
            for part, piece in enumerate(word):
                text = (" " if index and not part else "") + piece.text
                if piece.note or run.note or (piece.bold, piece.italic) != (run.bold, run.italic):
                    start = self.piece(run, start, line.y, style.size)
                    run = Piece("", piece.bold, piece.italic, piece.note)
                run = Piece(run.text + text, run.bold, run.italic, run.note)
        self.piece(run, start, line.y, style.size)

    def piece(self, piece: Piece, x: float, y: float, size: float) -> float:
        """Draw a piece at ``x`` and return the ``x`` of the next.

        Footnote references are superscript.
        """
        if not piece.text:
            return x
        style = "B" * piece.bold + "I" * piece.italic
        self.pdf.set_font(
            self.layout.family, style=style, size=size * (RAISED if piece.note else 1)
        )
        self.pdf.text(x, y - (0.42 * size if piece.note else 0), piece.text)
        return x + self.measure(piece, size)

    def masthead(self) -> None:
        """Draw the masthead of a typeset paper.

        It has the Chamber and its number, the year, the dossier and its title, and the colophon.
        """
        head = self.paper.head
        for y in (121.5, 173.5):
            self.pdf.line(LEFT, y, RIGHT, y)
        self.words("Eerste Kamer der Staten-Generaal", LEFT, 76.5, 17, bold=True)
        self.words("1", RIGHT - 22, 98.7, 42, bold=True)
        self.words(f"Vergaderjaar {self.year}", LEFT, 134, 9)
        written = self.paper.written_questions
        if written:
            self.words(self.paper.series_name, TEXT, 134, 9, bold=True)
            about = "Vragen gesteld door de leden der Kamer"
            about += (
                ", met de daarop door de regering gegeven antwoorden"
                if self.paper.identifier.startswith("ah-")
                else ""
            )
            for row, text in enumerate(wrap(about, 62)):
                self.words(text, TEXT, 190 + 10.66 * row, 9, bold=True)
            self.words(str(head["number"]), TEXT, 303, 13, bold=True)
        else:
            self.words(self.paper.dossier, LEFT, 186, 11, bold=True)
            for row, text in enumerate(wrap(head["dossier_title"], 48)):
                self.words(text, TEXT, 186 + 12.8 * row, 11, bold=True)
            self.words(head["sub"], LEFT, 281, 9, bold=True)
        issn = "ISSN 0921 - 7398" if written else "ISSN 0921 - 7371"
        for row, text in enumerate(
            [self.paper.identifier, issn, f"’s-Gravenhage {head['date'].year}"]
        ):
            self.words(text, LEFT, 757.5 + 6.4 * row, 5)

    def foot(self, number: int) -> None:
        head = self.paper.head
        if self.layout is LETTER:
            if "margin" in head:
                self.words(f"Pagina {number} van {self.count}", MARGIN, 800, 6.5)
            elif number > 1:
                self.words(str(number), 515, 800, 8)
            return
        name = (
            "Aanhangsel"
            if self.paper.identifier.startswith("ah-")
            else f"{self.paper.dossier}, {head.get('sub')}"
        )
        name = f"Vragen, nr. {head['number']}" if self.paper.identifier.startswith("kv-") else name
        self.words(f"Eerste Kamer, vergaderjaar {self.year}, {name}", TEXT, FOOT, 9)
        self.words(str(number), RIGHT - self.measure(Piece(str(number)), 9), FOOT, 9)

    @property
    def year(self) -> str:
        return str(self.paper.head["session_year"]).replace("-", "–")

    def words(self, text: str, x: float, y: float, size: float, *, bold: bool = False) -> None:
        self.piece(Piece(text, bold=bold), x, y, size)
