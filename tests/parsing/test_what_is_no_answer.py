"""Text between the answers of a reply that is no answer: introductions that it repeats, and the
end of the letter.
"""

import pytest
from ferry_letters import CHAIR, CONSULTATION, REPLY, REQUEST
from printed_lines import pairing, rows

PAPER = (
    CONSULTATION
    + REQUEST
    + """\
Vragen van de leden van de SP-fractie
1. Hoeveel veerponten varen er op zondag?
2. Wie betaalt de brandstof?
Vragen van de leden van de PVV-fractie
{intro}
1. Hoe hoog is het tarief?
"""
    + CHAIR
    + REPLY
    + """\
1. Hoeveel veerponten varen er op zondag?
Op zondag varen er 120.
2. Wie betaalt de brandstof?
Dat doen de gemeenten.
{repeated}
1. Hoe hoog is het tarief?
Het tarief is een euro.{end}
"""
)
EXPECTED = [
    (("SP 1",), "own", "Op zondag varen er 120."),
    (("SP 2",), "own", "Dat doen de gemeenten."),
    (("PVV 1",), "own", "Het tarief is een euro."),
]
LEADS = "De leden van de PVV-fractie lezen dat het tarief stijgt. Deze leden maken zich daar zorgen over."


@pytest.mark.parametrize(
    ("intro", "repeated"),
    [
        (LEADS, LEADS),
        (
            "",
            "De leden van de PVV-fractie hebben kennisgenomen van de brief en hebben de volgende vragen.",
        ),
    ],
)
def test_an_introduction_is_no_end_of_the_answer_above_it(intro: str, repeated: str) -> None:
    """An introduction is what members say before their questions, in the words of the request or in the words of such
    introductions.
    """
    assert EXPECTED == pairing(
        rows(PAPER.format(intro=intro, repeated=repeated, end=""), "kst-98440-G")
    )


@pytest.mark.parametrize(
    "end",
    [
        "\nHoogachtend,\nR. (Rob) Veerman",
        "\nHoogachtend, de minister van Infrastructuur en Waterstaat, R. Veerman",
        " Hoogachtend, De minister van Infrastructuur en Waterstaat, R. Veerman",
    ],
)
def test_the_end_of_a_letter_is_no_end_of_its_last_answer(end: str) -> None:
    """However the signature below the greeting is set."""
    assert EXPECTED == pairing(rows(PAPER.format(intro="", repeated="", end=end), "kst-98440-G"))
