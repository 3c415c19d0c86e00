"""Footnotes as extractions and word processors leave them: glued, split, or typed by hand."""

import io
import zipfile

import pytest

from pipeline.reading import read_document
from pipeline.reading.document import Document

FOOT = "Tweede Kamer, vergaderjaar 2025–2026, Aanhangsel {page}"
HEAD = "Vraag 1\nKent u het bericht over de veerponten?{mark}\nAntwoord 1\nJa.\nVraag 2\nVaart er een pont?\n"
NEXT = "Antwoord 2\nDie vaart.\n"


def paged(notes: str, mark: str = "1") -> Document:
    """Return two pages of written questions, the first with these notes above its footer."""
    pages = f"{HEAD.format(mark=mark)}{notes}\n{FOOT.format(page=1)}\n{NEXT}{FOOT.format(page=2)}\n"
    return read_document(pages.encode())


def notes(document: Document) -> list[tuple[str, str]]:
    """Return label and words of each note."""
    return [(note.label, document.text[note.start : note.end]) for note in document.footnotes]


def marks(document: Document) -> list[tuple[str, str, int | None]]:
    """Return the word before each mark, its label and the index of its note."""
    text = document.text
    return [(text[: m.position].split()[-1], m.label, m.note) for m in document.marks]


def body(document: Document) -> list[str]:
    """Return the blocks as text."""
    return [document.text[block.start : block.end] for block in document.blocks]


@pytest.mark.parametrize(
    "note",
    ["NRC, 31 mei 2026", "«De pont», 1 mei", "https://veer.example/pont", "www.veer.example"],
)
def test_a_number_glued_to_its_note_at_the_foot_of_a_page_is_its_label(note: str) -> None:
    """Seen in ah-tk-20242025-548."""
    document = paged(f"1{note}")
    assert [("1", note)] == notes(document)
    assert [("veerponten?", "1", 0)] == marks(document)
    assert "Vaart er een pont?" in body(document)


def test_the_lines_of_a_note_run_on_to_the_end_of_its_page_however_short() -> None:
    """An extraction that glues lines leaves short ones anywhere."""
    document = paged("1NRC, 31 mei 2026, «De pont\nvaart weer»\n2Kamerstuk 99 100, nr. 4", "1 2")
    assert [("1", "NRC, 31 mei 2026, «De pont vaart weer»"), ("2", "Kamerstuk 99 100, nr. 4")] == (
        notes(document)
    )
    assert [("veerponten?", "1", 0), ("veerponten?", "2", 1)] == marks(document)


@pytest.mark.parametrize("glue", ["", " "])
def test_a_note_in_the_form_of_a_footer_names_another_paper(glue: str) -> None:
    """Seen in ah-tk-20242025-561: the paper's own footer is the one that repeats."""
    cited = "Tweede Kamer, vergaderjaar 2024–2025, 99 100, nr. 137"
    assert [("1", cited)] == notes(paged(f"1{glue}{cited}"))


def test_marks_on_a_line_of_their_own_belong_to_the_line_above() -> None:
    """Seen in ah-tk-20242025-545: "2, 3 en 4" below the question."""
    document = paged("1NRC\n2NOS\n3ANP", "\n1, 2 en 3")
    assert [("veerponten?", label, index) for index, label in enumerate("123")] == marks(document)
    assert "Kent u het bericht over de veerponten?" in body(document)


def test_figures_at_the_end_of_a_line_are_marks_only_if_they_count_up() -> None:
    """Seen in ah-tk-20232024-1314: "Geslacht(Trans) 2 3 6" is a row of a table."""
    text = f"Kent u de cijfers?1\nOvertochten (dag) 1 3 6\n1NRC, 31 mei\n{FOOT.format(page=1)}\nNog iets.\n"
    document = read_document(text.encode())
    assert [("cijfers?", "1", 0)] == marks(document)
    assert "Overtochten (dag) 1 3 6" in document.text


def test_a_mark_at_the_start_of_a_line_inside_a_sentence_is_removed() -> None:
    """Seen in ah-tk-20242025-548: "Tajikistan" / "3, Algerije"."""
    text = f"De pont van Oost\n1, Noord en West vaart.\n1NRC, 31 mei\n{FOOT.format(page=1)}\nNog iets.\n"
    document = read_document(text.encode())
    assert [("Oost", "1", 0)] == marks(document)
    assert "De pont van Oost , Noord en West vaart." in body(document)


def test_a_mark_that_stands_apart_counts_with_its_note_in_a_footnote_area() -> None:
    """Seen in ah-tk-20232024-2210: "rapport 1 geeft"."""
    text = f"Het rapport 1 geeft een beeld van artikel 1 lid 2.\n1 Kamerstuk 99 100, nr. 4\n{FOOT.format(page=1)}\nNog iets.\n"
    document = read_document(text.encode())
    assert ["Het rapport geeft een beeld van artikel 1 lid 2.", "Nog iets."] == body(document)
    assert [("rapport", "1", 0)] == marks(document)


def test_a_note_may_begin_with_a_small_letter_at_the_foot_of_a_page() -> None:
    """Seen in ah-tk-20232024-1432: "3 bis: culturele basisinfrastructuur" cuts a sentence."""
    text = f"Waren er ponten?1 Er waren al aanvragen van\n1 bis: basisinfrastructuur\n{FOOT.format(page=1)}\nhavens ontvangen.\n"
    document = read_document(text.encode())
    assert ["Waren er ponten? Er waren al aanvragen van havens ontvangen."] == body(document)


@pytest.mark.parametrize("form", ["{0}) {1}", "[{0}] {1}", "{0}. {1}"])
@pytest.mark.parametrize("mark", ["{0})", " [{0}]"])
def test_notes_typed_at_the_end_of_a_file_belong_to_marks_typed_in_its_text(
    form: str, mark: str
) -> None:
    """Seen in kv-2024Z18891: "1) Pointer, 17 november 2024"."""
    text = (
        f"Vraag 1\n\nKent u de brief{mark.format(1)} over de pont?\n\nVraag 2\n\n"
        f"Vaart zij{mark.format(2)}?\n\n{form.format(1, 'NOS, 3 mei 2026')}\n\n{form.format(2, 'Stb. 2024, 12')}\n"
    )
    document = read_document(text.encode())
    assert [("1", "NOS, 3 mei 2026"), ("2", "Stb. 2024, 12")] == notes(document)
    assert [("brief", "1", 0), ("zij", "2", 1)] == marks(document)
    assert ["Vraag 1", "Kent u de brief over de pont?", "Vraag 2", "Vaart zij?"] == body(document)


def test_a_numbered_list_at_the_end_of_a_file_is_a_list() -> None:
    """Nothing in the text points to it."""
    text = "Wij vragen drie zaken (zie onder).\n\n1. Een pont.\n\n2. Een brug.\n"
    document = read_document(text.encode())
    assert () == document.footnotes
    assert ["1. Een pont.", "2. Een brug."] == body(document)[1:]


def test_numbers_above_questions_are_no_marks() -> None:
    """A blank line stands above them."""
    text = "1\n\nWat kost een pont?\n\n1\n\nTien cent.\n\n2 en 3\n\nWie vaart?\n\n2 en 3\n\nDe veerman.\n"
    document = read_document(text.encode())
    assert ((), ()) == (document.footnotes, document.marks)


def test_a_number_with_a_full_stop_below_a_sentence_is_no_mark() -> None:
    """The note belongs to the mark in the sentence further down."""
    text = f"(ontvangen 18 mei 2026).\n1.\nVaart de pont\n1, en hoe?\n1NRC, 31 mei\n{FOOT.format(page=1)}\nJa.\n"
    document = read_document(text.encode())
    assert [("pont", "1", 0)] == marks(document)


def test_a_raised_figure_that_was_split_from_its_unit_returns_to_it() -> None:
    """Seen in ah-tk-20242025-564: "10,4 miljard m" / "3 aan aardgas"."""
    assert (
        "12 miljard m3 aan water" in read_document(b"Er stroomt 12 miljard m\n3 aan water.\n").text
    )


def test_the_head_of_questions_is_one_paragraph_up_to_its_date() -> None:
    """Seen in ah-tk-20242025-564: its later lines are the longer ones."""
    head = (
        "Vragen van de leden Pronk (SP), De Boer , Kade (beiden\nD66) en Veer (CDA) aan de\n"
        "Minister van Havens en de MinisterKlimaat over een werkbezoek van leden van de Kamer aan\n"
        "Oost (ingezonden 11 mei 2026).\n"
    )
    reply = "Antwoord van Minister Pont (Havens)\n(ontvangen 18 mei 2026).\n"
    found = body(read_document(f"{head}{reply}Vraag 1\nVaart de pont?\n".encode()))
    assert [" ".join(head.split()), " ".join(reply.split()), "Vraag 1", "Vaart de pont?"] == found


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def word(*parts: str, header: str = "") -> bytes:
    """Return a Word file of these body parts, with a header on its first page."""
    content = io.BytesIO()
    section = '<w:sectPr><w:headerReference w:type="first" r:id="h"/><w:titlePg/></w:sectPr>'
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as stores:
        stores.writestr(
            "word/document.xml",
            f"<w:document {W} {R}><w:body>{''.join(parts)}{section if header else ''}</w:body></w:document>",
        )
        stores.writestr("word/header1.xml", f"<w:hdr {W}>{header}</w:hdr>")
        stores.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships><Relationship Id="h" Target="header1.xml" Type="x/header"/></Relationships>',
        )
    return content.getvalue()


def p(*words: str) -> str:
    """Return paragraphs."""
    return "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in words)


def table(*cells: str) -> str:
    """Return a table of one row."""
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


def test_a_signature_in_a_nested_table_is_a_signature() -> None:
    """Seen in the letter 5086975: the words of nested tables came several times."""
    signed = table(table(p("De minister van Havens,", "A. Pont")))
    document = read_document(word(p("Hoogachtend,"), signed))
    assert ["Hoogachtend,", "De minister van Havens,", "A. Pont"] == body(document)
    assert ["signature", "signature"] == [block.kind for block in document.blocks[1:]]


@pytest.mark.parametrize("depth", [2, 80])
def test_the_words_of_nested_tables_are_read_once(depth: int) -> None:
    """However deep they stand."""
    nested = p("binnen")
    for _ in range(depth):
        nested = table(p("links") + nested, p("rechts"))
    text = read_document(word(nested)).text
    assert (1, depth, depth) == tuple(map(text.count, ("binnen", "links", "rechts")))


def test_the_header_of_a_first_page_is_read_without_its_page_number() -> None:
    """Seen in the letter 2024Z11859: address and date stand there."""
    document = read_document(word(p("Hierbij de antwoorden."), header=p("Datum 25 juli 2024", "1")))
    assert ["Datum 25 juli 2024", "Hierbij de antwoorden."] == body(document)


def test_notes_typed_in_one_paragraph_of_a_word_file_are_split() -> None:
    """Seen in the letter 4980892: "[2] https://… [3] https://…"."""
    document = read_document(
        word(p("Een pont [1] en een brug [2] en een veer [3]."), p("[1] NOS", "[2] NRC [3] ANP"))
    )
    assert [("1", "NOS"), ("2", "NRC"), ("3", "ANP")] == notes(document)
    assert "Een pont en een brug en een veer." in document.text


def test_a_packed_text_longer_than_any_letter_is_refused() -> None:
    """18 million characters are 44 kB in a Word file."""
    with pytest.raises(Exception, match="more than any letter"):
        read_document(word(p(*["a" * 1000] * 18_000)))
