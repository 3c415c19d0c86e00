"""Headings that announce a part, and sentences that begin like them."""

import pytest
from printed_lines import document

from pipeline.parsing.outline import outline
from pipeline.parsing.outline.labelled_block import LabelledBlock


def line(text: str) -> LabelledBlock:
    """Return the one line of a text."""
    return outline(document(text))[0]


@pytest.mark.parametrize(
    ("text", "kind", "labels", "words"),
    [
        ("Vraag 3", "question", ("3",), ""),
        ("Vragen 3, 4 en 5:", "question", ("3", "4", "5"), ""),
        ("Vraag 2: Kunt u dat toelichten?", "question", ("2",), "Kunt u dat toelichten?"),
        ("Vraag 2 Kunt u dat toelichten?", "question", ("2",), "Kunt u dat toelichten?"),
        ("Vraag 3 gaat over geld.", "text", (), "Vraag 3 gaat over geld."),
        ("Antwoord", "answer", (), ""),
        ("Antwoord: Ja.", "answer", (), "Ja."),
        ("Antwoord 4 en 5", "answer", ("4", "5"), ""),
        (
            "Antwoord op de vragen 2 t/m 4 van de leden van de SP-fractie",
            "answer",
            ("2", "3", "4"),
            "",
        ),
        (
            "Antwoord op vraag 3 is dat niemand het weet.",
            "text",
            (),
            "Antwoord op vraag 3 is dat niemand het weet.",
        ),
        ("Reactie van de minister van Financiën:", "answer", (), ""),
        ("Mededeling", "notice", (), ""),
        (
            "Toelichting: deze vragen volgen op eerdere.",
            "aside",
            (),
            "deze vragen volgen op eerdere.",
        ),
        ("3, 4 en 5", "number", ("3", "4", "5"), ""),
        ("1 - Is dat zo?", "item", ("1",), "Is dat zo?"),
        ("5 en 6 april zijn vrije dagen.", "text", (), "5 en 6 april zijn vrije dagen."),
        ("(ii) Is dat zo?", "item", ("ii",), "Is dat zo?"),
        ("• Is dat zo?", "item", (), "Is dat zo?"),
        ("De minister van Financiën,", "signature", (), "De minister van Financiën,"),
        (
            "De minister van Financiën heeft op 3 mei 2024 gereageerd.",
            "text",
            (),
            "De minister van Financiën heeft op 3 mei 2024 gereageerd.",
        ),
    ],
)
def test_a_line_is_what_its_heading_or_marker_announces(
    text: str, kind: str, labels: tuple[str, ...], words: str
) -> None:
    """The kind of a line, the numbers it bears, and the words behind them."""
    found = line(text)
    assert (kind, labels, words) == (
        found.kind,
        found.labels,
        document(text).text[found.body : found.end],
    )


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Vragen en opmerkingen van de leden van de BBB-fractie", "BBB"),
        ("Vragen van de leden van de fractie van GroenLinks-PvdA", "GroenLinks-PvdA"),
        ("Inbreng van de leden van de fractie van de Partij voor de Dieren", "PvdD"),
        ("Vragen van het lid Van Rooijen (50PLUS)", "50PLUS"),
        ("VVD", "VVD"),
        ("1. Leden van de D66-fractie:", "D66"),
        ("Antwoorden op de vragen van de leden van de SP-fractie", "SP"),
    ],
)
def test_a_party_group_heads_its_part_by_its_bare_name(text: str, party: str) -> None:
    """Nothing but the name of a party group and the words of such headings."""
    found = line(text)
    assert ("party", party) == (found.kind, found.party)


@pytest.mark.parametrize(
    "text",
    [
        "De leden van de VVD-fractie vragen of dat zo is",
        "De VVD wil meer huizen",
        "Vragen over D66 en de peilingen",
    ],
)
def test_a_sentence_that_names_a_party_group_is_no_heading(text: str) -> None:
    """Other words than those of headings say something."""
    assert line(text).kind != "party"


def test_the_letter_i_after_h_is_a_letter_and_no_numeral() -> None:
    """A list that runs from a on reaches the letter i."""
    depths = [found.depth for found in outline(document("g. een?\nh. twee?\ni. drie?\nj. vier?"))]
    assert [2, 2, 2, 2] == depths
    assert 3 == line("i. een?").depth


def test_a_numbered_line_that_stands_alone_is_a_heading() -> None:
    """It is short, ends without punctuation, and no other item stands beside it."""
    assert "heading" == outline(document("1. Kosten\nDe leden vragen wat het kost."))[0].kind
    assert "item" == outline(document("1. de kosten\n2. de baten"))[0].kind
