"""Text files that keep the places of a page: numbers of notes on lines of their own, feet in the
text, lost form feeds.
"""

from itertools import pairwise

import pytest
from document_views import blocks, marks

from pipeline.reading import read_document

NUMBER_ABOVE_ITS_NOTE = """\
                De gemeente heeft een regeling1 vastgesteld voor het veer en een
                tarief2 voor de bewoners van het eiland.


                1
                    Kamerstuk 99 100, nr. 1
                2
                    Brief van 3 mei 2024, te vinden op de plaats waar alle brieven van de
                    gemeente staan.


Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel                       1
                De bewoners betalen de helft.
"""

NUMBERS_TOGETHER = """\
De gemeente heeft een regeling1 vastgesteld voor het veer en een tarief2 voor
de bewoners van het eiland.

1
2

Kamerstuk 99 100, nr. 1
Kamerstuk 99 100, nr. 2

Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel

1

De bewoners betalen de helft.
"""

QUESTIONS_UNDER_NUMBERS = """\
Vragen van het lid Pronk (VVD) aan de Minister van Financiën over de munt1 (ingezonden 3 mei 2024).

1
Kent u het bericht over de munt?

2
Wat kost het slaan van een munt?
"""

NOTES_BELOW_A_HEADING = """\
                De leden van de commissie voor Financiën1 hebben kennisgenomen van uw brief
                over de munt2 en van het tarief.3

                Vragen van de leden van de VVD-fractie


                1
                    Samenstelling: Pronk (VVD) (voorzitter), De Graaf (D66), Van Veen (SP), De Boer
                    (CDA), Brug (BBB).
                2
                    Kamerstuk 99 100, nr. 2
                3
                    Zie https://munt.example/tarief?jaar=2024.
\f                1. Hoeveel munten zijn er dit jaar geslagen?

                2. Wat kost het slaan van een munt?4


                4
                    Kamerstuk 99 100, nr. 4
\f                3. Wat kost het vervoer?
"""

HEAD = """\
Vragen van het lid Pronk (VVD) aan de Minister van Financiën over de munt (ingezonden 3 mei 2024).
Mededeling van Minister De Graaf (Financiën) (ontvangen 24 mei 2024).
"""

ADDRESS = """\
Aan de Voorzitter van de Eerste Kamer der Staten-Generaal
Den Haag, 1 december 2025
Met deze brief bericht ik u dat de antwoorden nog niet gereed zijn, omdat het overleg met de
gemeenten meer tijd vraagt dan was voorzien.
"""


def lines(words: str) -> list[str]:
    """Return the blocks of a text file."""
    document = read_document(words.encode())
    return [document.text[block.start : block.end] for block in document.blocks]


def notes(words: str) -> list[tuple[str, str]]:
    """Return the notes of a text file, each with the word that its mark stands behind."""
    document = read_document(words.encode())
    behind = {mark.note: document.text[: mark.position].split()[-1] for mark in document.marks}
    return [
        (behind[index], document.text[note.start : note.end])
        for index, note in enumerate(document.footnotes)
    ]


def test_a_number_alone_above_its_words_is_the_number_of_a_note() -> None:
    """A layout sets the raised number of a note on a line of its own."""
    long = "Brief van 3 mei 2024, te vinden op de plaats waar alle brieven van de gemeente staan."
    assert [("regeling", "Kamerstuk 99 100, nr. 1"), ("tarief", long)] == notes(
        NUMBER_ABOVE_ITS_NOTE
    )
    assert "De bewoners betalen de helft." == lines(NUMBER_ABOVE_ITS_NOTE)[-1]


def test_stacked_numbers_label_the_notes_below_them() -> None:
    """An extraction without layout gives first all numbers of a page, then the words of its notes."""
    assert [
        ("regeling", "Kamerstuk 99 100, nr. 1"),
        ("tarief", "Kamerstuk 99 100, nr. 2"),
    ] == notes(NUMBERS_TOGETHER)
    assert "De bewoners betalen de helft." == lines(NUMBERS_TOGETHER)[-1]


def test_numbers_alone_above_questions_are_no_notes() -> None:
    """A paper that numbers its questions so keeps them."""
    assert [] == notes(QUESTIONS_UNDER_NUMBERS)
    assert ("1", "Kent u het bericht over de munt?") in pairwise(lines(QUESTIONS_UNDER_NUMBERS))


def test_a_question_on_the_next_page_is_not_part_of_a_note() -> None:
    """Nor do the notes below a heading that ends its page ask, whatever stands in an address."""
    assert ["Samenstelling:", "Kamerstuk", "Zie", "Kamerstuk"] == [
        note.split()[0] for _, note in notes(NOTES_BELOW_A_HEADING)
    ]
    asked = [
        "1. Hoeveel munten zijn er dit jaar geslagen?",
        "2. Wat kost het slaan van een munt?",
        "3. Wat kost het vervoer?",
    ]
    assert ["Vragen van de leden van de VVD-fractie", *asked] == lines(NOTES_BELOW_A_HEADING)[1:]


def test_the_answering_minister_is_found_below_the_asker() -> None:
    """The two sentences of the head are two paragraphs, also when the first one fills its line."""
    assert HEAD.splitlines() == lines(HEAD)


def test_place_and_day_stand_on_a_line_of_their_own() -> None:
    """The address above them and the letter below them are other paragraphs."""
    assert ADDRESS.splitlines()[1] == lines(ADDRESS)[1]


TITLE_ABOVE_THE_HEAD = """\
Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden
Vragen van de leden Pronk (VVD) en De Graaf (D66) aan de Minister van Financiën over de munt (ingezonden 3 mei 2024).
"""

BROKEN_WORDS = """\
Over de uitvoering van deze regeling bestaat bij de gemeenten nog altijd weinig informa-
tie, zo blijkt uit het onderzoek dat de minister in het voorjaar van dit jaar heeft laten
doen door een bureau.
"""


def test_the_asker_is_found_below_the_title_of_the_series() -> None:
    """The title ends without a full stop."""
    assert TITLE_ABOVE_THE_HEAD.splitlines() == lines(TITLE_ABOVE_THE_HEAD)


def test_a_short_ending_that_is_no_word_belongs_to_the_broken_word() -> None:
    """A file with one hyphen at a line's end shows no habit."""
    assert "weinig informatie, zo blijkt" in lines(BROKEN_WORDS)[0]


RAISED_BELOW = """\
De leden van de commissie hebben kennisgenomen van de nota over het veer naar het eiland.
1 Dit geeft de leden van de fracties aanleiding tot vragen over de dienstregeling.
1. Kunt u aangeven waarom de veerdienst in de winter niet vaart?
2
2. Wat kost een overtocht?
1 Kamerstukken I 2024/25, 99 100, A.
2 www.veren.example/winter.
\f3. Wie betaalt de brug?
"""


def test_a_raised_number_that_begins_a_line_of_its_own_is_the_mark_of_its_note() -> None:
    """An extraction ends the line at a raised number; the note stands at the foot of the page."""
    document = read_document(RAISED_BELOW.encode())
    assert ["Kamerstukken I 2024/25, 99 100, A.", "www.veren.example/winter."] == [
        document.text[note.start : note.end] for note in document.footnotes
    ]
    assert [("eiland.", "1", 0), ("vaart?", "2", 1)] == marks(document)
    assert ["De leden", "1. Kunt", "2. Wat", "3. Wie"] == [
        " ".join(block.split()[:2]) for block in blocks(document)
    ]


def test_numbers_without_a_full_stop_are_no_marks_where_no_page_ends() -> None:
    """A list whose numbers begin again further down."""
    listed = "1 Een brug.\n2 Een veer.\nDaarover is besloten.\n"
    document = read_document((listed * 2 + "De Kamer is daarover ingelicht.\n" * 12).encode())
    assert ((), []) == (document.footnotes, marks(document))


def test_a_footer_with_parts_at_both_edges_is_removed_whole() -> None:
    """A layout sets place and year, the session and the page number far apart, in a line longer
    than any other.
    """
    foot = (
        "’s-Gravenhage 2025"
        + " " * 9
        + "Eerste Kamer, vergaderjaar 2024–2025, 98 440, G"
        + " " * 90
        + "1"
    )
    assert lines(f"De gemeente heeft een veer voor de bewoners en\n{foot}\nvoor hun gasten.") == [
        "De gemeente heeft een veer voor de bewoners en voor hun gasten."
    ]


@pytest.mark.parametrize("between", [" ", " " * 100])
def test_a_reference_beside_the_page_number_is_a_footer(between: str) -> None:
    """On one line, or at both edges."""
    page = f"De gemeente heeft een veer voor de bewoners en\nOns kenmerk DGV / 98440{between}Pagina 1 van 2\n\fvoor hun gasten."
    assert ["De gemeente heeft een veer voor de bewoners en voor hun gasten."] == lines(page)


def test_the_number_of_a_page_is_not_the_mark_of_a_note() -> None:
    """If the number also stands behind a full stop, the note belongs there."""
    words = (
        "De leden van de commissie hebben kennisgenomen van de nota1 over het veer naar het eiland.\n\n"
        "1\n    Kamerstuk 99 100, nr. 1\n\n{number}1\n\fHet veer vaart in de winter niet, zoals de gemeente heeft laten weten.\n\n{number}2\n"
        "\fDe cijfers staan in de Staat van de veren 2025.2\n\nDe brug wordt gebouwd.\n\n2\n    Kamerstuk 99 100, nr. 2\n"
    ).format(number=" " * 40)
    assert [("nota", "Kamerstuk 99 100, nr. 1"), ("2025.", "Kamerstuk 99 100, nr. 2")] == notes(
        words
    )


def test_a_question_that_the_reply_repeats_begins_a_paragraph_again() -> None:
    """The same line has begun one before, where no blank lines show it."""
    asked = "Verder vernemen deze leden graag of de veerponten in de winter naar het eiland varen."
    answer = "De kosten van de veerponten worden gedeeld door het Rijk, provincie en gemeenten."
    letter = f"Den Haag, 3 mei 2026\n{asked}\nHoogachtend,\n"
    assert [answer, asked] == [
        words.removesuffix(" Nee.") for words in lines(letter + f"{answer}\n{asked}\nNee.")[-2:]
    ]


FEET = [
    "kst-99100-B",
    "kst-99100-B   1",
    "kst-99100-B\n\n1",
    "Eerste Kamer, vergaderjaar 2024-2025, 99 100, B",
    "Eerste Kamer, vergaderjaar 2024-2025, 99 100, B\n\n1",
]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\f"])
@pytest.mark.parametrize("foot", FEET)
def test_the_name_of_the_paper_in_the_footer_is_removed(foot: str, between: str) -> None:
    """With the number of the page beside or below it; also at the end of the file."""
    page = f"De gemeente heeft een veer voor de bewoners en\n\n{foot}{between}voor hun gasten.\n\n{foot}\n"
    assert ["De gemeente heeft een veer voor de bewoners en voor hun gasten."] == lines(page)


@pytest.mark.parametrize(
    "foot",
    ["kst-99100-B 1\n", "kst-99100-B\n\f", "Eerste Kamer, vergaderjaar 2024–2025, 99 100, B 1\n"],
)
def test_a_question_number_after_the_footer_is_kept(foot: str) -> None:
    """A page has one number, and what stands on the next page is none of this one."""
    document = (
        f"2\nWat kost het veer?\n\n{foot}3\nWie betaalt de brug?\n\n4\nWanneer is zij klaar?\n"
    )
    assert [
        "2",
        "Wat kost het veer?",
        "3",
        "Wie betaalt de brug?",
        "4",
        "Wanneer is zij klaar?",
    ] == lines(document)


@pytest.mark.parametrize("notes", ["", "1\n    Brief van de gemeente.\n\n"])
def test_a_citation_goes_on_over_the_page(notes: str) -> None:
    """Also with notes at the foot of this one."""
    end, begin = "nr.", "2) geen dekking."
    words = f"De gemeente heeft een veer1 en daarvoor is in de begroting (Kamerstukken II 2021/22, 99 100 VI, {end}"
    foot = "Eerste Kamer, vergaderjaar 2021–2022, 99 100, C" + " " * 30
    document = read_document(
        f"{words}\n\n\n{notes}\n{foot}1\n\f{begin}\n\nDe brug wordt gebouwd.\n\n\n{foot}2\n".encode()
    )
    assert f"{words.replace('1', '', 1) if notes else words} {begin}" in blocks(document)
