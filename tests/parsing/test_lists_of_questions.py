"""A lijst van vragen en antwoorden of the Tweede Kamer, and other papers in which a number is all
that parts them.
"""

import pytest
from printed_lines import pairing, rows

HEAD = (
    "Tweede Kamer der Staten-Generaal\n98 600 VII Vaststelling van de begroting\nNr. 12 LIJST VAN VRAGEN EN ANTWOORDEN\n"
    "Vastgesteld 4 juni 2026\nDe commissie heeft op 2 mei 2026 vragen voorgelegd. De minister heeft ze bij brief van 3 juni 2026 "
    "beantwoord.\nDe voorzitter van de commissie,\nHaven\n"
)
PRICE, WHO = "Wat kost een pont?", "Kunt u een overzicht van schippers geven?"
EXPECTED = [(("1",), "own", "Tien euro."), (("2",), "refers", "Zie het antwoord op vraag 1.")]


@pytest.mark.parametrize(
    "body",
    [
        f"1\n{PRICE}\nTien euro.\n2\n{WHO}\nZie het antwoord op vraag 1.",
        f"1. {PRICE}\nTien euro.\n2. {WHO}\nZie het antwoord op vraag 1.",
        f"Vraag 1\n{PRICE}\nTien euro.\nVraag 2\n{WHO}\nZie het antwoord op vraag 1.",
        f"Vraag 1\n{PRICE}\nAntwoord\nTien euro.\nVraag 2\n{WHO}\nAntwoord\nZie het antwoord op vraag 1.",
    ],
)
def test_each_number_has_its_question_and_answer(body: str) -> None:
    """Asked by the committee, answered by the minister, on the days that the introduction tells."""
    found = rows(HEAD + body, "kst-98600-VII-12")
    assert [("1", PRICE), ("2", WHO)] == [(row["label"], row["text"]) for row in found["question"]]
    assert EXPECTED == pairing(found)
    assert [("request", "2026-05-02"), ("reply", "2026-06-03")] == [
        (row["kind"], str(row["dated_on"])) for row in found["letter"]
    ]


def test_a_question_ends_with_its_last_question_mark() -> None:
    """The lead-in belongs to the question; where nothing has a question mark, the first paragraph is
    the question.
    """
    body = (
        "1\nGraag een overzicht van de ponten.\nDat zijn er tien.\n2\nDe minister noemt twee ponten.\nWelke zijn dat? En wie vaart?\n"
        "De blauwe.\nEn de rode.\n3 en 4\nWat is een pont?\nWat is een veer?\nDat is hetzelfde."
    )
    found = rows(HEAD + body, "kst-98600-VII-12")
    expected = [
        "Graag een overzicht van de ponten.",
        "De minister noemt twee ponten. Welke zijn dat? En wie vaart?",
        "Wat is een pont?",
        "Wat is een veer?",
    ]
    assert expected == [row["text"] for row in found["question"]]
    assert [("1",), ("2",), ("3", "4")] == [names for names, *_ in pairing(found)]


def test_written_questions_with_unheaded_answers_are_paired() -> None:
    """The number of the next question ends an answer."""
    found = rows(
        "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt (ingezonden 3 maart 2026).\n"
        "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\n"
        "Vraag 1\nIs dat zo?\nJa, dat is zo.\nVraag 2\nWaarom?\nDaarom.",
        "ah-tk-20252026-1",
    )
    assert [(("SP 1",), "own", "Ja, dat is zo."), (("SP 2",), "own", "Daarom.")] == pairing(found)
