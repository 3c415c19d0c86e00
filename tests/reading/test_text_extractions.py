"""Text files as extraction tools leave them: lines cut at raised numbers and hyphens, notes at the
foot of numbered questions.
"""

import pytest
from document_views import blocks, body, kinds, marks, notes

from pipeline.reading import read_document

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


def test_notes_below_questions_with_bare_numbers_are_notes() -> None:
    """At the foot of a page nothing asks any more: a number alone there is a note's."""
    document = read_document(ASKED.encode())
    expected = [
        ("1", "Instituut voor Veren, «Ponten aan de kant», Lelystad 2026, met alle bijlagen."),
        ("2", "Kamerstuk 99 100, nr. 4."),
    ]
    assert expected == notes(document)
    assert [("varen?", "1", 0), ("landen?", "2", 1)] == marks(document)


def test_notes_of_one_full_line_each_stay_apart() -> None:
    """Their numbers stand above each other, and the first note leaves no room on its line."""
    words = (
        "De veerponten varen niet meer in de winter.1 Dat blijkt uit het onderzoek\n"
        "van het instituut, dat de minister kent en dat ook in de Kamer besproken\n"
        "is.2 De tarieven zijn niet bekend.\n\n1\n2\n\n"
        "Bedoeld zijn de veerponten van alle grote rivieren en hun vele zijtakken.\n"
        "Kamerstuk 99 100, nr. 4.\n"
    )
    assert [
        "Bedoeld zijn de veerponten van alle grote rivieren en hun vele zijtakken.",
        "Kamerstuk 99 100, nr. 4.",
    ] == [note for _, note in notes(read_document(words.encode()))]


@pytest.mark.parametrize("space", ["", " "])
def test_a_line_cut_after_a_footnote_mark_is_joined(space: str) -> None:
    """The rest of the line is no paragraph of its own."""
    words = (
        "De leden van de SGP-fractie lezen in de brief van de minister over de veren\n"
        f"dat er op zondag niet wordt gevaren.1\n{space}Is dit een regel of een\n"
        "gewoonte, en deelt de minister de opvatting dat het zo kan blijven? Hoe is\n"
        "dat in de andere landen geregeld?\n\n1 Kamerstuk 99 100, nr. 4.\n"
    )
    assert "niet wordt gevaren. Is dit een regel of een gewoonte," in body(
        read_document(words.encode())
    )


def test_a_hyphen_lost_at_a_line_end_of_a_party_group_is_restored() -> None:
    """A word in capitals is never stuck to another."""
    words = "Zie het antwoord op vraag 1 van de leden van de BBBfractie en de D66fractie, en de Voltfractie.\n"
    assert "de BBB-fractie en de D66-fractie, en de Voltfractie." in body(
        read_document(words.encode())
    )


def test_line_ends_of_pdfium_are_joined() -> None:
    """Its sign for a hyphen at a line end stands for both: a broken word is joined, an address and
    a name keep theirs.
    """
    words = (
        "De leden van de BBB-fractie vragen hoe hulpdiensten een drij\ufffevende wijk bereiken\n"
        "en wat de kosten zijn. Zij verwijzen naar het antwoord aan de leden van de BBB\ufffefractie\n"
        "en naar https://www.veren.nl/ponten-niet\ufffevaren-in-de-winter. Een drijvende wijk is dat.\n"
    )
    found = body(read_document(words.encode()))
    assert "een drijvende wijk bereiken en wat" in found
    assert (
        "de leden van de BBB-fractie en naar https://www.veren.nl/ponten-niet-varen-in-de-winter. Een"
        in found
    )


def test_the_second_half_of_a_broken_word_is_joined() -> None:
    """Standing first in its line does not make "gens" a word that "vol-" could keep its hyphen for."""
    words = (
        "Voor de veerponten die niet op afstand bediend worden, is dat al met al vol-\n"
        "gens de schippers genoeg. Zij varen in de winter toch niet meer in het don-\n"
        "ker, en dat is ook niet nodig.\n"
    )
    assert "vol-gens" not in body(read_document(words.encode()))
    assert "volgens de schippers" in body(read_document(words.encode()))


SAVED = """\
De leden van de fractie van de SP danken de regering voor de brief over de veerponten en hebben nog enkele vragen.1
Uitvoering en handhaving
De leden van de fractie van de SP vragen hoeveel veerponten op zondag niet varen. Zij noemen als voorbeeld de pont bij het eiland.
Deze leden vragen ook wanneer de algemene maatregel van bestuur over de veerponten van de provincies en de gemeenten wordt voorgehangen, en of de Kamer dan nog iets kan veranderen.
Ja. De maatregel wordt in april voorgehangen.
1 Kamerstuk 98 430, nr. 4.
"""


def test_unwrapped_lines_of_a_word_processor_are_paragraphs() -> None:
    """Each is a line, as long as it may be: one that is shorter than others has no room left for
    anything.
    """
    document = read_document(SAVED.encode())
    assert [line.removesuffix("1") for line in SAVED.splitlines()[:-1]] == blocks(document)
    assert [("1", "Kamerstuk 98 430, nr. 4.")] == notes(document)


def test_long_lines_of_an_extraction_that_joins_words_are_wrapped_lines() -> None:
    """Sentences go on below them."""
    words = (
        "De leden van de SP-fractie vragen hoeveel veerponten op zondag in de provincies en de gemeenten niet varen, en wie de kosten"
        " van de brandstof van de veerponten daar betaalt\n"
        "of zou moeten betalen. Zij vragen ook wanneer de algemene maatregel van bestuur over de veerponten aan de orde komt.\n"
        "De maatregel wordt, zo lezen zij, in april voorgehangen, maar dan varen de veerponten op zondag al maanden niet meer.\n"
        "Is dat bekend?\n"
    )
    assert len(blocks(read_document(words.encode()))) == 1


def test_a_page_number_above_the_footer_is_removed() -> None:
    """The name of who signs is the last line of the letter on that page."""
    words = (
        "De veerponten varen weer vanaf de eerste zondag van april, zo heeft de provincie mij gemeld.\n"
        "De minister van Infrastructuur en Waterstaat,\nR. Veerman\n2Eerste Kamer, vergaderjaar 2025–2026, 98 430, B\n"
    )
    assert "R. Veerman" == blocks(read_document(words.encode()))[-1]


def test_the_number_of_the_first_page_after_its_imprint_is_removed() -> None:
    """A page may end there, above the name of who signs."""
    words = (
        "De veerponten varen weer vanaf de eerste zondag van april, zo heeft de provincie mij gemeld.\n"
        "De minister van Infrastructuur en Waterstaat,\n’s-Gravenhage 2026 1\n"
        "Eerste Kamer, vergaderjaar 2025–2026, 98 430, B\nR. Veerman\n"
    )
    assert ["De minister van Infrastructuur en Waterstaat,", "R. Veerman"] == blocks(
        read_document(words.encode())
    )[-2:]


MARKERS = """\
Vragen van de leden van de SP-fractie
1.
Varen de veerponten van het eiland ook in de winter, en wat kost dat volgens de
regering?
2.
Wie betaalt dat? De leden verwijzen naar de brief van de minister met het nr.
77.
Dat is de brief over de brug.
"""


def test_list_markers_on_lines_of_their_own_join_their_items() -> None:
    """They belong to the words below them, where they are the first or the next of their list."""
    expected = [
        "Vragen van de leden van de SP-fractie",
        "1. Varen de veerponten van het eiland ook in de winter, en wat kost dat volgens de regering?",
        "2. Wie betaalt dat? De leden verwijzen naar de brief van de minister met het nr. 77.",
    ]
    document = read_document(MARKERS.encode())
    assert expected == blocks(document)[:3]
    assert ["heading", "list_item", "list_item"] == kinds(document)[:3]


def test_a_number_separated_from_the_imprint_numbers_a_note() -> None:
    """Only one right below it is that of the page."""
    words = (
        "De veerponten varen niet meer in de winter.1 Dat is bekend.\n\nkst-98430-B\nISSN 0921 - 7371\n’s-Gravenhage 2026\n\n"
        "1\n\nKamerstuk 99 100, nr. 4.\n\nEerste Kamer, vergaderjaar 2025–2026, 98 430, B\n\n1\n"
    )
    assert [("1", "Kamerstuk 99 100, nr. 4.")] == notes(read_document(words.encode()))


@pytest.mark.parametrize("last", ["veren", "2026"])
def test_a_mark_on_its_own_line_inside_a_sentence_is_a_footnote_mark(last: str) -> None:
    """Both lines together are no longer than one, and its note stands at the foot of the page."""
    words = (
        f"De leden van de vaste commissie voor {last}\n1 hebben in de vergadering\n"
        "van 14 maart gesproken over de brief. Naar aanleiding daarvan heeft zij een\n"
        "brief gestuurd aan de minister. De minister heeft geantwoord op 1 mei.\n"
        "1 Samenstelling: Pont-Veer (BBB) (voorzitter), Van de Brug (VVD).\n"
    )
    document = read_document(words.encode())
    assert [(last, "1", 0)] == marks(document)
    assert f"voor {last} hebben in de vergadering van 14 maart" in body(document)


def test_note_lines_and_footer_parts_spread_by_a_layout_are_joined() -> None:
    """The rest of a broken word belongs to its note, and a foot is one also where its line is
    shorter than others.
    """
    words = (
        "Naar het eiland vaart een pont.1 De pont vaart niet in de winter, zo blijkt uit de brief en uit het\n"
        "advies. Voor de bewoners is er een\n\n"
        "1 Het advies is te raadplegen op de website van de adviesraad voor de veren en ook in de biblio-\n"
        f"    theek.\n\n     Eerste Kamer, vergaderjaar 2025–2026, 98 430, B{' ' * 80}1\n"
        "helikopter.\n"
    )
    document = read_document(words.encode())
    assert body(document).endswith("Voor de bewoners is er een helikopter.")
    assert notes(document)[0][1].endswith("ook in de bibliotheek.")
