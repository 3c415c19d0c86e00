"""Reports of a schriftelijk overleg of the House: their parts, days and headings in plain text."""

from pipeline.parsing.origin import Rows
from pipeline.rows import parse_file

HEAD = "21 501-32 Landbouw- en Visserijraad\n\nNr. 774 {title}\n\nVastgesteld 24 maart 2014\n\n"
SIGNED = (
    "De voorzitter van de commissie, Hamer\n\nDe adjunct-griffier van de commissie, Van Bree\n\n"
)
CONTENTS = """Inhoudsopgave

blz.

I

Vragen en opmerkingen vanuit de fracties

2

Vragen van de leden van de VVD-fractie

2

II

Antwoord / Reactie van de Staatssecretaris

18

III

Volledige agenda

22

"""
ASKED = """I Vragen en opmerkingen vanuit de fracties

Vragen van de leden van de VVD-fractie

De leden van de VVD-fractie zijn tevreden met de brug. Wat kost het onderhoud van deze brug?

Veerponten

De leden van de VVD-fractie vragen hoeveel veerponten er in het land varen.

Vragen van de leden van de PvdA-fractie

De leden van de PvdA-fractie vragen naar de gevolgen voor de schippers op de rivier.

"""
REPLY = """II Antwoord / Reactie van de Staatssecretaris

{answers}III Volledige agenda

Landbouw- en Visserijraad van 24 en 25 maart 2014
"""
ANSWERS = """De leden van de VVD-fractie vragen wat het onderhoud van deze brug kost.

Het onderhoud kost een miljoen euro in het jaar.

De leden van de VVD-fractie vragen hoeveel veerponten er in het land varen.

Er varen ruim driehonderd veerponten.

De leden van de PvdA-fractie vragen naar de gevolgen voor de schippers op de rivier.

Die gevolgen zijn gering.

"""


def parsed(text: str) -> Rows:
    """Return the rows of a text file."""
    return parse_file(text.encode(), "kst-21501-32-774.txt")


def answers(rows: Rows) -> list[tuple[object, object, object]]:
    """Return the party group, the number and the answer of each answered question."""
    asked = {row["question_id"]: row for row in rows["question"]}
    given = {row["answer_id"]: row["text"] for row in rows["answer"]}
    found = []
    for row in rows["question_answer"]:
        question = asked[row["question_id"]]
        found.append((question["party"], question["label"], given[row["answer_id"]]))
    return found


def test_parts_of_a_report_are_found_without_marked_headings() -> None:
    """The parts begin at their headings in the text, not at those in its table of contents.

    Seen in: kst-21501-32-774.
    """
    introduction = (
        "De op 18 maart 2014 toegezonden vragen en opmerkingen zijn met de bij brief van 21 maart "
        "2014 toegezonden antwoorden hieronder afgedrukt.\n\n"
    )
    head = HEAD.format(title="VERSLAG VAN EEN SCHRIFTELIJK OVERLEG")
    rows = parsed(head + introduction + SIGNED + CONTENTS + ASKED + REPLY.format(answers=ANSWERS))
    assert answers(rows) == [
        ("VVD", "1", "Het onderhoud kost een miljoen euro in het jaar."),
        ("VVD", "2", "Er varen ruim driehonderd veerponten."),
        ("PvdA", "1", "Die gevolgen zijn gering."),
    ]
    days = [(row["kind"], str(row["dated_on"])) for row in rows["letter"]]
    assert days == [("request", "2014-03-18"), ("reply", "2014-03-21")]
    assert rows["question"][1]["text"].startswith("De leden")  # the topic above is not part of it


def test_the_part_of_the_reply_begins_a_paragraph_without_blank_lines() -> None:
    """Its heading is no part of the last words of members.

    Seen in: 2025D18687.
    """
    head = HEAD.format(title="INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG")
    text = (head + SIGNED + ASKED + "II Antwoord / Reactie van de Staatssecretaris\n").replace(
        "\n\n", "\n"
    )
    asked = [str(row["text"]) for row in parsed(text)["question"]]
    assert asked[-1].endswith("voor de schippers op de rivier.")


def test_questions_that_wait_for_their_reply_have_no_reply() -> None:
    """An inbreng prints the heading of the reply, but no reply.

    Seen in: nds-tk-2020D32255.
    """
    head = HEAD.format(title="INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG")
    rows = parsed(head + SIGNED + CONTENTS + ASKED + REPLY.format(answers=""))
    assert [row["kind"] for row in rows["letter"]] == ["request"]
    assert [row["label"] for row in rows["question"]] == ["1", "2", "1"]
    assert not rows["answer"]


def test_a_heading_that_fills_its_line_ends_there() -> None:
    """The words of members below the heading of their group begin a paragraph.

    Seen in: kst-21501-32-1731.
    """
    heading = "Vragen en opmerkingen van de leden van de {} en reactie van de bewindspersonen\n"
    head = HEAD.format(title="VERSLAG VAN EEN SCHRIFTELIJK OVERLEG").replace("\n\n", "\n")
    rows = parsed(
        head + "De vragen zijn op 20 oktober 2025 aan de Minister voorgelegd. Bij brief van 23 "
        "oktober 2025\nzijn de vragen beantwoord.\n" + SIGNED.replace("\n\n", "\n")
        + "Vragen en opmerkingen vanuit de fracties en reactie van de bewindspersonen\n"
        + heading.format("VVD-fractie")
        + "De leden van de VVD-fractie hebben kennisgenomen van de agenda en richten zich daarbij\n"
        "op de visserij.\nAdviezen en vangst\nDe leden van de VVD-fractie vragen of er in de "
        "onderhandelingen ruimte voor maatwerk is.\nAntwoord\nDie ruimte is er volgens de adviezen."
        "\n" + heading.format("PvdD-fractie")
        + "De leden van de PvdD-fractie vragen naar het welzijn van vissen in de havens van het land"
        ".\nAntwoord\nDaarover is eerder bericht.\n"
    )  # fmt: skip
    assert answers(rows) == [
        ("VVD", "1", "Die ruimte is er volgens de adviezen."),
        ("PvdD", "1", "Daarover is eerder bericht."),
    ]


def test_a_report_without_any_question_is_not_explained() -> None:
    """Text that asks, in a paper that has questions by its kind, lowers the explained share."""
    head = HEAD.format(title="VERSLAG VAN EEN SCHRIFTELIJK OVERLEG")
    text = "Van alle sprekers wilde ieder iets weten over de brug, en of die nog kan open gaan?\n\n"
    (publication,) = parsed(head + text)["publication"]
    assert publication["explained_share"] is not None
    assert publication["explained_share"] < 0.7
