"""The dated register: who held which office on a day, and how a signature is held against it."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from pipeline.parsing.ministers.person_names import Person, is_named
from pipeline.parsing.ministers.register import (
    Registered,
    Role,
    look_up,
    ministries,
    ministry_of,
    tenures,
    written_out,
)
from pipeline.vocabulary import records

BREKELMANS = Person("ruben-brekelmans", "R.P.", "Ruben", "Brekelmans")
VAN_DER_WAL = Person(
    "christianne-van-der-wal-zeggelink", "C.", "Christianne", "van der Wal-Zeggelink"
)


@pytest.mark.parametrize(
    ("role", "portfolio", "name", "on", "expected"),
    [
        (
            "minister",
            "Defensie",
            "Ruben Brekelmans",
            date(2025, 8, 28),
            Registered("mnre1018", "ruben-brekelmans", "true"),
        ),
        (
            "minister",
            "Buitenlandse Zaken",
            "Ruben Brekelmans",
            date(2025, 8, 28),
            Registered("mnre1013", "ruben-brekelmans", "true"),
        ),
        (
            "minister",
            "Buitenlandse Zaken",
            "Ruben Brekelmans",
            date(2025, 8, 21),
            Registered("mnre1013", None, "false"),
        ),
        (
            "minister",
            "Buitenlandse Zaken",
            "Liesje Schreinemacher",
            date(2023, 3, 1),
            Registered("mnre1013", None, "false"),
        ),
        (
            "staatssecretaris",
            "Onderwijs, Cultuur en Wetenschap",
            "Gräper-van Koolwijk",
            date(2024, 4, 5),
            Registered("mnre1109", "fleur-graper-van-koolwijk", "true"),
        ),
        (
            "staatssecretaris",
            "Financiën – Fiscaliteit en Belastingdienst",
            "M.L.A. van Rij",
            date(2023, 3, 1),
            Registered("mnre1090", "marnix-van-rij", "true"),
        ),
        (
            "minister",
            "Klimaat en Groene Groei",
            "Hermans",
            date(2024, 7, 17),
            Registered("griffier:kgg", "sophie-hermans", "true"),
        ),
        (
            "minister",
            "Defensie",
            None,
            date(2025, 3, 1),
            Registered("mnre1018", "ruben-brekelmans", "unknown"),
        ),
        (
            "staatssecretaris",
            "Financiën",
            None,
            date(2020, 3, 1),
            Registered("mnre1090", None, "unknown"),
        ),
        (
            "minister",
            "Defensie",
            "J.S. Hillen",
            date(2009, 1, 1),
            Registered("mnre1018", None, "unknown"),
        ),
        ("minister", "Defensie", "R.P. Brekelmans", None, Registered("mnre1018", None, "unknown")),
        (
            "minister-president",
            None,
            "Dick Schoof",
            date(2025, 1, 1),
            Registered("mnre1010", "dick-schoof", "true"),
        ),
        (
            "minister",
            "Digitale Zaken",
            "Jan Jansen",
            date(2025, 1, 1),
            Registered(None, None, "unknown"),
        ),
    ],
)
def test_a_signature_is_looked_up_on_its_own_day(
    role: str, portfolio: str, name: str, on: date, expected: Registered
) -> None:
    """True, contradicted or not known; a contradicted name is never put right."""
    assert expected == look_up(role, portfolio, name, on)


def test_both_holders_count_on_the_day_of_a_change() -> None:
    """Letters of that day bear either name."""
    day = date(2025, 9, 5)
    assert ["true", "true"] == [
        look_up("minister", "Buitenlandse Zaken", name, day).in_office
        for name in ("R.P. Brekelmans", "D.M. van Weel")
    ]


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("Ruben Brekelmans", True),
        ("R.P. Brekelmans", True),
        ("R. Brekelmans", True),
        ("mr. R.P. Brekelmans", True),
        ("Brekelmans", True),
        ("P. Brekelmans", False),
        ("Robert Brekelmans", False),
        ("Ruben Brek", False),
    ],
)
def test_a_name_is_found_in_every_spelling(printed: str, *, same: bool) -> None:
    """With first name, initials or neither, but never with another's."""
    assert same == is_named(BREKELMANS, printed)


@pytest.mark.parametrize(
    "printed",
    ["Van der Wal", "C. van der Wal-Zeggelink", "Christianne van der Wal", "Van der Wal-Jansen"],
)
def test_a_name_is_found_without_the_partners_name(printed: str) -> None:
    """By the letter, or by the register."""
    assert is_named(VAN_DER_WAL, printed)


def test_an_abbreviation_means_the_ministry_of_its_day() -> None:
    """EZ was Economische Zaken before 2017 and again from July 2024."""
    assert [
        written_out(short, date(2025, 1, 1)) for short in ("BZ", "EZ", "J&V", "LVVN", "Zorg")
    ] == [
        "Buitenlandse Zaken",
        "Economische Zaken",
        "Justitie en Veiligheid",
        "Landbouw, Visserij, Voedselzekerheid en Natuur",
        "Zorg",
    ]
    assert written_out("BHO", date(2025, 1, 1)) == "Buitenlandse Handel en Ontwikkelingshulp"


def test_a_portfolio_belongs_to_the_ministry_of_its_day() -> None:
    """Housing was a minister without a ministry until July 2024."""
    assert ["mnre1034", "griffier:vro"] == [
        ministry_of("Volkshuisvesting en Ruimtelijke Ordening", on)
        for on in (date(2023, 1, 1), date(2025, 1, 1))
    ]


def test_every_entry_of_the_register_is_complete() -> None:
    """Every holder is a person that the register knows, of a ministry that it knows, from a first
    to a later last day.
    """
    assert {one.ministry_id for one in tenures()} <= {one.ministry_id for one in ministries()}
    assert {row["person_id"] for row in records("holders")} == {
        row["person_id"] for row in records("persons")
    }
    assert all(one.last is None or one.first < one.last for one in tenures())


SHARED = {
    ("minister", "Asiel en Migratie"),  # three ministers divided the tasks from June 2025
    ("staatssecretaris", "Economische Zaken en Klimaat"),  # two from May to September 2021
    ("staatssecretaris", "Financiën"),  # taxes and benefits were parted in January 2020
    ("staatssecretaris", "Justitie en Veiligheid"),  # a stand-in, in the autumn of 2023
}
"""Offices that two persons held at one time."""


def test_no_office_has_two_holders_at_once() -> None:
    """One holder of an office leaves on or before the day on which the next one begins; nobody
    holds one office twice at a time, or leaves it before taking it.
    """
    by_office = defaultdict(list)
    for tenure in tenures():
        assert tenure.last is None or tenure.first < tenure.last, tenure
        by_office[tenure.role, tenure.portfolio].append(tenure)
    for office, held in by_office.items():
        for one, other in pairwise(sorted(held, key=lambda tenure: tenure.first)):
            apart = one.last is not None and one.last <= other.first
            assert apart or (office in SHARED and one.person != other.person), (one, other)


def test_every_holder_is_a_person_of_the_register() -> None:
    """And nobody stands in it without an office."""
    holders = {row["person_id"] for row in records("holders")}
    assert holders == {row["person_id"] for row in records("persons")}


@pytest.mark.parametrize(
    ("day", "role", "portfolio", "name", "person"),
    [
        (date(2010, 10, 14), "minister", "Defensie", "J.S.J. Hillen", "hans-hillen"),
        (date(2013, 7, 4), "minister", "Binnenlandse Zaken en Koninkrijksrelaties", "R.H.A. Plasterk", "ronald-plasterk"),
        (date(2015, 6, 5), "minister", "Veiligheid en Justitie", "G.A. van der Steur", "ard-van-der-steur"),
        (date(2015, 3, 15), "minister", "Veiligheid en Justitie", "S.A. Blok", "stef-blok"),
        (date(2016, 1, 8), "staatssecretaris", "Infrastructuur en Milieu", "S.A.M. Dijksma", "sharon-dijksma"),
        (date(2012, 1, 9), "minister", "Immigratie, Integratie en Asiel", "G.B.M. Leers", "gerd-leers"),
        (date(2014, 2, 20), "minister", "Infrastructuur en Milieu", "M.H. Schultz van Haegen-Maas Geesteranus", "melanie-schultz-van-haegen-maas-geesteranus"),
        (date(2016, 5, 1), "minister-president", None, "Mark Rutte", "mark-rutte"),
    ],
)  # fmt: skip
def test_the_register_goes_back_to_2010(
    day: date, role: Role, portfolio: str | None, name: str, person: str
) -> None:
    """Rutte I and II."""
    known = look_up(role, portfolio, name, day)
    assert (person, "true") == (known.person_id, known.in_office)
