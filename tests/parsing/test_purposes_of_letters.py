"""Types of letters: request, reminder, deferral, or another one."""

import pytest
from ferry_letters import CHAIR, CONSULTATION, HEAD, MINISTER, REQUEST
from printed_lines import rows

PAPER = (
    CONSULTATION
    + REQUEST
    + """\
# Vragen van de leden van de SP-fractie
1. Hoeveel veerponten varen er op zondag?
"""
    + CHAIR
    + """\
# BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR INFRASTRUCTUUR
Aan de minister van Infrastructuur en Waterstaat
Den Haag, 12 mei 2026
{words}
"""
    + CHAIR
)
GOVERNMENT = (
    HEAD
    + """\
G BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT
Aan de Voorzitter van de Eerste Kamer der Staten-Generaal
Den Haag, 31 maart 2026
{words}
"""
    + MINISTER
)


@pytest.mark.parametrize(
    "words",
    [
        "De leden van de commissie rappelleren u aan de brief van 3 maart 2026.",
        "De commissie rappelleert u aan haar brief. Kunt u de vragen binnen twee weken beantwoorden?",
        "De termijn voor het antwoord is verstreken. De commissie vraagt u wanneer zij het antwoord kan verwachten.",
        "De commissie herinnert u aan haar vraag.\n1. Hoeveel veerponten varen er op zondag?",
    ],
)
def test_a_letter_that_only_repeats_questions_is_a_reminder(words: str) -> None:
    """It is a reminder, and asks nothing that is a question of its own."""
    found = rows(PAPER.format(words=words), "kst-98440-G")
    assert ["request", "reminder"] == [row["kind"] for row in found["letter"]]
    assert ["Hoeveel veerponten varen er op zondag?"] == [row["text"] for row in found["question"]]


def test_a_letter_that_repeats_and_adds_questions_is_a_request() -> None:
    """A new question makes it a request."""
    words = "De commissie herinnert u aan haar vraag.\n1. Hoe hoog is het tarief?"
    assert ["request", "request"] == [
        row["kind"] for row in rows(PAPER.format(words=words), "kst-98440-G")["letter"]
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("De vragen kunnen niet binnen de gebruikelijke termijn worden beantwoord.", "deferral"),
        ("Ik verzoek uw Kamer om uitstel tot 3 mei 2026.", "deferral"),
        (
            "Hierbij bied ik u een eerste lijst aan. Voor het antwoord op uw vragen vraag ik uitstel.",
            "deferral",
        ),
        (
            "In het kader van de voorhang leg ik u het besluit voor, dat uitstel van het tarief regelt.",
            "other",
        ),
        ("Hierbij bied ik u het ontwerpbesluit aan. De schippers vroegen om meer tijd.", "other"),
    ],
)
def test_a_letter_of_the_government_is_typed_by_its_words(words: str, kind: str) -> None:
    """A delay in what a letter lays before the Chamber is no delay of an answer."""
    assert [kind] == [
        row["kind"] for row in rows(GOVERNMENT.format(words=words), "kst-98440-G")["letter"]
    ]
