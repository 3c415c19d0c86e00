"""Nobody real says anything in the sample, and nobody of the sample turns up among the real."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.identity import is_fiction, official_page
from pipeline.parsing.ministers.person_names import folded
from pipeline.parsing.ministers.register import (
    Registered,
    look_up,
    real_tenures,
    register_for,
    tenures,
)
from pipeline.vocabulary import records
from pipeline.warehouse import connect

DAY = date(2026, 3, 1)
HOLDER = ("staatssecretaris", "Infrastructuur en Waterstaat")


def test_no_surname_of_the_sample_is_that_of_a_real_office_holder() -> None:
    """Neither whole nor in part."""
    real = {folded(row["surname"]) for row in records("persons")}
    assert set() == real & {folded(row["surname"]) for row in records("sample_persons")}
    ids = {row["person_id"] for row in records("persons")}
    assert set() == ids & {row["person_id"] for row in records("sample_persons")}


def test_no_paper_of_the_sample_names_a_real_office_holder(sample: Path) -> None:
    """None of those in office since 2025 stands in any of its files."""
    recent = [
        tenure for tenure in real_tenures() if tenure.last is None or tenure.last.year >= 2025
    ]
    names = {f"{tenure.person.first_name} {tenure.person.surname}" for tenure in recent}
    for file in sorted((sample.parent / "papers").glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        assert [] == [name for name in sorted(names) if name in text], file.name


@pytest.mark.parametrize(
    ("publication_id", "name", "expected"),
    [
        ("kst-99031-F", "A.W.H. Bergweide", Registered("mnre1130", "anna-bergweide", "true")),
        ("kst-99031-F", "Annet Bertram", Registered("mnre1130", None, "false")),
        ("kst-36867-C", "Annet Bertram", Registered("mnre1130", "annet-bertram", "true")),
        ("kst-36867-C", "A.W.H. Bergweide", Registered("mnre1130", None, "false")),
    ],
)
def test_a_sample_paper_uses_the_register_of_the_sample_only(
    publication_id: str, name: str, expected: Registered
) -> None:
    """The number of the paper decides, before and after papers of the other kind."""
    with register_for(publication_id):
        assert expected == look_up("staatssecretaris", HOLDER[1], name, DAY)
    assert real_tenures() == tenures()


@pytest.mark.parametrize(
    ("publication_id", "fiction"),
    [
        ("kst-99012-B", True),
        ("kst-9900031", True),
        ("kst-99070-XV-AB", True),
        ("ah-ek-20252026-901", True),
        ("kv-ek-990003", True),
        ("blg-9900001", True),
        ("kst-36867-C", False),
        ("kst-1259252", False),
        ("kst-22112-990", False),
        ("ah-ek-20252026-9", False),
        ("ah-tk-20232024-901", False),
        ("kv-ek-179901", False),
        ("blg-1199000", False),
    ],
)
def test_only_numbers_of_the_sample_are_fiction(publication_id: str, *, fiction: bool) -> None:
    """No official paper has such a number."""
    assert fiction is is_fiction(publication_id)
    assert fiction is (official_page(publication_id) is None)


def test_no_invented_number_leads_to_an_official_page(sample_warehouse: Path) -> None:
    """COM(2025) 990 and Handelingen 12, item 3 are real papers on other subjects: only laws lead out."""
    with connect(sample_warehouse) as connection:
        outside = connection.execute(
            "SELECT DISTINCT kind, url FROM reference WHERE url IS NOT NULL AND kind <> 'url'"
        ).fetchall()
        cited = "SELECT count(*) FROM reference WHERE kind IN ('eu_document', 'handelingen')"
        assert (connection.execute(cited).fetchone() or (0,))[0] > 0
    assert [("law", "https://wetten.overheid.nl/BWBR0037885")] == outside
