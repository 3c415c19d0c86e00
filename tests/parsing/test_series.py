"""Headings in a form that no rule knows are told by their series: they count from 1."""

import pytest
from printed_lines import rows

from pipeline.reading import read_document
from pipeline.reading.series import numbered_series
from pipeline.rows import parse_file

TOP = (
    "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt "
    "(ingezonden 3 maart 2026).\n"
    "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\n"
)
ASKED = ["Kent u de munt?", "Wie slaat de munt?", "Wat kost de munt?"]
GIVEN = ["Ja.", "De Munt slaat de munt.", "Dat is niet bekend."]


def printed(question: str, answer: str) -> str:
    """Return three questions with their answers below such headings."""
    lines = []
    for number, (asked, given) in enumerate(zip(ASKED, GIVEN, strict=True), 1):
        lines += [question.format(n=number), asked, answer.format(n=number), given]
    return TOP + "\n".join(lines) + "\n"


FORMS = [
    ("Vraag-{n}", "Antwoord-{n}"),
    ("V{n}:", "A{n}:"),
    ("Vr. {n}", "Antw. {n}"),
    ("Vraag nr. {n}", "Antwoord nr. {n}"),
    ("({n})", "Antwoord op vraag ({n})"),
    ("Q {n})", "Repliek {n})"),
]


@pytest.mark.parametrize(("question", "answer"), FORMS)
def test_a_series_that_asks_and_one_that_follows_it_are_questions_and_answers(
    question: str, answer: str
) -> None:
    """Read a file whose line ends say nothing; the words of the headings are unknown."""
    found = parse_file(printed(question, answer).encode(), "ah-tk-20252026-1.txt")
    said = {row["answer_id"]: row["text"] for row in found["answer"]}
    assert [row["text"] for row in found["question"]] == ASKED
    assert [said[row["answer_id"]] for row in found["question_answer"]] == GIVEN


def test_words_beside_the_number_belong_to_the_question() -> None:
    """Read a heading and its question on one line."""
    text = TOP + "\n".join(
        f"V{n}: {asked}\nA{n}: {given}"
        for n, (asked, given) in enumerate(zip(ASKED, GIVEN, strict=True), 1)
    )
    found = rows(text, "ah-tk-20252026-1")
    assert [row["text"] for row in found["question"]] == ASKED
    assert [row["text"] for row in found["answer"]] == GIVEN


def test_steps_inside_an_answer_are_no_headings() -> None:
    """Keep them in the answer: they neither ask nor follow questions of these numbers."""
    steps = [f"Stap {n} Een ambtenaar weegt munten." for n in range(1, 6)]
    found = rows(
        TOP + "Vraag 1\nHoe gaat dat?\nAntwoord 1\nZo.\n" + "\n".join(steps), "ah-tk-20252026-1"
    )
    assert [row["label"] for row in found["question"]] == ["1"]
    assert found["answer"][0]["text"].endswith(steps[-1])


def test_a_series_needs_three_members_and_a_word() -> None:
    """Ignore notes and lists, which have no word before their numbers, and two members."""
    assert not numbered_series(["V1 Is", "V2 Is", "1 Is", "2 Is", "3 Is"])
    (series,) = numbered_series(["V1 Is", "x", "V2 Is", "V4 en 5", "V3 Is", "V9 Is"])
    assert [one.numbers for one in series] == [("1",), ("2",), ("4", "5"), ("3",)]


def test_the_number_of_a_series_is_no_footnote_mark() -> None:
    """Keep the number behind an abbreviation: "Vr. 1"."""
    text = read_document(printed("Vr. {n}", "Antw. {n}").encode(), name="x.txt").text
    assert "Vr. 3" in text
