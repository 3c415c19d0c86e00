"""Written answers to questions of a budget debate: an annex with a part for each member."""

import pytest

from pipeline.parsing.origin import Rows
from pipeline.rows import parse_file

LETTER = """\
Nr. 146 BRIEF VAN DE MINISTERS VAN ONDERWIJS, CULTUUR EN WETENSCHAP EN VOOR MEDIA

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 18 november 2021

In de bijlage ontvangt u de antwoorden op de vragen die in het debat over de begroting zijn gesteld. \
De overige vragen worden mondeling beantwoord.

De Minister van Onderwijs, Cultuur en Wetenschap, I.K. van Engelshoven

De Minister voor Basis- en Voortgezet Onderwijs en Media A. Slob

"""
MEMBERS = [
    ("Beertema, H.J. (Partij voor de Vrijheid)", [1, 2]),
    ("De Hoop, H.E. (PvdA)", [15]),
    ("Paul, M.L.J. (VVD)", [23]),
]


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Return the rows of a letter with the questions of three members."""
    text = LETTER
    for member, numbers in MEMBERS:
        text += f"Vragen van het lid {member}\n\n"
        for number in numbers:
            text += (
                f"Vraagnummer: {number}\n\nVraag:\n\nHoeveel scholen hebben {number} bruggen?\n\n"
                f"Antwoord:\n\nEr zijn {number} scholen met een eigen brug over het water.\n\n"
            )
    return parse_file(text.encode(), "kst-35925-VIII-146.txt")


def test_the_printed_number_is_the_label_of_a_question(rows: Rows) -> None:
    """The line "Vraagnummer: 15" above "Vraag:" gives the label, and is part of no answer.

    Seen in: kst-35925-VIII-146.
    """
    asked = [(row["label"], row["text"]) for row in rows["question"]]
    numbers = [1, 2, 15, 23]
    assert asked == [(str(n), f"Hoeveel scholen hebben {n} bruggen?") for n in numbers]
    given = [f"Er zijn {n} scholen met een eigen brug over het water." for n in numbers]
    assert [row["text"] for row in rows["answer"]] == given


def test_each_part_of_the_annex_has_its_own_member(rows: Rows) -> None:
    """The heading of the part names who asked; initials behind a surname are no second member.

    Seen in: kst-35925-VIII-146.
    """
    assert [(row["party"], row["askers"]) for row in rows["question"]] == [
        ("PVV", ["Beertema (Partij voor de Vrijheid)"]),
        ("PVV", ["Beertema (Partij voor de Vrijheid)"]),
        ("PvdA", ["De Hoop (PvdA)"]),
        ("VVD", ["Paul (VVD)"]),
    ]


def test_signatures_in_one_line_above_a_long_annex_are_read(rows: Rows) -> None:
    """Office and name in one line sign the letter, also far above its last lines.

    Seen in: kst-35925-VIII-146.
    """
    assert [row["name"] for row in rows["minister"]] == ["I.K. van Engelshoven", "A. Slob"]


@pytest.mark.parametrize("form", ["{n}. {party} {name} Vraag:", "{name} {party} Vraag:"])
def test_columns_of_group_and_member_are_no_words_of_the_question(form: str) -> None:
    """They stood before its first word.

    Seen in: 2009D59599.
    """
    text = "Antwoorden op vragen begrotingsbehandeling\n\nPolitieke Partij Kamerlid Vraag en Antwoord\n\n"
    members = [("CDA", "Rouwe, de"), ("PvdD", "Ouwehand, E")]
    for number, (party, name) in enumerate(members, start=1):
        head = form.format(n=number, party=party, name=name)
        text += f"{head}\n\nWaarom telt brug {number} mee?\n\nAntwoord:\n\nDat is zo besloten.\n\n"
    found = parse_file(text.encode(), "2009D59599.txt")["question"]
    assert [(row["party"], row["text"]) for row in found] == [
        ("CDA", "Waarom telt brug 1 mee?"),
        ("PvdD", "Waarom telt brug 2 mee?"),
    ]
