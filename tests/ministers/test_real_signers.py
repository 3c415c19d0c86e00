"""Signers as real letters and heads of written questions print them."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from signed_letter import as_printed, signed

from pipeline.parsing.ministers.person_names import folded
from pipeline.parsing.ministers.register import registered
from pipeline.rows import parse_file

SPRING = date(2024, 5, 16)
JUSTICE = ("minister", "Justitie en Veiligheid", "D. Yeşilgöz-Zegerius")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "Antwoord van Minister Faber – van de Klashorst (Asiel en Migratie) (ontvangen 1 mei)."
            ],
            [("minister", "Asiel en Migratie", "Faber – van de Klashorst")],
        ),
        (
            [
                "Antwoord van Staatssecretaris Van Marum (Binnenlandse Zaken en",
                "Koninkrijksrelaties) en van Minister Hermans (Klimaat en Groene Groei) (ontvangen 1 mei).",
            ],
            [
                ("staatssecretaris", "Binnenlandse Zaken en Koninkrijksrelaties", "Van Marum"),
                ("minister", "Klimaat en Groene Groei", "Hermans"),
            ],
        ),
        (
            ["Antwoord van staatssecretaris Karremans (Financiën (ontvangen 20 november 2024)"],
            [("staatssecretaris", "Financiën", "Karremans")],
        ),
        (
            ["Antwoord van de Staatsecretaris van Financiën (ontvangen 1 mei)"],
            [("staatssecretaris", "Financiën", None)],
        ),
    ],
)
def test_the_line_above_written_answers_names_the_signer(
    lines: list[str], expected: list[tuple[str, str, str | None]]
) -> None:
    """A dash in a surname, a line that was cut in two, a bracket that was left out, a misprint."""
    assert expected == as_printed(signed(*lines, "Vraag 1", "Is dat zo?", on=SPRING))


def test_a_signature_outranks_the_title_of_the_annex() -> None:
    """One office is one row, with the name under the letter; who was asked signs nothing."""
    found = signed(
        "In antwoord op uw brief deel ik u mede dat de vragen worden beantwoord.",
        ">De minister van Justitie en Veiligheid,",
        ">D. Yeşilgöz-Zegerius",
        "Antwoorden van de minister van Justitie en Veiligheid op Kamervragen aan de minister van Defensie",
        "Vraag 1",
        on=SPRING,
    )
    assert [JUSTICE] == as_printed(found)


def test_a_line_above_the_signature_names_on_whose_behalf() -> None:
    """Also in another spelling than the annex: both name one office, printed as first found."""
    found = signed(
        "Mede namens de minister van Binnenlandse Zaken en Koninkrijkrelaties,",
        ">De minister van Justitie en Veiligheid",
        ">D. Yeşilgöz-Zegerius",
        "Antwoorden van de minister van Justitie en Veiligheid mede namens de minister van "
        "Binnenlandse Zaken en Koninkrijksrelaties op Kamervragen",
        on=SPRING,
    )
    other = ("minister", "Binnenlandse Zaken en Koninkrijkrelaties", None)
    assert {JUSTICE: False, other: True} == dict(
        zip(as_printed(found), (one.on_behalf for one in found), strict=True)
    )
    assert {"mnre1034", "mnre1058"} == {one.ministry_id for one in found}


def test_of_several_offices_on_one_line_the_last_signs() -> None:
    """Mede namens A, B NAME: the name belongs to B."""
    line = (
        ">Mede namens de staatssecretaris van Infrastructuur en Waterstaat, de minister van "
        "Justitie en Veiligheid D. Yeşilgöz-Zegerius"
    )
    found = signed("De tekst.", line, on=SPRING)
    assert [True, False] == [one.on_behalf for one in found]
    assert [("staatssecretaris", "Infrastructuur en Waterstaat", None), JUSTICE] == as_printed(
        found
    )


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Binnenlandse Zaken en Koninkrijkrelaties", "Binnenlandse Zaken en Koninkrijksrelaties"),
        ("Volksgezondheid, Welzijn en Sprot", "Volksgezondheid, Welzijn en Sport"),
        ("Defensie", "Defensie"),
        ("Veren en Bruggen", "Veren en Bruggen"),
        ("Justitie", "Justitie"),
    ],
)
def test_a_misprinted_portfolio_is_matched_to_the_register(printed: str, meant: str) -> None:
    """Other words stay as they are, and short ones are too near to others."""
    assert meant == registered(printed)


def test_the_real_papers_have_their_ministers(corpus: Path) -> None:
    """At most one row is wrong in the papers that nobody here wrote."""
    wrong: list[tuple[str, ...]] = []
    for gold in sorted((corpus / "real").glob("*.gold.json")):
        stated = json.loads(gold.read_text(encoding="utf-8"))
        path = gold.parent / stated["source"]
        expected = Counter(map(plain, stated["ministers"]))
        found = Counter(map(plain, parse_file(path.read_bytes(), path.name)["minister"]))
        wrong += [(path.name, *row) for row in (expected - found).elements()]
        wrong += [(path.name, *row) for row in (found - expected).elements()]
    assert len(wrong) <= 1, wrong


def plain(row: Mapping[str, object]) -> tuple[str, str, str]:
    """Return role, portfolio and name without case and punctuation."""
    return str(row["role"]), folded(str(row["portfolio"] or "")), folded(str(row["name"] or ""))
