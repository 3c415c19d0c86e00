"""Word files whose notes are raised numbers and paragraphs, as programs write them."""

import io

import docx
import pytest

from pipeline.reading import read_document


def letter(*notes: tuple[str, bool]) -> bytes:
    """Return a letter with two marks, an area in square metres, and these paragraphs below it; the
    number of some is raised.
    """
    file = docx.Document()
    paragraph = file.add_paragraph("De brief")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" gaat over 40 m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" grond en een advies.")
    paragraph.add_run("3").font.superscript = True
    for words, raised in notes:
        number, _, rest = words.partition(" ")
        below = file.add_paragraph()
        below.add_run(number).font.superscript = raised or None
        below.add_run(f" {rest}")
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


@pytest.mark.parametrize("raised", [True, False])
def test_paragraphs_that_begin_with_the_number_of_a_mark_are_notes(raised: bool) -> None:  # noqa: FBT001
    """A raised number without a note stays what it is: part of a unit."""
    document = read_document(
        letter(("1 Kamerstuk 99 100, nr. 1", raised), ("3 Stb. 2024, 12", raised))
    )
    assert ["Kamerstuk 99 100, nr. 1", "Stb. 2024, 12"] == [
        document.text[note.start : note.end] for note in document.footnotes
    ]
    assert [("1", 0), ("3", 1)] == [(mark.label, mark.note) for mark in document.marks]
    assert (
        document.text[: document.body_end].strip()
        == "De brief gaat over 40 m2 grond en een advies."
    )
