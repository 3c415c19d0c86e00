"""Notes and headings in text files whose blank lines or margins an extraction changed."""

import pytest

from pipeline.reading import read_document
from pipeline.reading.document import Document

INDENTED = """\
                     De veerdienst is in de winter gesloten, zoals de vaste commissie1 al eerder aan de
                     provincie heeft geschreven, en de bewoners van het eiland hebben daar last van.

                     1 Samenstelling: Pont-Veer (BBB) (voorzitter), Van de Brug (VVD), Overzet (D66), Kade (CDA), Sluis-
                     wachter (SP), Steiger (Volt).
                     2 Kamerstuk 98 430, nr. 4.
"""

NO_BLANK_LINES = """\
De provincie betaalt de brandstof van alle veerponten en de gemeenten betalen de schippers.
{heading}
De leden van de SP-fractie vragen waarom de veerponten op zondag niet varen en wat dat kost.
"""

YEAR = """\
Hoeveel bezwaren zijn ingediend naar aanleiding van de uitspraak over de veerponten van 6 juni 20241?
De bewoners van het eiland hebben daar volgens de provincie nog altijd veel last van gehad.
1 Kamerstuk 98 430, nr. 4.
"""


def blocks(document: Document) -> list[str]:
    """Return the blocks as text."""
    return [document.text[block.start : block.end] for block in document.blocks]


def test_a_note_runs_on_in_the_margin_in_which_it_began() -> None:
    """The first page of a paper is indented as a whole."""
    document = read_document(INDENTED.encode())
    first = document.footnotes[0]
    assert document.text[first.start : first.end].endswith(
        "Kade (CDA), Sluiswachter (SP), Steiger (Volt)."
    )
    assert blocks(document)[0].endswith("hebben daar last van.")


@pytest.mark.parametrize(
    "heading",
    [
        "Nadere vragen van de leden van de SP-fractie",
        "4. Vragen en opmerkingen van de leden van de fractie van de SP",
        "Aanvullende opmerkingen van de leden van de SP-fractie",
    ],
)
def test_numbered_and_further_questions_of_a_party_group_have_a_heading(heading: str) -> None:
    """Nothing but its words tells it from the paragraph above, which fills its last line."""
    text = NO_BLANK_LINES.format(heading=heading)
    document = read_document(text.encode())
    assert text.splitlines() == blocks(document)
    assert document.blocks[1].kind == "heading"


THEME = """\
Dat kost tien cent, en het Rijk betaalt dat. De cijfers staan in het jaarverslag van de Munt.
Nieuwe munten
2. Wanneer komt er een munt van koper, en wie staat daar dan op afgebeeld volgens de regering?
"""


def test_a_theme_above_a_numbered_question_is_a_paragraph() -> None:
    """A few words that are no sentence, behind one that fills its line."""
    assert THEME.splitlines() == blocks(read_document(THEME.encode()))


THEME_OF_QUESTIONS = """\
De regering heeft de munten van koper laten slaan en daar is bij de Munt niemand tegen geweest.
Uitvoering en handhaving
De leden van de fractie van de SP vragen of de kosten van de munten niet bij de burgers komen.
"""

THEME_ABOVE_NOTES = """\
De munten van koper zijn geslagen (Stcrt. 2024, nr. 98911) en zij zijn met een pont gebracht.1
Daarnaast is er een kluis ingericht.
Vraag 1 van de leden van de SP-fractie
1 Kamerstuk 98 430, nr. 4.
De leden van de fractie van de SP vragen of de kosten van de munten niet bij de burgers komen.
"""


def test_a_theme_above_a_sentence_is_a_paragraph() -> None:
    """It had room for the first word of that sentence, and the line above it ended one."""
    assert THEME_OF_QUESTIONS.splitlines() == blocks(read_document(THEME_OF_QUESTIONS.encode()))


def test_a_theme_above_the_notes_of_its_page_stands_above_the_next_page() -> None:
    """No sentence goes on behind it."""
    expected = ["Vraag 1 van de leden van de SP-fractie", THEME_ABOVE_NOTES.splitlines()[-1]]
    assert expected == blocks(read_document(THEME_ABOVE_NOTES.encode()))[-2:]


def test_a_page_ends_where_it_is_numbered_in_words() -> None:
    """The last note there is a full line, and goes on with nothing from the next page."""
    last = "1 Rekenkamer, «Munten van koper», bijlage bij Kamerstukken II 2019/20, 98 430, nr. 95, deel II."
    words = f"Er is een munt.1\n{last}\nPagina 1 van 3\nDe leden van de fractie van de SP vragen of zij van zilver is.\n"
    document = read_document(words.encode())
    assert [
        "Er is een munt.",
        "De leden van de fractie van de SP vragen of zij van zilver is.",
    ] == blocks(document)


ASKED = """\
De minister legt de maatregel over de munten van koper in het tweede kwartaal aan de Kamer voor.
{asked} of er een munt van zilver komt die ook in het
eiland geldig is.
De munt van zilver is niet geldig op het eiland, en zij is ook nergens anders meer geldig nu zij
uit de handel is.
"""


@pytest.mark.parametrize(
    "asked",
    [
        "De leden van de fractie van de SP vragen",
        "Deze leden vragen ook",
        "Voorts vragen deze leden",
        "De leden van de SP-fractie lezen",
        "De leden van de commissie ontvangen graag",
    ],
)
def test_a_question_of_a_party_group_begins_a_paragraph(asked: str) -> None:
    """If the line above is full, the words decide."""
    found = blocks(read_document(ASKED.format(asked=asked).encode()))
    assert [ASKED.splitlines()[0], asked, "De munt van zilver is niet geldig"] == [
        found[0],
        found[1][: len(asked)],
        found[2][:33],
    ]


def test_a_mark_after_a_year_in_a_question_is_a_footnote_mark() -> None:
    """A year of five figures is a year with the mark of a note."""
    document = read_document(YEAR.encode())
    assert "van 6 juni 2024?" in document.text
    assert [("1", 0)] == [(mark.label, mark.note) for mark in document.marks]


CLOSING = """\
De veerponten varen weer vanaf de eerste zondag van april, zo heeft de provincie mij gemeld.
Hoogachtend,
De minister van Infrastructuur en Waterstaat,
R. Veerman
"""


def test_a_greeting_is_a_line_of_its_own() -> None:
    """Without blank lines only its words tell."""
    assert CLOSING.splitlines() == blocks(read_document(CLOSING.encode()))
