"""Word files: what Word shows and the file does not say in so many words."""

import io

import docx
from document_views import blocks, kinds

from pipeline.reading import read_document


def saved(document: docx.document.Document) -> bytes:
    """Return the bytes of a Word file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_file_keeps_headings_lists_emphasis_and_tables() -> None:
    """Styles, the labels that Word draws, bold words, cells."""
    letter = docx.Document()
    letter.add_heading("Vragen van de leden van de BBB-fractie", 2)
    for words in ("Waarom?", "Sinds wanneer?"):
        letter.add_paragraph(words, style="List Number")
    letter.add_paragraph("Een punt.", style="List Bullet")
    answer = letter.add_paragraph("Dat is ")
    answer.add_run("zeker").bold = True
    answer.add_run(" zo.")
    row = letter.add_table(rows=1, cols=2).rows[0].cells
    row[0].text, row[1].text = "Noord", "12"
    document = read_document(saved(letter))
    assert ["heading", "list_item", "list_item", "list_item", "paragraph", "table"] == kinds(
        document
    )
    assert ["1. Waarom?", "2. Sinds wanneer?"] == blocks(document)[1:3]
    assert ["Dat is zeker zo.", "Noord | 12"] == blocks(document)[4:]
    assert ["zeker"] == [
        document.text[emphasis.start : emphasis.end] for emphasis in document.emphases
    ]


def test_line_breaks_separate_lines_and_tabs_separate_words() -> None:
    """An address over three lines; a typed number with its tab."""
    letter = docx.Document()
    letter.add_paragraph("Aan de Voorzitter\nvan de Eerste Kamer\nDen Haag")
    letter.add_paragraph("1.\tKlopt het?")
    document = read_document(saved(letter))
    assert ["Aan de Voorzitter", "van de Eerste Kamer", "Den Haag", "1. Klopt het?"] == blocks(
        document
    )
    assert "1." == document.blocks[-1].label
