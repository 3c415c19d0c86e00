"""A letter as a ministry sends it: the addressee without "Aan", the day behind "Datum", references
beside the text.
"""

from datetime import date

import pytest
from printed_lines import pairing, rows

LETTER = """Ministerie van Financiën
> Retouradres Postbus 20901 2500 EX Den Haag
De Voorzitter van de Eerste Kamer der Staten-Generaal
Kazernestraat 52
2514 CV DEN HAAG
{day}
Geachte voorzitter,
Hierbij zend ik u, mede namens de Minister van Economische Zaken, de antwoorden op de vragen over de munt.
{body}
@ De Minister van Financiën,
@ E. Heinen
"""
NUMBERED = """Vragen van de leden van de fractie van de VVD
1. Wat kost een munt?
Een munt kost tien cent.
2. Wie betaalt dat?
Dat betaalt het Rijk."""
BULLETED = """Vragen van de leden van de VVD-fractie
• Wat kost een munt?
Een munt kost tien cent.
• Wie betaalt dat?
Dat betaalt het Rijk."""


@pytest.mark.parametrize(
    "day", ["Datum 3 maart 2026", "Datum | 3 maart 2026", "Datum\nBetreft\n3 maart 2026"]
)
def test_addressee_and_day_are_found_where_ministries_print_them(day: str) -> None:
    """Also where the day is set in a cell of its own, or an extraction set it below both labels."""
    (letter,) = rows(LETTER.format(day=day, body=NUMBERED))["letter"]
    expected = {
        "kind": "reply",
        "dated_on": date(2026, 3, 3),
        "sender": "E. Heinen",
        "sender_role": "Minister van Financiën",
        "recipient": "Voorzitter van de Eerste Kamer der Staten-Generaal",
    }
    assert expected == {name: letter[name] for name in expected}


@pytest.mark.parametrize("body", [NUMBERED, BULLETED])
def test_questions_printed_only_in_the_reply_are_found(body: str) -> None:
    """The heading of a party group is no head of written questions, and each bullet has its answer
    below.
    """
    expected = [
        (("VVD 1",), "own", "Een munt kost tien cent."),
        (("VVD 2",), "own", "Dat betaalt het Rijk."),
    ]
    assert expected == pairing(rows(LETTER.format(day="Datum 3 maart 2026", body=body)))


def test_an_office_behind_mede_namens_has_no_name() -> None:
    """The words of the letter begin below its address and day."""
    found = rows(LETTER.format(day="Datum 3 maart 2026", body="Datzelfde geldt voor de rand."))[
        "minister"
    ]
    assert [("Financiën", "E. Heinen", False), ("Economische Zaken", None, True)] == [
        (row["portfolio"], row["name"], row["on_behalf"]) for row in found
    ]


def test_a_salutation_alone_marks_a_letter() -> None:
    """A program that exports a letter can leave out its head and its signature.

    Seen in: 2024D51302.
    """
    found = rows("Geachte Voorzitter,\n\nHet kabinet werkt aan veilige bruggen voor iedereen.\n")
    assert [row["kind"] for row in found["publication"]] == ["brief"]
    assert [row["kind"] for row in found["letter"]] == ["other"]


def test_the_president_of_a_chamber_below_a_letter_begins_no_letter() -> None:
    """The next letter in the paper has an address of its own."""
    text = (
        "B VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\nBRIEF VAN DE VOORZITTER VAN DE EERSTE KAMER\nAan de Minister van Financiën\nDen Haag, 3 maart 2026\n"
        "Ik zend u een motie.\nDe Voorzitter van de Eerste Kamer der Staten-Generaal\nA. Jansen\n"
    )
    reply = LETTER.format(day="Datum 31 maart 2026", body="De motie is uitgevoerd.")
    assert ["2026-03-03", "2026-03-31"] == [
        str(row["dated_on"]) for row in rows(text + reply)["letter"]
    ]
