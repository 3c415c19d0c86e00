"""Lists of contents, whose numerals and page numbers are no numbers of questions."""

import pytest

from pipeline.parsing.origin import Rows
from pipeline.rows import parse_file

ENTRIES = [("I", "ALGEMEEN", 1), ("1.", "Inleiding", 1), ("2.", "Kern van het voorstel", 3)]
BODY = """I ALGEMEEN

1. Inleiding

De leden van de VVD-fractie hebben kennisgenomen van het wetsvoorstel over bruggen.

2. Kern van het voorstel

De leden van de VVD-fractie vragen de regering hoeveel bruggen er zijn in het hele land.
"""
HEAD = "33 558 Wijziging van de Wet op de bruggen\n\nNr. 7 VERSLAG\n\nVastgesteld 19 april 2013\n\n"
INBRENG = """2023D35130 INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Binnen de vaste commissie voor Europese Zaken hebben enkele fracties de behoefte vragen te stellen.

De voorzitter van de commissie,
Bromet

Inhoudsopgave

I Vragen en opmerkingen uit de fracties

• Inbreng van de leden van de VVD-fractie

• Inbreng van de leden van de D66-fractie

II Reactie van de Minister van Buitenlandse Zaken

I Vragen en opmerkingen uit de fracties

Inbreng van de leden van de VVD-fractie

De leden van de VVD-fractie lezen dat het fiche er is. Wat kost het voorstel?

Daarnaast vragen de aan het woord zijnde leden of de Minister het voorstel steunt.

Inbreng van de leden van de D66-fractie

De leden van de D66-fractie vragen hoe de Minister het fiche beoordeelt.
"""


def asked(rows: Rows) -> list[tuple[object, object]]:
    """Return the party group and the text of each question."""
    return [(row["party"], row["text"]) for row in rows["question"]]


@pytest.mark.parametrize(
    "form", ["{0}\n\n{1}\n\n{2}\n\n", "{0} {1} {2}\n\n", "{0} {1} ..... {2}\n\n"]
)
@pytest.mark.parametrize("title", ["Inhoud", "INHOUDSOPGAVE", "Inhoudsopgave blz."])
def test_a_table_of_contents_gives_no_question(title: str, form: str) -> None:
    """They end where the paper repeats their first entry, in any form of extraction.

    Seen in: kst-33558-7.
    """
    contents = "".join(form.format(*entry) for entry in ENTRIES)
    rows = parse_file(f"{HEAD}{title}\n\n{contents}{BODY}".encode(), "kst-33558-7.txt")
    text = (
        "De leden van de VVD-fractie vragen de regering hoeveel bruggen er zijn in het hele land."
    )
    assert asked(rows) == [("VVD", text)]


def test_contents_without_page_numbers_split_no_report() -> None:
    """The reply that only the contents list does not end the questions.

    Seen in: 2023D35130.
    """
    rows = parse_file(INBRENG.encode(), "2023D35130.txt")
    assert asked(rows) == [
        ("VVD", "De leden van de VVD-fractie lezen dat het fiche er is. Wat kost het voorstel?"),
        (
            "VVD",
            "Daarnaast vragen de aan het woord zijnde leden of de Minister het voorstel steunt.",
        ),
        ("D66", "De leden van de D66-fractie vragen hoe de Minister het fiche beoordeelt."),
    ]
    assert [row["chamber"] for row in rows["publication"]] == ["TK"]


def test_a_contents_title_without_repeated_entries_removes_nothing() -> None:
    """The words below "Inhoud" stay if no later block begins like them."""
    rows = parse_file(f"{HEAD}Inhoud\n\n{BODY}".encode(), "kst-33558-7.txt")
    assert len(rows["question"]) == 1


def test_a_list_of_headings_without_a_title_is_no_list_of_questions() -> None:
    """Old reports print the headings above the first of them; no question is asked in them.

    Seen in: kst-26697-4.
    """
    headings = ["1. De goed te keuren verdragen", "2. De bruggen", "3. De veren", "4. Het land"]
    rows = parse_file(
        f"{HEAD}De commissie brengt verslag uit van haar bevindingen.\n\n"
        f"{chr(10).join(f'{one}{chr(10)}' for one in [*headings, headings[0]])}\n"
        "De leden van de fractie van de PvdA gaan akkoord met het verdrag.\n".encode(),
        "kst-26697-4.txt",
    )
    assert rows["question"] == []


def test_members_without_questions_or_remarks_ask_nothing() -> None:
    """In "geen nadere vragen of opmerkingen" the word is a noun.

    Seen in: kst-36106-6.
    """
    said = "De leden van de VVD-fractie hebben op dit moment geen nadere vragen of opmerkingen."
    rows = parse_file(f"{HEAD}I ALGEMEEN\n\n{said}\n".encode(), "kst-36106-6.txt")
    assert rows["question"] == []


def test_numbered_requests_that_a_reply_repeats_are_no_contents() -> None:
    """They ask without question marks, and the first is printed twice, as in a list of headings."""
    asked = [
        "Graag een uitleg over de bruggen van hout.",
        "Graag een lijst van de bruggen van dit land.",
        "Graag een toelichting op de kosten van de brug.",
        "Graag een reactie op het rapport over bruggen.",
    ]
    given = ["Een brug ligt er.", "Die lijst volgt.", "De kosten zijn laag.", "Het is een rapport."]
    numbered = [f"{number}. {text}" for number, text in enumerate(asked, 1)]
    text = "\n\n".join(
        [
            "Vragen van het lid Dijk (SP) aan de Minister van Financiën (ingezonden 3 maart 2026).",
            *numbered,
            "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).",
            *(f"{one}\n\n{answer}" for one, answer in zip(numbered, given, strict=True)),
        ]
    )
    rows = parse_file(text.encode(), "ah-tk-20252026-1.txt")
    assert [row["text"] for row in rows["question"]] == asked
    assert [row["text"] for row in rows["answer"]] == given


def test_a_list_of_contents_may_begin_with_its_number_below_empty_cells() -> None:
    """An extraction joins the number to the title; below it "3" and "3.1." were questions.

    Seen in: kst-35036-5.
    """
    cells = "1.\n\nInleiding\n\n1\n\n2.\n\nKern\n\n3\n\n3.1.\n\nBruggen\n\n6\n\n"
    text = f"{HEAD}Inhoudsopgave\n\n\u00a0\n     \n\n{cells}{BODY.partition(chr(10))[2].lstrip()}"
    (question,) = parse_file(text.encode(), "kst-33558-7.txt")["question"]
    assert question["text"].startswith("De leden van de VVD-fractie vragen")


def test_the_group_for_which_the_government_is_asked_to_answer_asks() -> None:
    """Above it another group announces questions of its own.

    Seen in: kst-35419-B.
    """
    text = (
        f"{HEAD}1. Inleiding\n\nDe leden van de PvdD-fractie hebben een aantal vragen.\n\n"
        "De leden van de SGP-fractie hebben nog wel enkele vragen.\n\n2. Kern\n\n"
        "Kan de regering voor de leden van de PvdD-fractie aangeven wat een brug kost?\n"
    )
    (question,) = parse_file(text.encode(), "kst-33558-7.txt")["question"]
    assert question["party"] == "PvdD"
