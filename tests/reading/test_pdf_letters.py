"""PDFs by what stands where: marks, notes, margins, running heads, lists, tables, columns."""

import pytest
from document_views import blocks, body, kinds, marks, notes
from letters_in_layout import HEIGHT, Words, lines, pdf, width

from pipeline.reading import read_document

LEFT = 70
FULL = (
    "De leden van de commissie hebben met belangstelling kennisgenomen van de nota over de",
    "veerdienst, die door de minister naar de Kamer is gestuurd, en van het advies dat de raad",
    "daarover heeft uitgebracht, waarin wordt ingegaan op de dienstregeling in de winter en op",
)


def test_a_raised_number_is_a_mark_and_points_to_the_note_below() -> None:
    """Smaller and higher than its line; the note stands small at the foot, its number plain."""
    first = "Zie de brief van 29 juni 2022"
    document = read_document(
        pdf(
            [
                *lines(LEFT, 100, *FULL),
                Words(LEFT, 136, first),
                Words(LEFT + width(first), 132, "12", 6),
                Words(LEFT + width(first) + width("12", 6), 136, " en artikel 3."),
                Words(LEFT, 700, "12 Kamerstuk 99 100, nr. 4103,", 7),
                Words(LEFT + 10, 709, "31 augustus 2023, blz. 2.", 7),
            ]
        )
    )
    assert body(document).endswith("Zie de brief van 29 juni 2022 en artikel 3.")
    assert [("2022", "12", 0)] == marks(document)
    assert [("12", "Kamerstuk 99 100, nr. 4103, 31 augustus 2023, blz. 2.")] == notes(document)


def test_units_keep_their_raised_figure() -> None:
    """m² is no word with a footnote."""
    document = read_document(
        pdf(
            [
                *lines(LEFT, 100, *FULL),
                Words(LEFT, 136, "Het gaat om 12 m"),
                Words(LEFT + width("Het gaat om 12 m"), 132, "2", 6),
                Words(250, 136, "grond."),
            ]
        )
    )
    assert "12 m2 grond." in body(document).replace(" | ", " ")
    assert [] == marks(document)


def test_a_paragraph_and_its_note_go_on_over_the_page() -> None:
    """The sentence is joined, the rest of the note too, and page numbers and running heads are
    gone.
    """
    foot = [
        Words(
            LEFT,
            HEIGHT - 40,
            "Eerste Kamer, vergaderjaar 2024–2025, 99 100, B".replace("–", "-"),
            8,
        )
    ]
    document = read_document(
        pdf(
            [
                *lines(LEFT, 100, *FULL),
                Words(LEFT + width(FULL[2]), 120, "1", 6),
                Words(
                    LEFT,
                    700,
                    "1 Het gaat om de volgende havens: Noord, Zuid, Oost en de haven die men in de wandeling",
                    7,
                ),
                *foot,
                Words(300, HEIGHT - 20, "1", 8),
            ],
            [
                Words(400, 40, "Ministerie van Veren", 8),
                *lines(LEFT, 100, "de prijs van een overtocht. Zij hebben daarover enkele vragen."),
                Words(LEFT, 700, "de oude haven noemt.", 7),
                *foot,
                Words(300, HEIGHT - 20, "2", 8),
            ],
        )
    )
    assert ["winter en op de prijs van een overtocht. Zij hebben daarover enkele vragen."] == [
        block[block.index("winter") :] for block in blocks(document)
    ]
    assert [
        (
            "1",
            "Het gaat om de volgende havens: Noord, Zuid, Oost en de haven die men in de wandeling de oude haven noemt.",
        )
    ] == notes(document)
    assert {"dossiernummer": "99 100", "ondernummer": "B"}.items() <= dict(
        document.metadata
    ).items()


def test_words_that_the_typesetter_broke_are_whole_and_compounds_keep_their_hyphen() -> None:
    """The spelling elsewhere in the document decides."""
    document = read_document(
        pdf(
            [
                *lines(
                    LEFT,
                    100,
                    "De leden zijn geïnformeerd over de defensie-industrie en over de in- en uitvoer van veren en geïnfor-",
                    "meerd over de defensie-",
                    "industrie van de NAVO-",
                    "landen en over de in-",
                    "en uitvoer, zie https://veren.example/adviezen/",
                    "golven.",
                )
            ]
        )
    )
    assert (
        "veren en geïnformeerd over de defensie-industrie van de NAVO-landen en over de in- en uitvoer"
        in body(document)
    )
    assert "https://veren.example/adviezen/golven." in body(document)


def test_bold_questions_are_split_from_plain_answers_and_lists_have_levels() -> None:
    """Without any white space between a question and its answer."""
    document = read_document(
        pdf(
            [
                *lines(LEFT, 100, "Vragen van de leden van de BBB-fractie", style="B"),
                *lines(
                    LEFT,
                    130,
                    "1. Kunt u toelichten waarom de veerdienst in de winter niet vaart?",
                    style="B",
                ),
                *lines(
                    LEFT,
                    142,
                    "De veerdienst vaart niet omdat er in de meeste winters te veel ijs op het water ligt om veilig te varen,",
                ),
                *lines(LEFT, 154, "zoals bekend."),
                *lines(LEFT + 20, 166, "a) Wat kost dat?", style="I"),
                *lines(LEFT + 20, 178, "Dat kost niets."),
            ]
        )
    )
    assert ["heading", "list_item", "paragraph", "list_item", "paragraph"] == kinds(document)
    assert [("1.", 1), ("a)", 2)] == [
        (block.label, block.level) for block in document.blocks if block.kind == "list_item"
    ]
    assert {"bold", "italic"} == {emphasis.kind for emphasis in document.emphases}


def test_numbers_in_the_margin_are_lines_of_their_own() -> None:
    """The official layout: numbers on the left, titles in the column, an imprint below."""
    column = 221
    document = read_document(
        pdf(
            [
                Words(55, 80, "Eerste Kamer der Staten-Generaal", 17, "B"),
                Words(500, 80, "1", 42, "B"),
                Words(55, 130, "Vergaderjaar 2024-2025", 9),
                Words(55, 180, "99 100", 11, "B"),
                *lines(
                    column,
                    180,
                    "Nationale strategie voor veren en",
                    "overzetboten",
                    size=11,
                    style="B",
                ),
                Words(55, 260, "B", 9, "B"),
                Words(column, 260, "BRIEF VAN DE MINISTER VAN VEREN", 9, "B"),
                *lines(
                    column,
                    290,
                    "De leden van de commissie hebben kennisgenomen van de nota over",
                    "de veerdienst en hebben vragen.",
                    size=9,
                ),
                Words(55, 760, "kst-99100-B", 5),
                Words(55, 768, "ISSN 0921 - 7371", 5),
            ]
        )
    )
    head = [
        "99 100",
        "Nationale strategie voor veren en overzetboten",
        "B",
        "BRIEF VAN DE MINISTER VAN VEREN",
    ]
    assert ["Eerste Kamer der Staten-Generaal", "Vergaderjaar 2024-2025", *head] == blocks(
        document
    )[:-1]
    assert "kst-99100-B" == document.metadata["identifier"]


def test_a_table_is_read_row_by_row() -> None:
    """Cells side by side; a second line in one cell belongs to its row."""
    rows = [("Haven", "Boten", "Winter"), ("Noord", "12", "gesloten bij"), ("Zuid", "31", "open")]
    cells = [
        Words(LEFT + 150 * column, 150 + 24 * row, cell)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    ]
    document = read_document(
        pdf(
            [
                *lines(LEFT, 100, *FULL),
                *cells[:6],
                Words(LEFT + 300, 186, "ijs"),
                *cells[6:],
                *lines(LEFT, 260, "Dat is alles."),
            ]
        )
    )
    assert ["Haven | Boten | Winter", "Noord | 12 | gesloten bij ijs", "Zuid | 31 | open"] == [
        document.text[block.start : block.end] for block in document.blocks if block.kind == "table"
    ]


def test_questions_numbered_by_figures_alone_keep_them() -> None:
    """A figure alone at the head of a page is a page number only where it counts with the pages."""
    document = read_document(
        pdf(
            [
                *lines(LEFT, 60, "7"),
                *lines(LEFT, 90, "Wie besluit dat?"),
                *lines(LEFT, 120, "Antwoord 7"),
            ],
            lines(LEFT, 60, "De Kamer."),
        )
    )
    assert "7" in blocks(document)


def test_paragraphs_of_one_line_are_found_by_the_lines_of_longer_ones() -> None:
    """Most lines here are paragraphs: the distance within one counts, not the usual one."""
    rows = [
        "1) Hoeveel boten varen er?",
        "2) Wie betaalt de brug?",
        "3) Wanneer komt het veer?",
        "4) Wat kost een kaartje?",
    ]
    long = (
        "De leden van de fractie hebben met belangstelling kennisgenomen van de brief over het veer"
    )
    first = lines(70, 100, long, "en van de bijlagen.")
    page = [
        *first,
        *(words for index, row in enumerate(rows) for words in lines(70, 128 + 16 * index, row)),
    ]
    assert [f"{long} en van de bijlagen.", *rows] == blocks(read_document(pdf(page)))


def test_the_margin_column_of_a_ministrys_letter_leaves_the_text() -> None:
    """Small letters in the margin come before the letter; the pages behind the first repeat them,
    below small running heads.
    """
    beside = ["Directie Veren", "Ons kenmerk", "2025/99100"]
    document = read_document(
        pdf(
            [*lines(LEFT, 100, *FULL), *lines(LEFT + 420, 90, *beside, size=7)],
            [
                *lines(LEFT, 30, "datum 3 november 2025", "ons kenmerk 2025/99100", size=7),
                *lines(LEFT, 100, "de prijs van een overtocht."),
                *lines(LEFT + 420, 90, *beside[1:], size=7),
            ],
        )
    )
    assert [*beside, f"{' '.join(FULL)} de prijs van een overtocht."] == blocks(document)
    assert [*["referentie"] * 3, ""] == [block.role for block in document.blocks]


def test_the_head_of_a_paper_is_no_table() -> None:
    """If the title of the dossier has one line, its number and that of the paper stand beside
    their titles like cells.
    """
    document = read_document(
        pdf(
            [
                Words(LEFT, 60, "Tweede Kamer der Staten-Generaal"),
                Words(LEFT, 90, "99 100 VII"),
                Words(LEFT + 70, 90, "Wijziging van de Wet vaste veerponten"),
                Words(LEFT, 114, "Nr. 6"),
                Words(LEFT + 70, 114, "NOTA NAAR AANLEIDING VAN HET VERSLAG"),
                *lines(LEFT, 160, *FULL),
            ]
        )
    )
    expected = [
        "99 100 VII Wijziging van de Wet vaste veerponten",
        "Nr. 6 NOTA NAAR AANLEIDING VAN HET VERSLAG",
    ]
    assert expected == blocks(document)[1:3]


ASKED = (
    "Vaart het veer ook in de winter, en wat kost dan een overtocht voor de bewoners van het",
    "eiland?",
)


@pytest.mark.parametrize("number", ["", "1. "])
def test_a_question_that_the_reply_repeats_in_the_same_place_is_no_running_head(
    number: str,
) -> None:
    """The same words head two of three pages, apart from what stands below them."""
    document = read_document(
        pdf(
            lines(LEFT, 100, *FULL, "de prijs van een overtocht."),
            [
                *lines(LEFT, 60, f"1. {ASKED[0]}", ASKED[1]),
                *lines(LEFT, 92, "Wie betaalt de brug?"),
                *lines(LEFT, 112, *FULL),
            ],
            [
                *lines(LEFT, 60, f"{number}{ASKED[0]}", ASKED[1]),
                *lines(LEFT, 92, "Ja, dat wordt onderzocht."),
            ],
        )
    )
    assert 2 == body(document).count(" ".join(ASKED))


def test_a_line_that_heads_two_pages_is_no_running_head() -> None:
    """One paragraph's distance above the text, in letters of the same size: the theme of a question
    and of its answer.
    """
    pages = [[*lines(LEFT, 60, "Kosten van het veer"), *lines(LEFT, 82, *FULL)] for _ in range(2)]
    assert 2 == body(read_document(pdf(lines(LEFT, 100, *FULL), *pages))).count(
        "Kosten van het veer"
    )


def test_footnotes_that_differ_in_numbers_only_are_no_running_footers() -> None:
    """Each is the last line of its page, in the same place."""
    pages = [
        [
            *lines(LEFT, 100, *FULL),
            Words(LEFT + width(FULL[2]), 120, str(number), 6),
            Words(LEFT, 780, f"{number} Kamerstuk 99 {number}00, nr. {number}.", 7),
        ]
        for number in (1, 2)
    ]
    assert [("1", "Kamerstuk 99 100, nr. 1."), ("2", "Kamerstuk 99 200, nr. 2.")] == notes(
        read_document(pdf(*pages))
    )


def test_a_quotation_in_small_letters_at_the_top_of_a_page_is_text() -> None:
    """A line that no other page repeats is a running head only if it cannot be a sentence."""
    quoted = "Het veer is er voor iedereen."
    document = read_document(
        pdf(lines(LEFT, 100, *FULL), [*lines(LEFT, 60, quoted, size=8), *lines(LEFT, 90, *FULL)])
    )
    assert quoted in blocks(document)


@pytest.mark.parametrize("size", [7, 10])
def test_a_running_head_of_two_lines_is_taken_off_every_page(size: int) -> None:
    """Also in letters as large as those of the text, where it stands far enough from it."""
    pages = [
        [
            *lines(LEFT, 40, "Ministerie van Veren", f"Bladzijde {page} van de brief", size=size),
            *lines(LEFT, 90, *FULL),
        ]
        for page in (2, 3)
    ]
    assert [" ".join(FULL * 3)] == blocks(read_document(pdf(lines(LEFT, 100, *FULL), *pages)))


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("2. Kunnen de kosten dalen door het besluit over de veren in de winter van 2021 (Stb. 2021,", "206) uit te breiden?"),
        ("De kosten zijn in de memorie van toelichting uiteengezet (Kamerstukken II 2022/23, 99 100, nr. 3,", "p. 12 en nr. 6)."),
    ],
)  # fmt: skip
def test_a_citation_that_goes_on_with_a_number_begins_no_item(line: str, rest: str) -> None:
    """At the end of a full line, within brackets."""
    assert f"{line} {rest}" in blocks(
        read_document(pdf([*lines(LEFT, 100, *FULL, "de prijs."), *lines(LEFT, 160, line, rest)]))
    )


@pytest.mark.parametrize(("first", "second"), [("1.", "2."), ("a)", "b)")])
def test_items_below_an_open_bracket_stay_items(first: str, second: str) -> None:
    """A bracket that is never closed is a slip, where the next number of the list follows."""
    items = [
        f"{first} de brug over het water (met een fietspad",
        f"{second} de veerpont naar het eiland",
    ]
    assert (
        items
        == blocks(
            read_document(pdf([*lines(LEFT, 100, *FULL, "de prijs:"), *lines(LEFT, 160, *items)]))
        )[1:]
    )
