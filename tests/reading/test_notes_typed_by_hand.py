"""Notes at the end of a text: typed by hand, or copied from the official web page."""

import pytest
from document_views import blocks, marks, notes

from pipeline.reading import read_document

FOOT = "Tweede Kamer, vergaderjaar 2025–2026, Vragen 1"


def asked(first: str, below: str) -> str:
    """Return two questions with these words behind the first one and below the last one."""
    return (
        f"Vraag 1\n\nKent u het bericht over de veerponten?{first}\n\n"
        f"Vraag 2\n\nVaart er een pont naar het eiland?\n\n{below}\n"
    )


@pytest.mark.parametrize(
    ("mark", "note", "label"),
    [
        ("*", "*Veerbode, 8 mei 2026", "*"),
        ("(*)", "(*) Veerbode, 8 mei 2026", "*"),
        (" (*)", "* Veerbode, 8 mei 2026", "*"),
        (" (1)", "(1) Veerbode, 8 mei 2026", "1"),
    ],
)
def test_a_star_or_a_number_in_brackets_marks_a_note(mark: str, note: str, label: str) -> None:
    """Members publish their questions so; the note was read as words of the last question."""
    document = read_document(asked(mark, note).encode())
    assert [(label, "Veerbode, 8 mei 2026")] == notes(document)
    assert [("veerponten?", label, 0)] == marks(document)
    assert "Kent u het bericht over de veerponten?" == blocks(document)[1]
    assert "Vaart er een pont naar het eiland?" == blocks(document)[-1]


@pytest.mark.parametrize("below", ["* Veerbode, 8 mei 2026", "(1) Veerbode, 8 mei 2026"])
def test_without_a_mark_a_star_or_a_bracket_begins_no_note(below: str) -> None:
    """It can be the last item of a list."""
    document = read_document(asked("", below).encode())
    assert [] == notes(document)
    assert "Veerbode, 8 mei 2026" in document.text


@pytest.mark.parametrize("mark", ["1", ""])
def test_the_web_page_puts_a_heading_above_the_number_of_a_note(mark: str) -> None:
    """Seen in kv-tk-2017Z02778: "X Noot" was read as words of the last question."""
    first, below = (
        f"{mark}",
        "X Noot\n1\n\nVeerbode, 8 mei 2026\n\nX Noot\n2\n\nNOS, 9 mei\n\nNaar boven",
    )
    document = read_document(asked(first, below).encode())
    assert [("1", "Veerbode, 8 mei 2026"), ("2", "NOS, 9 mei")] == notes(document)
    assert "Vaart er een pont naar het eiland?" == blocks(document)[-1]


def test_a_paper_of_one_page_has_its_notes_above_the_only_footer() -> None:
    """The end of the file is the end of a page if a footer follows."""
    text = f"Vraag 1\nKent u het bericht over de veerponten?\n1\nVraag 2\nVaart er een pont?\n1Veerbode, 8 mei 2026\n{FOOT}"
    document = read_document(text.encode())
    assert [("1", "Veerbode, 8 mei 2026")] == notes(document)
    assert "Vaart er een pont?" == blocks(document)[-1]


def test_the_figure_of_the_chamber_marks_no_note() -> None:
    """Seen in ah-tk-20242025-561, where pypdf puts it directly behind "Staten-Generaal"."""
    text = (
        "Tweede Kamer der Staten-Generaal2\nVraag 1\nKent u het bericht over de veerponten?\n1\n"
        "Hoe duidt u de cijfers?\n2\nAntwoord 1\nDe cijfers dalen al jaren.\n"
        "1Veerbode, 8 mei 2026\n2NOS, 9 mei\n"
    )
    document = read_document(f"{text}{FOOT}\nVraag 2\nVaart er een pont?\n{FOOT[:-1]}2".encode())
    assert [("veerponten?", "1", 0), ("cijfers?", "2", 1)] == marks(document)


def test_a_mark_below_an_abbreviation_interrupts_a_sentence() -> None:
    """Seen in ah-tk-20202021-3219: "26 mei jl.2 ben ik ingegaan"."""
    text = "Vraag 1\nKent u het bericht?\n1\nAntwoord 1\nIn mijn brief van 26 mei jl.\n2 ben ik daarop ingegaan.\n1Veerbode, 8 mei\n2NOS, 9 mei\n"
    document = read_document(f"{text}{FOOT}\nVraag 2\nVaart er een pont?\n{FOOT[:-1]}2".encode())
    assert ("jl.", "2", 1) in marks(document)
    assert "In mijn brief van 26 mei jl. ben ik daarop ingegaan." in blocks(document)


def test_a_note_with_a_number_glued_to_it_needs_no_note_before_it() -> None:
    """A page that lost its first note still shows that the second one is a note."""
    text = f"Vraag 1\nKent u het bericht?\nVraag 2\nVaart er een pont?\n2Veerbode, 8 mei 2026\n{FOOT}\nVraag 3\nWaarom niet?\n{FOOT[:-1]}2"
    assert [("2", "Veerbode, 8 mei 2026")] == notes(read_document(text.encode()))


def test_a_number_with_a_full_stop_below_a_blank_line_is_no_mark() -> None:
    """Seen in kst-35036-5: the number of the first entry below "Inhoudsopgave"."""
    document = read_document(b"Inhoudsopgave\n\n1.\n\nInleiding\n\n1\n\n2.\n\nAanleiding\n\n3\n")
    assert "Inhoudsopgave" == blocks(document)[0]
    assert [] == marks(document)


def test_notes_typed_on_one_line_are_split_at_the_next_number() -> None:
    """Two notes that a word processor left in one paragraph."""
    document = read_document(asked(" (1) (2)", "(1) Veerbode, 8 mei (2) NOS, 9 mei").encode())
    assert [("1", "Veerbode, 8 mei"), ("2", "NOS, 9 mei")] == notes(document)


def test_marks_beside_each_other_can_begin_a_line_of_words() -> None:
    """Seen in ah-tk-20172018-1192: "te verwachten zijn?1 2 Wat is uw reactie daarop?"."""
    text = "Vraag 1\nKent u de berichten?\n1 2 Wat is uw reactie daarop?\n1Veerbode, 8 mei\n2NOS, 9 mei\n"
    document = read_document(f"{text}{FOOT}\nVraag 2\nVaart er een pont?\n{FOOT[:-1]}2".encode())
    assert [("berichten?", "1", 0), ("berichten?", "2", 1)] == marks(document)
    assert "Kent u de berichten? Wat is uw reactie daarop?" in blocks(document)
