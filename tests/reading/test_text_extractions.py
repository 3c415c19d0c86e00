"""Text files as extraction tools leave them: lines cut at raised numbers and hyphens, notes at the foot of numbered questions."""

import pytest
from looking import blocks, body, marks, notes

from pipeline.reading import read

ASKED = """\
Vragen van het lid Veerman (VVD) aan de Minister van Infrastructuur en Waterstaat
over de veerponten van het land (ingezonden 17 maart 2026).
1
Heeft u kennisgenomen van het onderzoek waaruit blijkt dat veerponten in de
winter niet meer varen?1
2
Hoeveel veerponten varen er op zondag, en wie betaalt daarvan de brandstof?
3
Wat is er bekend over de tarieven van de veerponten in de andere landen?2
1
Instituut voor Veren, «Ponten aan de kant», Lelystad 2026, met alle bijlagen.
2
Kamerstuk 99 100, nr. 4.
Eerste Kamer, vergaderjaar 2025–2026, Vragen, nr. 990003 1
"""


def test_notes_below_questions_that_bear_numbers_alone() -> None:
    """At the foot of a page nothing asks any more: a number alone there is a note's."""
    document = read(ASKED.encode())
    expected = [
        ("1", "Instituut voor Veren, «Ponten aan de kant», Lelystad 2026, met alle bijlagen."),
        ("2", "Kamerstuk 99 100, nr. 4."),
    ]
    assert expected == notes(document)
    assert [("varen?", "1", 0), ("landen?", "2", 1)] == marks(document)


def test_notes_of_one_full_line_each() -> None:
    """Their numbers stand above each other, and the first note leaves no room on its line."""
    words = (
        "De veerponten varen niet meer in de winter.1 Dat blijkt uit het onderzoek\n"
        "van het instituut, dat de minister kent en dat ook in de Kamer besproken\n"
        "is.2 De tarieven zijn niet bekend.\n\n1\n2\n\n"
        "Bedoeld zijn de veerponten van alle grote rivieren en hun vele zijtakken.\n"
        "Kamerstuk 99 100, nr. 4.\n"
    )
    assert ["Bedoeld zijn de veerponten van alle grote rivieren en hun vele zijtakken.", "Kamerstuk 99 100, nr. 4."] == [
        note for _, note in notes(read(words.encode()))
    ]


@pytest.mark.parametrize("space", ["", " "])
def test_a_line_that_is_cut_behind_the_mark_of_a_note(space: str) -> None:
    """The rest of the line is no paragraph of its own."""
    words = (
        "De leden van de SGP-fractie lezen in de brief van de minister over de veren\n"
        f"dat er op zondag niet wordt gevaren.1\n{space}Is dit een regel of een\n"
        "gewoonte, en deelt de minister de opvatting dat het zo kan blijven? Hoe is\n"
        "dat in de andere landen geregeld?\n\n1 Kamerstuk 99 100, nr. 4.\n"
    )
    assert "niet wordt gevaren. Is dit een regel of een gewoonte," in body(read(words.encode()))


def test_a_heading_that_is_a_full_line() -> None:
    """What begins as questions do begins below it."""
    words = (
        "Vragen en opmerkingen van de leden van de fractie van GroenLinks-PvdA\n"
        "Vraag 1: De leden van de fractie van GroenLinks-PvdA missen in de brief\n"
        "een paragraaf over de veren. Waarom is dat?\n"
    )
    assert "Vragen en opmerkingen van de leden van de fractie van GroenLinks-PvdA" == blocks(read(words.encode()))[0]


def test_the_hyphen_of_a_party_group_that_a_line_end_swallowed() -> None:
    """A word in capitals is never stuck to another."""
    words = "Zie het antwoord op vraag 1 van de leden van de BBBfractie en de D66fractie, en de Voltfractie.\n"
    assert "de BBB-fractie en de D66-fractie, en de Voltfractie." in body(read(words.encode()))
