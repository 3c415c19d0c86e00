"""Text files of written questions: pages stuck together, marks side by side, headings without a
number.
"""

import pytest
from document_views import blocks, marks, notes

from pipeline.reading import read_document

FOOT = "Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel"
PAGES = """\
Vraag 1
Waarom is het veer opgeheven en wat doet u voor
de bewoners van het eiland?1
1 De Veerbode, 3 september 2023.{imprint}
{foot}Antwoord 1
Dat wordt onderzocht.
"""


@pytest.mark.parametrize("imprint", ["", " ah-tk-20232024-9901", "\nah-tk-20232024-9901"])
@pytest.mark.parametrize(
    "foot",
    [
        f"{FOOT} 1",
        f"{FOOT} 1 ",
        f"{FOOT} 1\n",
        f"ISSN 0921-7398 ’s-Gravenhage 2023{FOOT} 1",
        f"ISSN 0921-7398\n’s-Gravenhage 2023 {FOOT} 1",
    ],
)
def test_a_page_joined_to_the_footer_above_is_split_off(imprint: str, foot: str) -> None:
    """The imprint and the foot go, wherever they stand in the line; the next page begins behind
    them.
    """
    document = read_document(PAGES.format(imprint=imprint, foot=foot).encode())
    assert ["Antwoord 1", "Dat wordt onderzocht."] == blocks(document)[2:]
    assert [
        "Vraag 1",
        "Waarom is het veer opgeheven en wat doet u voor de bewoners van het eiland?",
    ] == blocks(document)[:2]
    assert notes(document)[0][1].startswith("De Veerbode, 3 september 2023.")
    assert "ISSN" not in document.text


def test_a_footer_joined_to_both_pages_is_removed() -> None:
    """Words before it stay where they were."""
    text = f"Vraag 2\nWanneer vaart het?ah-tk-20232024-9901 ISSN 0921-7398 ’s-Gravenhage 2023{FOOT} 2Antwoord 2\nHet vaart morgen."
    assert ["Vraag 2", "Wanneer vaart het?", "Antwoord 2", "Het vaart morgen."] == blocks(
        read_document(text.encode())
    )


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        (
            "Kent u de berichten over het veer dat verdwijnt1?, 2",
            "Kent u de berichten over het veer dat verdwijnt?",
        ),
        ("Kent u de berichten over «Het veer»1?, 2", "Kent u de berichten over «Het veer»?"),
        ("Kent u de berichten over «Het veer»1, 2", "Kent u de berichten over «Het veer»"),
        ("Kent u de berichten over «Het veer»?1, 2", "Kent u de berichten over «Het veer»?"),
        ("Kent u de berichten over «Het veer»?1 2", "Kent u de berichten over «Het veer»?"),
        ("Kent u de berichten over «Het veer»1 2?", "Kent u de berichten over «Het veer»?"),
    ],
)
def test_two_marks_side_by_side_are_both_marks(printed: str, words: str) -> None:
    """Parted by a comma, a space, the question mark or any of these, each points to its note."""
    document = read_document(
        f"Vraag 1\n{printed}\nAntwoord 1\nJa.\n1 De Veerbode, 3 mei 2024.\n2 De Schipper, 4 mei 2024.\nVraag 2\nEn nu?".encode()
    )
    assert words == blocks(document)[1]
    assert [("1", 0), ("2", 1)] == [(label, note) for _, label, note in marks(document)]


def test_numbers_side_by_side_without_notes_are_no_marks() -> None:
    """Articles are listed too."""
    text = "Vraag 1\nKent u artikel 7, leden 1, 2\nEn 3 van de Veerwet?\nAntwoord 1\nJa."
    assert (
        "Kent u artikel 7, leden 1, 2 En 3 van de Veerwet?"
        == blocks(read_document(text.encode()))[1]
    )


def test_headings_of_a_single_question_have_no_number() -> None:
    """A lone "Vraag" is one, as "Antwoord" is."""
    text = "Vraag\nVaart het veer?\nAntwoord\nJa.\nVraag\nWaarheen vaart het?\nAntwoord\nNaar het eiland."
    document = read_document(text.encode())
    assert text.split("\n") == blocks(document)
    assert ["heading", "paragraph"] * 4 == [block.kind for block in document.blocks]


@pytest.mark.parametrize(
    "heading",
    [
        "Vragen en opmerkingen van de leden van de fractie van",
        "Inbreng van de leden van de fractie van",
    ],
)
def test_a_name_that_a_line_end_breaks_is_one_heading(heading: str) -> None:
    """The hyphen says that the name goes on, though the first line would do for a heading."""
    asked = "De leden van deze fractie vragen waarom het veer op zondag niet vaart en wat dat de bewoners kost."
    document = read_document(f"{heading} GroenLinks-\nPvdA\n{asked}".encode())
    assert [f"{heading} GroenLinks-PvdA", asked] == blocks(document)


def test_numbers_alone_number_what_comes_next() -> None:
    """Also where the line above them is full."""
    asked = "Hoeveel mensen varen er op zondag met het veer naar het eiland?"
    text = f"Antwoord van Minister Pont (Infrastructuur) (ontvangen 3 mei 2024).\n1\n{asked}\n2, 3\nWaarom? En hoe vaak?\n"
    assert ["1", asked, "2, 3", "Waarom? En hoe vaak?"] == blocks(read_document(text.encode()))[1:]
