"""Replies in prose, which repeat no question in the words of the request: what their answers are
tied to.
"""

from ferry_letters import CHAIR, CONSULTATION, MINISTER, REPLY, REQUEST
from printed_lines import pairing, rows

PAPER = (
    CONSULTATION
    + REQUEST
    + """\
Vragen van de leden van de PVV-fractie
1. Hoeveel veerponten varen er op zondag?
2. Wie betaalt de brandstof?
Vragen van de leden van de SP-fractie
3. Hoe hoog is het tarief?
4. Wat kost een pont?
"""
    + CHAIR
    + REPLY
    + "{words}\n"
    + MINISTER
)


def answers(words: str) -> list[tuple[tuple[str, ...], str, str]]:
    """Return the answers of a reply in these words, with their questions."""
    return pairing(rows(PAPER.format(words=words), "kst-98440-G"))


def test_a_paraphrased_question_is_paired_by_its_words() -> None:
    """As many paragraphs in which members of the group ask as questions were not found are those
    questions.
    """
    words = """\
De leden van de PVV-fractie vragen naar het aantal ponten in het weekend.
Het kabinet telt er 120.
Deze leden vragen ook voor wie de diesel komt. Die betalen de gemeenten.
De leden van de SP-fractie vragen naar de prijzen van kaartjes. Die zijn een euro.
In reactie op de vraag van de leden van de SP-fractie naar een pont: die kost een miljoen."""
    expected = [
        (("PVV 1",), "own", "Het kabinet telt er 120."),
        (("PVV 2",), "own", "Die betalen de gemeenten."),
        (("SP 3",), "own", "Die zijn een euro."),
        (
            ("SP 4",),
            "own",
            "In reactie op de vraag van de leden van de SP-fractie naar een pont: die kost een miljoen.",
        ),
    ]
    assert expected == answers(words)


def test_one_paragraph_answers_all_questions_of_a_group() -> None:
    """It is shared; the other group, of which nothing is said, keeps its questions without an
    answer.
    """
    words = "De leden van de SP-fractie vragen naar allerlei prijzen.\nDie zijn bij de gemeenten bekend."
    assert [(("SP 3", "SP 4"), "shared", "Die zijn bij de gemeenten bekend.")] == answers(words)


def test_questions_below_the_heading_of_a_group_belong_to_it() -> None:
    """Questions reworded beyond recognition, without numbers or emphasis."""
    words = """\
PVV-fractie
Wat is het aantal in het weekend?
Dat zijn er 120.
Voor wie komt de diesel?
De gemeenten betalen die."""
    assert [
        (("PVV 1",), "own", "Dat zijn er 120."),
        (("PVV 2",), "own", "De gemeenten betalen die."),
    ] == answers(words)
