"""Forms that questions, answers and closing words take, told apart as a clerk would."""

import pytest

from pipeline.parsing.origin import Origin, Rows
from pipeline.reading import read_document
from pipeline.rows import parse

HEAD = """Vragen van het lid Pronk (VVD) aan de Minister van Financiën over de munt (ingezonden 3 mei 2024).

Antwoord van Minister De Graaf (Financiën) (ontvangen 24 mei 2024).
"""

LETTERED = """
Vraag 1

a. Hoeveel munten zijn er in 2023 geslagen?

b. Wat heeft dat gekost?

Antwoord 1

a. In dat jaar zijn tien miljoen munten geslagen.

b. De kosten bedroegen twee miljoen euro.

Vraag 2

Bent u bekend met de antwoorden op eerdere vragen over de munt?

Antwoord 2

Ja.
"""

OWN_LIST = """
Vraag 1

Wat doet u tegen vervalsing?

Antwoord 1

a. Er komt een nieuwe munt.

b. Er komt een nieuwe rand.
"""

VERSLAG = """Eerste Kamer der Staten-Generaal

99 100 Regels over de munt (Muntwet)

B VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE VOOR FINANCIËN

Vastgesteld 4 november 2025

Het voorstel geeft de commissie aanleiding tot de volgende vragen.

Vragen van de leden van de VVD-fractie

I. De leden van de VVD-fractie lezen dat de munt verdwijnt.

(i) Wat betekent dit voor winkels?

(ii) Is een overgangstermijn overwogen?

II. Kunt u de berekening van de kosten met de Kamer delen?

{closing}

De voorzitter van de vaste commissie voor Financiën,

Van den Berg
"""


def rows(text: str) -> Rows:
    """Return the rows of a text file."""
    return parse(
        read_document(text.encode()),
        Origin(publication_id="file-x", series="file", content_sha256="0" * 64),
    )


def exchanges(text: str) -> list[tuple[str, str]]:
    """Return the numbers of the questions with the words of their answers."""
    found = rows(text)
    labels = {question["question_id"]: question["label"] for question in found["question"]}
    texts = {answer["answer_id"]: answer["text"] for answer in found["answer"]}
    return [
        (labels[link["question_id"]], texts[link["answer_id"]]) for link in found["question_answer"]
    ]


def test_a_list_in_an_answer_is_no_row_of_answers() -> None:
    """The question has no such letters."""
    assert [("1", "a. Er komt een nieuwe munt. b. Er komt een nieuwe rand.")] == exchanges(
        HEAD + OWN_LIST
    )


def test_references_to_earlier_questions_name_another_paper() -> None:
    """Without a number they point to no question here."""
    assert [] == [
        row["target"] for row in rows(HEAD + LETTERED)["reference"] if row["kind"] == "answer"
    ]


@pytest.mark.parametrize(
    "closing",
    [
        "",
        "De commissie ziet uit naar uw beantwoording.",
        "Onder het voorbehoud dat deze vragen tijdig worden beantwoord, acht de commissie de behandeling voldoende voorbereid.",
    ],
)
def test_numerals_in_capitals_number_questions_and_the_last_words_of_the_letter_are_no_question(
    closing: str,
) -> None:
    """The parts of a question in small numerals share its number."""
    assert [
        ("Ii", "Wat betekent dit voor winkels?"),
        ("Iii", "Is een overgangstermijn overwogen?"),
        ("II", "Kunt u de berekening van de kosten met de Kamer delen?"),
    ] == [
        (question["label"], question["text"])
        for question in rows(VERSLAG.format(closing=closing))["question"]
    ]


def test_a_short_heading_above_the_signature_is_not_a_name() -> None:
    """Names stand below their offices in this letter, so the word above the office is something
    else.
    """
    memorie = (
        "MEMORIE VAN ANTWOORD\n\nOntvangen 3 mei 2024\n\nD66-fractie\n\nDe leden van de D66-fractie vragen wat een munt kost.\n\n"
        "De kosten zijn gering.\n\nDe Minister van Financiën,\n\nP. de Graaf\n"
    )
    assert [("Financiën", "P. de Graaf")] == [
        (row["portfolio"], row["name"]) for row in rows(memorie)["minister"]
    ]
