"""Pointers to another answer in the same paper."""

import pytest
from written_paper import cited, paper, pointed

from pipeline.parsing.references import find_references

POINTERS = {
    "zoals beschreven in het antwoord op vraag 2 van D66.": [("D66", "2")],
    "In aanvulling op het antwoord op 3a merk ik op": [(None, "3a")],
    "Zie de antwoorden op de vragen 2, 6 en 8.": [(None, "2"), (None, "6"), (None, "8")],
    "Zie vraag 2 t/m 4.": [(None, "2"), (None, "3"), (None, "4")],
    "Zie antwoord op vragen 3 tot en met 5.": [(None, "3"), (None, "4"), (None, "5")],
    "zoals ook bij vraag 4 toegelicht": [(None, "4")],
    "In antwoord 3 ben ik ingegaan op dit punt.": [(None, "3")],
    "Dat staat in mijn antwoord op vraag 1a en b.": [(None, "1a"), (None, "1b")],
    "Zie de antwoorden op vraag 2a t/m 2c.": [(None, "2a"), (None, "2b"), (None, "2c")],
    "Dat staat in het antwoord op vraag 2 onder b.": [(None, "2b")],
    "Dat staat in het antwoord op deelvraag a.": [(None, "a")],
    "zie vraag D66 2": [("D66", "2")],
    "Dat staat in het antwoord op VVD-vraag 3.": [("VVD", "3")],
    "Zie antwoord vraag 3 VVD.": [("VVD", "3")],
    "Zie antwoord op vraag 1 (D66).": [("D66", "1")],
    "Zie antwoord op vraag 4 van D66, vraag 2 van CDA en vraag 1 van SP.": [
        ("D66", "4"),
        ("CDA", "2"),
        ("SP", "1"),
    ],
    "Zie de antwoorden op de vragen 2 van D66 en 5 van de VVD-fractie.": [
        ("D66", "2"),
        ("VVD", "5"),
    ],
    "Zie het antwoord op vraag 3 van de leden van de fractie van de Partij voor de Dieren.": [
        ("PvdD", "3")
    ],
    "Zie het antwoord op vraag 2 van de leden van de fracties van D66 en VVD.": [("D66-VVD", "2")],
    "Zie het antwoord op vraag 3 van de fracties van GroenLinks en de PvdA.": [
        ("GroenLinks-PvdA", "3")
    ],
    "Zie het antwoord op vraag 3, zoals gevraagd door de fracties van GroenLinks en de PvdA.": [
        ("GroenLinks-PvdA", "3")
    ],
    "Zie het antwoord op vraag 2, gesteld door de leden van de VVD-fractie.": [("VVD", "2")],
    "Zie Kamerstuk 36 264, nr. 3. Zie ook het antwoord op vraag 2.": [(None, "2")],
    "Zie het antwoord op vraag 2 van de Fractie-Van de Sanden.": [("Fractie-Van de Sanden", "2")],
    "Zie het antwoord op de eerste vraag van de SP-fractie.": [("SP", "eerste")],
    "Zie het antwoord op de tweede en derde vraag van de BBB-fractie.": [
        ("BBB", "tweede"),
        ("BBB", "derde"),
    ],
    "Verwezen wordt naar het antwoord op de voorgaande vraag.": [(None, "vorige")],
    "Zie bovenstaand antwoord.": [(None, "vorige")],
    "Zie het antwoord hierboven op vraag 2.": [(None, "2")],
    "Zie het antwoord op de vraag van de leden van de SP-fractie.": [("SP", None)],
    "Zie 3a.": [(None, "3a")],
    "Zie onder 2.": [(None, "2")],
    "Hetzelfde geldt voor vraag 3.": [(None, "3")],
    "Zoals op vraag 3 is geantwoord, ligt dat anders.": [(None, "3")],
    "Indien het antwoord op vraag 2 nee is, waarom dan?": [(None, "2")],
}

DECOYS = [
    "Ik heb het antwoord op 12 schriftelijke vragen gestuurd.",
    "Het antwoord op 3 van de 5 vragen is bekend.",
    "In mijn antwoord op 3 juni 2024 schreef ik dat.",
    "Zie het antwoord op vraag 3 van het lid De Vries.",
    "Zie het antwoord op vraag 3 van de eerdere schriftelijke vragen.",
    "Zie het antwoord op vraag 3 in mijn brief van maart.",
    "Zie het antwoord op vraag 4 van Aanhangsel Handelingen II 2023/24, nr. 594.",
    "Zie Aanhangsel Handelingen II 2023/24, nr. 594, het antwoord op de vragen 4 en 5.",
    "Is het antwoord op vraag 12 van de Tweede Kamer nog juist?",
    "In vraag 3 vraagt u naar de kosten.",
    "De vragen 2 en 3 beantwoord ik gezamenlijk.",
    "Op vraag 2 antwoord ik dat het zo is.",
    "Kunt u alle bovenstaande vragen afzonderlijk beantwoorden?",
    "Zie 3.2 van de bijlage, en zie pagina 4.",
]


@pytest.mark.parametrize(("sentence", "expected"), POINTERS.items())
def test_a_pointer_names_every_question_it_points_to(
    sentence: str, expected: list[tuple[str | None, str | None]]
) -> None:
    """One citation per question, with its party group and its number or the word for it."""
    assert expected == pointed(sentence)


@pytest.mark.parametrize("sentence", DECOYS)
def test_a_mention_of_another_question_is_no_pointer(sentence: str) -> None:
    """Counts of questions, questions in other papers and talk of the question itself point nowhere."""
    assert pointed(sentence) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Antwoord op vraag 3",
        "Antwoord 3, 4 en 5",
        "Antwoord op de vragen 2 en 3 van de leden van de D66-fractie:",
        "Antwoord op vraag 3: Ja, dat klopt.",
        "Antwoord op vraag 3 Nee, dat klopt niet.",
        "Het antwoord op vraag 2 (D66):",
    ],
)
def test_the_heading_of_an_answer_is_no_pointer(heading: str) -> None:
    """A block that begins with the number it answers does not point at it."""
    assert [
        one for one in find_references(paper("Vraag.", heading, "Ja.")) if one.kind == "answer"
    ] == []


def test_a_pointer_is_left_to_the_paper_to_resolve() -> None:
    """Only the whole letter shows which question is meant."""
    [citation] = cited("Zie het antwoord op vraag 2 van D66.")
    assert (None, "unresolved", "antwoord op vraag 2 van D66") == (
        citation.target,
        citation.status,
        citation.text,
    )
