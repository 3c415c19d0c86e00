"""Answers that only point to another answer, and those that also say something."""

import pytest
from printed_lines import pairing, rows

HEAD = """Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt (ingezonden 3 mei 2024).
Antwoord van Minister De Graaf (Financiën) (ontvangen 24 mei 2024).
Vraag 1
Is dat zo?
Antwoord 1
Ja.
Vraag 2
Is dat echt zo?
Antwoord 2
"""


def relation(answer: str) -> str:
    """Return the relation of a second answer with these words."""
    return pairing(rows(HEAD + answer, "ah-ek-20232024-1"))[1][1]


@pytest.mark.parametrize(
    "answer",
    [
        "Zie het antwoord op vraag 1.",
        "Zie hiervoor het antwoord op vraag 1.",
        "Ik verwijs u naar het antwoord op vraag 1.",
        "Hiervoor verwijs ik naar mijn antwoord op vraag 1.",
        "Voor een toelichting op de kosten verwijs ik naar het antwoord op vraag 1.",
        "Voor het antwoord op deze vraag wordt verwezen naar het antwoord op vraag 1.",
        "In antwoord 1 ben ik ingegaan op de kosten van de munt.",
        "Deze vraag is beantwoord in het antwoord op vraag 1.",
        "Zie het antwoord op vraag 1. Zie ook het antwoord op vraag 1.",
    ],
)
def test_an_answer_only_points_where_every_sentence_does(answer: str) -> None:
    """Every sentence points, and says nothing of its own."""
    assert "refers" == relation(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Ja, zie het antwoord op vraag 1.",
        "Nee. Zie het antwoord op vraag 1.",
        "Zie het antwoord op vraag 1. De munt verdwijnt in 2026.",
        "Zoals gemeld in het antwoord op vraag 1 verdwijnt de munt.",
        "De munt kost tien cent (zie ook het antwoord op vraag 1).",
        "Het kabinet investeert in munten, zoals toegelicht in het antwoord op vraag 1.",
        "In het antwoord op vraag 1 heb ik beschreven dat de munt verdwijnt.",
        "Zie het antwoord op vraag 1, maar niet voor 2026.",
    ],
)
def test_an_answer_with_words_of_its_own_is_no_mere_pointer(answer: str) -> None:
    """One sentence with content makes it an answer."""
    assert "own" == relation(answer)


def test_the_row_of_a_pointer_names_the_question_it_points_to() -> None:
    """A shared answer that only points refers, too."""
    found = rows(
        HEAD.replace("Antwoord 2\n", "Vraag 3\nEn dit?\nAntwoord 2 en 3\n")
        + "Zie het antwoord op vraag 1.",
        "ah-ek-20232024-1",
    )
    first = found["question"][0]["question_id"]
    links = [(row["relation"], row["refers_to_question_id"]) for row in found["question_answer"]]
    assert [("own", None), ("refers", first), ("refers", first)] == links
