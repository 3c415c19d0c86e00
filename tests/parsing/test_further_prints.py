"""Papers as sites other than that of the official publications print them, and old papers."""

from __future__ import annotations

import pytest

from pipeline.parsing.origin import Rows
from pipeline.rows import parse_file

ANSWERS = """\
Hierbij doe ik u de antwoorden toekomen op de vragen die tijdens het debat zijn gesteld.
De minister van Justitie,
E. M. H. Hirsch Ballin
1
Mijn vraag betreft de veerponten op de rivier. Ik wil toch echt van de minister
weten of hij het met mij eens is dat er meer ponten moeten varen. (VVD)
In het akkoord is afgesproken dat er vier ponten bij komen in het eerste jaar.
Daarna volgen er nog twee.
2
Is er geld voor deze ponten? Dat kan en wil ik niet geloven, want er was niets. (SP)
Zie antwoord op vraag 1.
"""


def parsed(text: str, name: str) -> Rows:
    """Return the rows of a text file."""
    return parse_file(text.encode(), f"{name}.txt")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("35000 VIII C VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("34902 N VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("35 334 Stikstof\n\nVerslag van een schriftelijk overleg", "verslag_schriftelijk_overleg"),
        ("35 334 Verslag van een schriftelijk overleg in Delft", "other"),
        (
            "26 976\nDe Kamer\n\nnr. 175a\nAANVULLING OP DE NOTA NAAR AANLEIDING VAN HET VERSLAG",
            "nota_naar_aanleiding_van_het_verslag",
        ),
    ],
)
def test_titles_behind_a_dossier_or_in_small_letters_give_the_kind(title: str, kind: str) -> None:
    """A dossier may precede the title; a title alone on its line need not be in capitals.

    Seen in: kst-35000-VIII-C, kst-34902-N, 2026D04747, kst-20002001-26976-175a.
    """
    rows = parsed(f"{title}\n\nDe commissie heeft overleg gevoerd over de veerponten.\n", "paper")
    assert rows["publication"][0]["kind"] == kind


def test_an_introduction_in_a_report_is_no_part_of_the_first_question() -> None:
    """Members announce questions above the first one; the announcement belongs to the request.

    Seen in: kst-21501-32-1459.
    """
    rows = parsed(
        "21 501-32 Landbouw- en Visserijraad\n\nNr. 1459 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\n"
        "De vragen zijn op 5 september 2022 voorgelegd. Bij brief van 9 september 2022 zijn de "
        "vragen beantwoord.\n\nVragen van de fracties en reactie van de bewindspersoon\n\n"
        "Vragen en opmerkingen van de leden van de VVD-fractie\n\n"
        "De leden van de VVD-fractie hebben kennisgenomen van de agenda. Deze leden hebben "
        "nog enkele vragen.\n\n"
        "De leden van de VVD-fractie vragen hoeveel veerponten er varen.\n\nAntwoord\n\n"
        "Er varen in het hele land twaalf veerponten.\n",
        "kst-21501-32-1459",
    )
    (question,) = rows["question"]
    assert question["text"] == "De leden van de VVD-fractie vragen hoeveel veerponten er varen."
    assert [row["text"] for row in rows["answer"]] == [
        "Er varen in het hele land twaalf veerponten."
    ]


def test_a_report_that_breaks_off_before_its_answers_has_questions() -> None:
    """The answers are announced but the text ends above them; tabs pad the title of the contents.

    Seen in: kst-26631-279.
    """
    rows = parsed(
        "26 631\t\t\tModernisering AWBZ\n\nNr. 279\t\tVERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\n"
        "De op 29 september 2008 toegezonden vragen zijn met de bij brief van 27 oktober 2008 "
        "toegezonden antwoorden hieronder afgedrukt.\n\nInhoudsopgave\t\t\t\t    blz.\t\n\n"
        "I. \tVragen en opmerkingen vanuit de fracties\n\nII. \tReactie van de staatssecretaris\n\n"
        "I. \tVragen en opmerkingen vanuit de fracties\n\nVragen en opmerkingen van de CDA-fractie"
        "\n\nWaarom is gekozen voor veerponten en niet voor een brug over de rivier?\n",
        "kst-26631-279",
    )
    (question,) = rows["question"]
    assert (question["party"], question["text"][:12]) == ("CDA", "Waarom is ge")
    assert rows["answer"] == []


def test_numbers_below_a_signature_head_the_questions_of_a_debate() -> None:
    """A list below the letter has bare numbers; the group behind a question ends it.

    Seen in: kst-31031-15.
    """
    head = "nr. 15\nBRIEF VAN DE MINISTER VAN JUSTITIE\nAan de Voorzitter van de Tweede Kamer\n"
    rows = parsed(f"{head}Den Haag, 15 juni 2007\n{ANSWERS}", "kst-31031-15")
    assert [row["text"].rpartition(". ")[2] for row in rows["question"]] == ["(VVD)", "(SP)"]
    assert rows["answer"][0]["text"].startswith("In het akkoord")
    assert rows["answer"][1]["text"] == "Zie antwoord op vraag 1."


def test_members_and_government_speak_in_turn_below_the_heading_of_a_group() -> None:
    """Answers without headings follow each question; "Graag een reactie" is part of a question.

    Seen in: 2024D39035.
    """
    rows = parsed(
        "Geachte Voorzitter,\n\nHierbij stuur ik uw Kamer de antwoorden op een deel van de vragen."
        "\n\nHoogachtend,\n\nFemke Marije Wiersma\n\nMinister van Landbouw, Visserij, "
        "Voedselzekerheid en Natuur\n\nHieronder staan de vragen per woordvoerder.\n\n"
        "GroenLinks-PvdA\n\n"
        "Willen wij onze kinderen in het water laten vallen? Graag een reactie van de minister.\n\n"
        "De veiligheid van kinderen is van groot belang. Daarom is er een hek.\n\n"
        "Hoe staat de minister tegenover een brug?\n\nEen brug is niet aan de orde.\n",
        "2024D39035",
    )
    assert [row["text"].rpartition("? ")[2] for row in rows["question"]] == [
        "Graag een reactie van de minister.",
        "Hoe staat de minister tegenover een brug?",
    ]
    assert [row["text"].rpartition(". ")[2] for row in rows["answer"]] == [
        "Daarom is er een hek.",
        "Een brug is niet aan de orde.",
    ]


def test_a_number_with_stop_and_bracket_stands_above_a_question() -> None:
    """The marker "2.)" on a line of its own is no part of the question below it.

    Seen in: https://www.pvv.nl/nieuws/sietse-fritsma/9473-pvv-eist-aanpak-procedurestapelen-asielzoekers.html
    """
    rows = parsed(
        "Vragen van het lid Fritsma (PVV) aan de staatssecretaris van Veiligheid en Justitie over "
        "veerponten\n\n1.)\nHoe beoordeelt u de veerponten?\n\n2.)\nHoeveel veerponten varen er?\n",
        "vragen",
    )
    assert [row["text"] for row in rows["question"]] == [
        "Hoe beoordeelt u de veerponten?",
        "Hoeveel veerponten varen er?",
    ]


def test_proceedings_of_the_chamber_are_cited_as_old_papers_do() -> None:
    """Old letters cite "Handelingen der Kamer II, vergaderjaar 2006–2007, nr. 70".

    Seen in: kst-31031-15.
    """
    rows = parsed(
        "BRIEF VAN DE MINISTER VAN JUSTITIE\n\nAan de Voorzitter van de Tweede Kamer\n\n"
        "Den Haag, 15 juni 2007\n\nIn het debat (Handelingen der Kamer II, vergaderjaar 2006–2007, "
        "nr. 70, blz. 3757–3812) is dit toegezegd.\n",
        "kst-31031-16",
    )
    assert [row["target"] for row in rows["reference"]] == ["h-tk-20062007-70"]


@pytest.mark.parametrize("marker", ["{}. ", "{} ", "{}) "])
def test_question_1_ends_a_head_without_a_date(marker: str) -> None:
    """In a text without blank lines the head has no "(ingezonden …)" at its end.

    Seen in: https://www.pvv.nl/nieuws/geert-wilders/6027-pvv-maximaal-1000-asielzoekers-per-jaar-.html
    """
    asked = [
        "Wat is uw reactie op het bericht dat de veerpont verdwijnt? Bent u bereid om\nin te varen?",
        "Hoeveel mensen moeten er straks verder fietsen naar het werk dan nu het geval is?",
        "Kunt u deze vragen beantwoorden voor het debat over de veerponten?",
    ]
    lines = "".join(f"{marker.format(n)}{one}\n" for n, one in enumerate(asked, start=1))
    rows = parsed(
        "Vragen van het lid Dobbe (SP) aan de minister van Infrastructuur en Waterstaat over het\n"
        f"sluiten van een veerpont\n{lines}",
        "vragen",
    )
    assert [(row["label"], row["text"]) for row in rows["question"]] == [
        (str(n), one.replace("\n", " ")) for n, one in enumerate(asked, start=1)
    ]


def test_an_office_with_its_name_signs_below_a_full_line() -> None:
    """A text without blank lines leaves no room above the signature.

    Seen in: kst-34300-A-63.
    """
    rows = parsed(
        "Nr. 63 BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN MILIEU\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 5 april 2016\n"
        "Hierbij zend ik u het verslag van de werkzaamheden in het afgelopen jaar, zoals ik dat\n"
        "heb toegezegd in het debat van vorige week over de veerponten in het hele land.\n"
        "De Minister van Infrastructuur en Milieu, M.H. Schultz van Haegen-Maas Geesteranus\n",
        "kst-34300-A-63",
    )
    assert [row["name"] for row in rows["minister"]] == ["M.H. Schultz van Haegen-Maas Geesteranus"]


def test_members_may_ask_behind_the_frame_of_their_question() -> None:
    """A paragraph that opens "In het kader van" is of the members who ask in it.

    Seen in: kst-31566-7.
    """
    rows = parsed(
        "31 566\nWet op de veren\n\nnr. 7\nNOTA NAAR AANLEIDING VAN HET VERSLAG\n\n"
        "Ontvangen 28 oktober 2008\n\nAlgemeen\n\n"
        "In het kader van het gebruik van veren vragen de leden van de fractie van het CDA naar een "
        "overzicht van alle veren. Deze leden zijn benieuwd hoe het met de bruggen gaat.\n\n"
        "De veren staan in de memorie van toelichting bij het wetsvoorstel over de veren.\n",
        "kst-31566-7",
    )
    (question,) = rows["question"]
    assert question["party"] == "CDA"
    assert question["text"].startswith("In het kader van")


def test_a_letter_of_a_committee_to_its_chamber_is_no_request() -> None:
    """It asks nothing of the government.

    Seen in: kst-CXLVIII-A, kst-30953-3.
    """
    rows = parsed(
        "A BRIEF VAN DE VOORZITTER VAN DE WERKGROEP\n\nAan de Voorzitter van de Eerste Kamer der "
        "Staten-Generaal\n\nDen Haag, 21 december 2021\n\nBijgevoegd treft u het rapport aan.\n",
        "kst-CXLVIII-A",
    )
    assert [row["kind"] for row in rows["letter"]] == ["other"]


def test_a_report_in_the_past_tense_has_its_questions() -> None:
    """Old reports tell what members asked, also in the paragraph in which they have read the bill.

    Seen in: kst-23982-173.
    """
    rows = parsed(
        "23 982\nVoorstel van wet over veerponten\n\nnr. 173\n"
        "VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE VOOR VERKEER\n\nVastgesteld 19 december 2000\n\n"
        "De leden van de CDA-fractie hadden met waardering kennis genomen van het voorstel. "
        "Zij vroegen zich af, of de kern ervan niet was aangetast.\n",
        "kst-23982-173",
    )
    (question,) = rows["question"]
    assert question["text"].endswith("of de kern ervan niet was aangetast.")


def test_what_members_asked_in_the_past_tense_and_was_not_read_is_unexplained() -> None:
    """A nota without an answer to it is not fully understood.

    Seen in: kst-23982-173 (of the same wording).
    """
    asked = "De leden van de CDA-fractie vroegen of de kern van het voorstel niet was aangetast."
    rows = parsed(
        "35 593 Wet op de veerponten\n\nNr. 6 NOTA NAAR AANLEIDING VAN HET VERSLAG\n\n"
        "Ontvangen 4 oktober 2021\n\nKosten\n\n"
        "De leden van de D66-fractie vragen wat een veerpont kost.\n\n"
        f"Een veerpont kost drie miljoen euro per jaar.\n\nSlot\n\n{asked}\n",
        "kst-35593-6",
    )
    assert [(asked, "question_not_read")] == [
        (row["text"], row["reason"]) for row in rows["unexplained_span"]
    ]
