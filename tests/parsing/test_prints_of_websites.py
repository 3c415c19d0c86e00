"""Papers as websites print them: without their title, or with numbered sections of the site."""

import pytest

from pipeline.rows import parse_file

OPENINGS = {
    "EK": "Het voorbereidend onderzoek heeft de commissie aanleiding gegeven tot het maken van de "
    "volgende opmerkingen en het stellen van de volgende vragen.",
    "TK": "De vaste commissie voor Waterstaat1, belast met het voorbereidend onderzoek van dit "
    "wetsvoorstel, heeft de eer als volgt verslag uit te brengen van haar bevindingen.",
}
HEADS = {
    "EK": "Eerste Kamer der Staten-Generaal | 2007-2008 | 30925 nr. D |",
    "TK": "Tweede Kamer der Staten-Generaal | 2009-2010 | 31957 nr. 5 |",
}
UNTITLED = """\
Kamerstuk
Datum publicatie | Organisatie | Vergaderjaar | Dossier- en ondernummer |
---|---|---|---|
{head}
Zoals vergunningen, bouwplannen en lokale regelgeving.
Adressen en contactpersonen van overheidsorganisaties.
U bent hier:
Datum publicatie | Organisatie | Vergaderjaar | Dossier- en ondernummer |
---|---|---|---|
{head}
Vastgesteld 18 december 2007
{opening}
{contents}De leden van de VVD-fractie vragen de regering hoeveel veerponten er varen.
"""
CONTENTS = "1. Inleiding 2\n2. Uitgangspunt van de regels 3\n4. Gelding van de oude regels 3\n"
SECTIONED = """\
Verslag van een schriftelijk overleg over de ponten - Veerponten

Dit verslag van een schriftelijk overleg is onder nr. 342 toegevoegd aan dossier 27926.

1.

Kerngegevens

Documentdatum 05-07-2021
Kenmerk 27926, nr. 342
Originele document in PDF

2.

Tekst

27 926

Veerponten

Nr. 342

VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Vastgesteld 6 juli 2021

De vaste commissie voor Waterstaat heeft een aantal vragen voorgelegd aan de Minister.

De vragen zijn op 27 mei 2021 voorgelegd. Bij brief van 5 juli 2021 zijn de vragen beantwoord.

De griffier van de commissie,

Roovers

{body}"""
ASKED = """\
Vragen en opmerkingen van de leden van de VVD-fractie

De leden van de VVD-fractie vragen hoeveel ponten er varen.

Er varen tien ponten.
"""


@pytest.mark.parametrize("contents", ["", CONTENTS])
@pytest.mark.parametrize("chamber", ["EK", "TK"])
def test_a_report_without_its_title_is_known_by_its_opening(chamber: str, contents: str) -> None:
    """It had no kind, so nobody asked anything in it; its contents are no questions.

    Seen in: kst-20072008-30925-D, kst-31957-5, kst-36071-B.
    """
    text = UNTITLED.format(head=HEADS[chamber], opening=OPENINGS[chamber], contents=contents)
    rows = parse_file(text.encode(), "paper.txt")
    (publication,), (letter,), (question,) = rows["publication"], rows["letter"], rows["question"]
    assert publication["kind"] == "voorlopig_verslag"
    assert (letter["kind"], str(letter["dated_on"])) == ("request", "2007-12-18")
    assert (question["party"], question["text"][:12]) == ("VVD", "De leden van")


@pytest.mark.parametrize("body", ["", ASKED])
def test_numbered_sections_of_a_website_are_no_questions(body: str) -> None:
    """Two were questions, and the front of the paper was the answer to the second.

    Seen in: kst-27926-342.
    """
    rows = parse_file(SECTIONED.format(body=body).encode(), "paper.txt")
    assert [row["party"] for row in rows["question"]] == ["VVD"] * bool(body)
    assert len(rows["answer"]) == bool(body)


def test_a_consultation_without_its_title_is_known_by_its_opening() -> None:
    """It was a letter that only asks, with the answer in its second question.

    Seen in: kst-29362-338.
    """
    text = (
        "Tweede Kamer der Staten-Generaal | 2023-2024 | 29362 nr. 338 |\n"
        "Vastgesteld 10 oktober 2023\n"
        "De vaste commissie voor Waterstaat heeft een aantal vragen en opmerkingen voorgelegd aan "
        "de Staatssecretaris van Waterstaat over de brief van 8 mei 2023 over ponten.\n"
        "De vragen zijn op 8 juni 2023 aan de Staatssecretaris voorgelegd. Bij brief van 9 oktober "
        "2023 zijn de vragen beantwoord.\n"
        "De voorzitter van de commissie, Hagen\n"
        "De leden van de VVD-fractie hebben de volgende vragen gesteld.\n"
        "1.\nHoeveel ponten varen er?\n2.\nWat kost een overtocht?\n"
        "Antwoord vragen 1 en 2\nTien ponten, voor een euro.\n"
    )
    rows = parse_file(text.encode(), "paper.txt")
    assert rows["publication"][0]["kind"] == "verslag_schriftelijk_overleg"
    assert [(row["kind"], str(row["dated_on"])) for row in rows["letter"]] == [
        ("request", "2023-06-08"),
        ("reply", "2023-10-09"),
    ]
    assert [row["text"] for row in rows["question"]] == [
        "Hoeveel ponten varen er?",
        "Wat kost een overtocht?",
    ]
    assert len(rows["question_answer"]) == len(rows["question"])


def test_the_letter_that_questions_are_about_is_no_reply() -> None:
    """Its day was that of the reply.

    Seen in: kst-26269-31.
    """
    text = (
        "26 269 Veerponten\n\nNr. 31 Lijst van vragen en antwoorden\n\nVastgesteld 17 augustus 2000\n\n"
        "Bij brief van 25 april 2000 heeft de Minister van Waterstaat de Kamer geïnformeerd over "
        "ponten.\n\nDe commissie heeft de navolgende vragen gesteld.\n\n"
        "Vraag 1. Hoeveel ponten varen er?\n\nAntwoord\n\nTien ponten.\n"
    )
    days = [row["dated_on"] for row in parse_file(text.encode(), "paper.txt")["letter"]]
    assert days == [None, None]
