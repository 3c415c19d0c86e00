"""Numbers that stand alone on a line: of questions, of several questions together, or cells of a
table.
"""

import pytest
from printed_lines import pairing, rows

HEAD = (
    "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt (ingezonden 3 maart 2026).\n"
    "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\n"
)


def test_numbers_below_each_other_number_one_text_together() -> None:
    """Nothing is asked under the first of them alone."""
    found = rows(
        f"{HEAD}1\nIs dat zo?\nAntwoord\nJa.\n2\n3\nWaarom?\nSinds wanneer?\nAntwoord\nDaarom.",
        "ah-tk-20252026-1",
    )
    assert ["Is dat zo?", "Waarom?", "Sinds wanneer?"] == [row["text"] for row in found["question"]]
    assert [(("SP 1",), "own", "Ja."), (("SP 2", "SP 3"), "shared", "Daarom.")] == pairing(found)


def test_cells_of_a_table_are_no_numbers_of_questions() -> None:
    """If questions have headings, a number alone in an answer is part of it."""
    answer = "In de tabel staat het.\nJaar\n1\n2\n3\nTotaal"
    found = rows(
        f"{HEAD}Vraag 1\nIs dat zo?\nAntwoord 1\n{answer}\nVraag 2\nWaarom?\nAntwoord 2\nDaarom.",
        "ah-tk-20252026-1",
    )
    assert [
        (("SP 1",), "own", " ".join(answer.split())),
        (("SP 2",), "own", "Daarom."),
    ] == pairing(found)


def test_a_paragraph_that_introduces_and_asks_is_one_question() -> None:
    """Members who have read the bill and ask something in the same paragraph have asked it."""
    asked = "De leden van de SP-fractie hebben kennisgenomen van het voorstel. Zij vragen waarom de munt verdwijnt."
    head = "C VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE VOOR FINANCIËN\nVastgesteld 3 juni 2026\n# Vragen van de leden van de SP-fractie\n"
    assert [asked] == [row["text"] for row in rows(head + asked)["question"]]


def test_a_note_among_numbered_questions_is_no_question() -> None:
    """If numbers have a full stop, one without it numbers a note, unless a question follows."""
    request = (
        "B VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\nBRIEF AAN DE MINISTER VAN FINANCIËN\nDen Haag, 2 januari 2026\n"
        "De leden van de SP-fractie hebben de volgende vragen.\n1. Wat kost een munt?\n2 Rekenkamer, Wat een munt kost, 2025.\n"
        "2. Wie betaalt dat?\n3 Waarom?\n@ De voorzitter van de commissie,\n@ A. Pont"
    )
    labels = [(row["label"], str(row["text"])[:7]) for row in rows(request)["question"]]
    assert [("1", "Wat kos"), ("2", "Wie bet"), ("3", "Waarom?")] == labels


@pytest.mark.parametrize("number", ["{}", "{}."])
@pytest.mark.parametrize("answer", ["Antwoord {}", "Antwoord op vraag {}"])
def test_a_number_above_a_question_ends_the_answer_above_it(number: str, answer: str) -> None:
    """The House's Word text prints "1." above a question (2024Z18888); it joined the answer above."""
    asked = ["Kent u het bericht over het veer?", "Vaart er een pont?", "Waarom vaart die niet?"]
    given = ["Ja.", "Nee.", "Dat wordt onderzocht."]
    lines = "".join(
        f"{number.format(n)}\n{question}\n{answer.format(n)}\n{words}\n"
        for n, (question, words) in enumerate(zip(asked, given, strict=True), start=1)
    )
    found = rows(f"{HEAD}{lines}", "ah-tk-20252026-1")
    assert asked == [one["text"] for one in found["question"]]
    assert given == [one["text"] for one in found["answer"]]
