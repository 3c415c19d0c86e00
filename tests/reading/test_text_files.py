"""Text files: pages, footnotes and paragraphs as a reader of the letter sees them."""

import pytest
from document_views import blocks, body, kinds, marks, notes

from pipeline.reading import read_document


def text(words: str) -> bytes:
    """Return a text file."""
    return words.encode()


WRAPPED = """\
De leden van de commissie hebben kennisgenomen van de nota over het
veer1 naar het eiland en van de brief2 waarin de minister deze nota
aan de Kamer heeft aangeboden. Zij hebben daarover enkele vragen en

1 Kamerstukken I 2024/25, 99 100, A.
2 Kamerstuk 99 100, nr. 4103
wensen die voort te leggen aan de minister, mede gelet op de winter.
"""


def test_notes_at_the_foot_of_a_lost_page_leave_the_sentence_they_interrupt() -> None:
    """Two notes stand in the middle of a sentence, without any sign of the page's end."""
    document = read_document(text(WRAPPED))
    assert [
        ("1", "Kamerstukken I 2024/25, 99 100, A."),
        ("2", "Kamerstuk 99 100, nr. 4103"),
    ] == notes(document)
    assert [("veer", "1", 0), ("brief", "2", 1)] == marks(document)
    assert "enkele vragen en wensen die voort te leggen" in body(document)


def test_numbers_that_are_no_footnote_marks_stay() -> None:
    """Names, articles, sub-questions, decimals and chemistry keep their numbers."""
    kept = "Natura 2000, artikel 15, vraag 3a, CO2, PM10, de A2, 1,5 procent, paragraaf 2.1 van de nota en 5 mei 2024."
    document = read_document(
        text(f"{kept}\nZie de nota1 en de nota zelf.\n\n1 Kamerstuk 99 100, nr. 1\n")
    )
    assert kept in body(document)
    assert [("nota", "1", 0)] == marks(document)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Dat staat in het Witboek2030.1 De rest volgt.", "Witboek2030."),
        ("Dat staat in de brief van 29 juni 20221 en elders.", "2022"),
        ("De sector is «strategisch».” 1\n", "«strategisch».”"),
        ("Dat staat in de brief[1 ] van de minister.", "brief"),
        ("Dat staat in de brief¹ van de minister.", "brief"),
        ("Volgens de Act.1 Tijdens de top bleek dat.", "Act."),
    ],
)
def test_a_mark_is_found_behind_words_stops_years_and_quotes(written: str, word: str) -> None:
    """Every way in which a raised number comes out of an extraction."""
    document = read_document(text(f"{written}\n\n1 Kamerstuk 99 100, nr. 1\n"))
    assert [(word, "1", 0)] == marks(document)


def test_a_sentence_that_runs_on_into_a_number_is_no_note() -> None:
    """A line that begins with the next number in order is a note only where a sentence can stop."""
    document = read_document(
        text(
            "Zie de nota1 over uitgaven.\n\n1 Kamerstuk 99 100, nr. 1\n\nDe uitgaven stijgen naar\n2 procent van alles.\n"
        )
    )
    assert "stijgen naar 2 procent van alles." in body(document)


def test_two_marks_in_one_pair_of_brackets_are_both_marks() -> None:
    """[1 2 ] points to two notes."""
    document = read_document(
        text("Dat is zo geregeld.[1 2 ] De rest volgt.\n\n1 Regeling een.\n2 Regeling twee.\n")
    )
    assert [("geregeld.", "1", 0), ("geregeld.", "2", 1)] == marks(document)
    assert "geregeld. De rest" in body(document)


def test_a_note_runs_on_below_a_full_line_only() -> None:
    """The second line of a note belongs to it when the first was full; the next page's text does
    not.
    """
    long = "1 Zie het rapport van de Raad voor het Waterwonen over wonen op de golven, Dordrecht 2025, met daarin"
    full = "Dit is een regel van de brief die tot het einde van de kolom doorloopt, over de nota1 en het overige.\n"
    document = read_document(text(f"{full * 4}\n{long}\nalle cijfers.\n"))
    assert [("1", long[2:] + " alle cijfers.")] == notes(document)


def test_a_blank_line_after_every_line_separates_no_paragraphs() -> None:
    """Paragraphs are told by the room on their last line."""
    rows = [
        "De leden van de commissie hebben met belangstelling kennisgenomen van de nota over het veer,",
        "die op 23 april 2025 door de minister van Veren naar de Kamer is gestuurd, en van de daarbij",
        "gevoegde stukken.",
        "Zij hebben naar aanleiding daarvan een aantal vragen over de dienstregeling van de komende",
        "winter en over de prijs van een overtocht.",
        "1. Kunt u aangeven waarom de veerdienst in de winter niet vaart, en welke gevolgen dat heeft",
        "voor de bewoners van het eiland? ",
        "2. Wat kost een overtocht?",
    ]
    document = read_document(text("\n\n".join(rows)))
    assert ["De leden", "Zij hebben", "1. Kunt", "2. Wat"] == [
        " ".join(block.split()[:2]) for block in blocks(document)
    ]
    assert ["paragraph", "paragraph", "list_item", "list_item"] == kinds(document)


def test_blank_lines_between_unwrapped_paragraphs_part_headings_from_them() -> None:
    """A heading runs on into nothing: only a line as long as those around it can."""
    paragraph = "De dienstregeling van de komende winter is met de eilandraad besproken en wordt in het najaar vastgesteld."
    rows = [
        "De veerdienst in de winter",
        f"{paragraph} Dat is tijdig.",
        "De prijs van een overtocht",
        paragraph * 2,
    ]
    document = read_document(
        text("\n\n".join([*rows, "De haven van het eiland", f"Slot. {paragraph}"]))
    )
    assert [*rows, "De haven van het eiland", f"Slot. {paragraph}"] == blocks(document)


def test_wrapped_lines_without_blank_lines_make_paragraphs() -> None:
    """A line that had room for the next word ended its paragraph."""
    rows = (
        "Vraag 1\nKlopt het dat de veerdienst in de winter niet vaart en dat de bewoners\n"
        "daardoor het eiland niet kunnen verlaten?\n\n"
        "Antwoord 1\nJa.\nDe veerdienst vaart niet zolang er ijs ligt. Dat is bij de aanleg van de\nhaven zo besloten.\n"
        "Voor noodgevallen is er een helikopter.\n"
    )
    expected = [
        "Vraag 1",
        "Klopt het dat de veerdienst in de winter niet vaart en dat de bewoners daardoor het eiland niet kunnen verlaten?",
        "Antwoord 1",
        "Ja.",
        "De veerdienst vaart niet zolang er ijs ligt. Dat is bij de aanleg van de haven zo besloten.",
        "Voor noodgevallen is er een helikopter.",
    ]
    assert expected == blocks(read_document(text(rows)))


def test_a_dash_inside_a_sentence_is_no_list() -> None:
    """A wrapped line may begin with a dash."""
    document = read_document(
        text(
            "Het kabinet bereidt regels voor om obstakels weg te nemen\n"
            "– bijvoorbeeld rond havens – en zal die nog dit jaar sturen.\n"
        )
    )
    assert 1 == len(document.blocks)


def test_bullets_have_two_levels() -> None:
    """A bullet of the Symbol font and the "o" of a word processor's second level."""
    document = read_document(
        text(
            "Het gaat om drie acties:\n\n\uf0b7 Voorlichting over:\n\no Wat de dreiging is;\n\n"
            "o Hoe men zich voorbereidt.\n\n\uf0b7 Een campagne.\n"
        )
    )
    assert [("", 1), ("•", 1), ("o", 2), ("o", 2), ("•", 1)] == [
        (block.label, block.level) for block in document.blocks
    ]


def test_mark_up_of_an_extraction_becomes_headings_and_emphasis() -> None:
    """Hashes, stars, underscores and bracketed ordinals leave the text; underscores in an address
    stay.
    """
    document = read_document(
        text(
            "#### Vergaderjaar 2023–2024 Aanhangsel van de Handelingen\n\n**Vragen van het lid**\n\nHet 11[e ] pakket, _zie_ https://veren.example/doc/A_1_2/.\n"
        )
    )
    assert ["heading", "heading", "paragraph"] == kinds(document)
    assert "Het 11e pakket, zie https://veren.example/doc/A_1_2/." == blocks(document)[2]
    assert [("bold", "Vragen van het lid"), ("italic", "zie")] == [
        (emphasis.kind, document.text[emphasis.start : emphasis.end])
        for emphasis in document.emphases
    ]


def test_page_numbers_and_running_lines_leave_the_text() -> None:
    """At form feeds, below notes, inside sentences, and the official running foot."""
    letter = (
        "De minister zegt toe dat de Kamer nog voor de zomer een brief over de\n\n2\n\fveerdienst krijgt.\n\n"
        "Eerste Kamer, vergaderjaar 2024–2025, 99 100, B 2\nISSN 0921 - 7371\nkst-99100-B\nPagina 2 van 5\nDe brief volgt.\n"
    )
    document = read_document(text(letter))
    assert (
        "De minister zegt toe dat de Kamer nog voor de zomer een brief over de veerdienst krijgt. De brief volgt."
        == body(document)
    )
    assert {
        "identifier": "kst-99100-B",
        "dossiernummer": "99 100",
        "ondernummer": "B",
        "vergaderjaar": "2024-2025",
    }.items() <= dict(document.metadata).items()


def test_numbers_alone_above_questions_stay() -> None:
    """Some ministries number their questions so; only the last number, at the end of the file, is a
    page's.
    """
    letter = "1\n\nKunt u een lijst geven?\n\nAntwoord 1\n\nNee.\n\n2\n\nWie besluit dat?\n\nAntwoord 2\n\nIedereen.\n\n1\n"
    assert [
        "1",
        "Kunt u een lijst geven?",
        "Antwoord 1",
        "Nee.",
        "2",
        "Wie besluit dat?",
        "Antwoord 2",
        "Iedereen.",
    ] == blocks(read_document(text(letter)))


def test_characters_are_normalised_and_none_is_lost() -> None:
    """Spaces, soft hyphens and ligatures are made plain; a cedilla in place of a comma, a party
    and a degree stay.
    """
    document = read_document(
        text(
            "De\u00a0e\ufb03ci\u00ebnte over\u00adheid, I\u00b82024-2025, ½ liter bij 5 °C, m², € 3.\n"
        )
    )
    assert "De efficiënte overheid, I\u00b82024-2025, ½ liter bij 5 °C, m², € 3." == body(document)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end_gives_the_same_text(encoding: str, line_end: str) -> None:
    """The same words whatever the file was saved as."""
    words = f"Vraag 1{line_end}Zijn de cliënten geïnformeerd over «het veer»?{line_end}"
    assert ["Vraag 1", "Zijn de cliënten geïnformeerd over «het veer»?"] == blocks(
        read_document(words.encode(encoding))
    )


def test_a_table_keeps_its_rows() -> None:
    """Cells that stand wide apart, or between the bars of a mark-up."""
    for table in (
        "Haven   Boten   Winter\nNoord   12   3\n",
        "| Haven | Boten | Winter |\n|---|---|---|\n| Noord | 12 | 3 |\n",
    ):
        document = read_document(text(f"De verdeling is als volgt.\n\n{table}\nDat is alles.\n"))
        assert [
            "De verdeling is als volgt.",
            "Haven | Boten | Winter",
            "Noord | 12 | 3",
            "Dat is alles.",
        ] == blocks(document)
        assert ["paragraph", "table", "table", "paragraph"] == kinds(document)


def test_an_office_and_a_name_at_the_end_are_a_signature() -> None:
    """On lines of their own, either first."""
    letter = (
        "Dat is alles.\n\nDe minister van Veren en Havens,\n\nGijs Overvaart\n\n"
        "Koen de Vries\n\nVoorzitter van de vaste commissie voor Veren\n"
    )
    assert ["paragraph", *["signature"] * 4] == kinds(read_document(text(letter)))


def test_a_title_in_capitals_over_two_lines_is_one_heading() -> None:
    """The title of a letter inside a report."""
    document = read_document(
        text(
            "BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR VEREN,\nHAVENS EN VAARWEGEN\n\nAan de minister van Veren\n"
        )
    )
    assert [
        "BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR VEREN, HAVENS EN VAARWEGEN",
        "Aan de minister van Veren",
    ] == blocks(document)


@pytest.mark.parametrize(
    "heading",
    [
        "Vragen en opmerkingen van de SP-fractie",
        "Antwoorden op de vragen van de SP-fractie",
        "Beantwoording van de vragen van de leden van de SP-fractie",
        "Vragen van de leden van de fractie van de SP",
    ],
)
def test_a_heading_of_a_party_group_needs_no_blank_line(heading: str) -> None:
    """Neither above it nor below it, and the line above may be full."""
    above = "1. Kunt u aangeven waarom de veerdienst in de winter niet vaart, en welke gevolgen dat heeft voor het eiland?"
    below = "De leden vragen of de kosten van de veerdienst in de winter zijn berekend en wat een overtocht dan nog kost."
    assert [above, heading, below] == blocks(read_document(text(f"{above}\n{heading}\n{below}\n")))


def test_the_name_of_a_party_group_inside_a_sentence_is_no_heading() -> None:
    """The line above has not ended."""
    document = read_document(
        text(
            "Deze vragen zijn eerder gesteld door de leden van de VVD-fractie en de\nSP-fractie\nin het debat.\n"
        )
    )
    assert 1 == len(document.blocks)


def test_pages_joined_without_a_line_end_are_split() -> None:
    """The foot of a page leaves the words of the next one alone."""
    foot = "Eerste Kamer, vergaderjaar 2024–2025, 99 100, B 1"
    document = read_document(
        text(
            f"De minister zegt toe dat de Kamer nog voor de zomer een\n{foot}brief over de veerdienst krijgt.\n"
        )
    )
    assert (
        "De minister zegt toe dat de Kamer nog voor de zomer een brief over de veerdienst krijgt."
        == body(document)
    )


def test_an_address_ends_with_its_sentence() -> None:
    """A capital behind a full stop begins another one, also on the next line."""
    document = read_document(
        text(
            "De cijfers zijn te vinden op www.veren.example/winter_en.\nIn het najaar volgen er meer cijfers.\n"
        )
    )
    assert "www.veren.example/winter_en. In het najaar volgen er meer cijfers." in body(document)


@pytest.mark.parametrize(
    "ending",
    ["Kamerstukken II 2023/24, 99 100, nr.\n3. Dat", "Stb.\n2024, 12. Dat", "blz.\n4) Dat"],
)
def test_a_number_that_an_abbreviation_announces_is_no_item(ending: str) -> None:
    """A citation that is broken behind "nr." stays one, though its rest looks like the marker of a
    list.
    """
    found = body(
        read_document(
            text(
                f"De leden lezen in de brief over de dijken dat de kosten stijgen, zie {ending} is veel.\n"
            )
        )
    )
    assert ending.replace("\n", " ") in found


@pytest.mark.parametrize(
    "address",
    [
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 3 juni 2026",
    ],
)
def test_the_head_of_a_paper_needs_no_blank_lines(address: str) -> None:
    """Each of its lines stands alone, and so do the address of a letter and its day."""
    head = f"Tweede Kamer der Staten-Generaal 2\nVergaderjaar 2025–2026\n99 100 Wet vaste veren\nNr. 9 Brief van de Minister\n{address}"
    text = "Hierbij zend ik u mijn brief over de veren, die in de winter niet varen omdat het ijs te dik is."
    assert [*head.split("\n"), text] == blocks(read_document(f"{head}\n{text}\n".encode()))
