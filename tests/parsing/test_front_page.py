"""Front pages of papers, as both Chambers print them."""

from pathlib import Path

import pytest
from printed_lines import document, rows

from pipeline.metadata import SourceMetadata, trusted
from pipeline.parsing.front_page import front_page, own_identifiers
from pipeline.parsing.origin import Origin
from pipeline.rows import parse_file

SENATE = ["Eerste Kamer der Staten-Generaal 1", "Vergaderjaar 2024–2025"]


@pytest.mark.parametrize(
    ("lines", "dossier", "sub", "chamber"),
    [
        ([*SENATE, "21 501-02 Raad Algemene Zaken", "CD BRIEF VAN DE MINISTER"], "21501-02", "CD", "EK"),
        (["21 501-02", "Raad Algemene Zaken", "Nr. 3121", "MOTIE VAN HET LID"], "21501-02", "3121", "TK"),
        (["CII Nota over bestuur", "E BRIEF VAN DE MINISTER"], "CII", "E", "EK"),
        ([*SENATE, "CXXIV", "Nota over bestuur", "G", "BRIEF VAN DE MINISTER"], "CXXIV", "G", "EK"),
        (["34 086 Wijziging van wetten", "B HERDRUK1 VOORLOPIG VERSLAG"], "34086", "B", "EK"),
        (["30 880 Vaststelling van een wet", "T1 BRIEF VAN DE MINISTER"], "30880", "T", "EK"),
        (["30 953", "Evaluatie van een toets", "C nr. 3", "BRIEF VAN DE COMMISSIE"], "30953", "C", "EK"),
        (["31 384 (R1850)", "Goedkeuring (Trb. 2008, 11) nr. 26", "VERSLAG VAN"], "31384-R1850", "26", "TK"),
        (["Brief : Voorbereiding 35 165 Verkiezingen", "Nr. 46 BRIEF VAN DE"], "35165", "46", "TK"),
        (["Vergaderjaar 1987-1988 Nr. 229a", "19 599", "Herindeling van Vorden"], "19599", "229a", "EK"),
        (["Nr. F", "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"], None, "F", "EK"),
        (["23 982", "Hout", "nr. 173", "VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE VOOR MILIEU"], "23982", "173", "EK"),
        (["Eerste Kamer der Staten-Generaal2012-2013CII nr. E"], "CII", "E", "EK"),
        (["Tweede Kamer der Staten-Generaal | 2014-2015 | 34000-VI nr. 84 |"], "34000-VI", "84", "TK"),
    ],
)  # fmt: skip
def test_the_front_page_gives_dossier_and_sub_number(
    lines: list[str], dossier: str | None, sub: str, chamber: str
) -> None:
    """Suffixes, Roman dossiers, reprints, note marks, both Chambers, old numbers, lost line ends
    and the table of the website.
    """
    stated = front_page(lines)
    assert (dossier, sub, chamber) == (stated.dossier_number, stated.sub_number, stated.chamber)


@pytest.mark.parametrize(
    ("lines", "chamber", "session"),
    [
        (["Tweede Kamer der Staten-Generaal2021-20222021Z17400"], "TK", "2021-2022"),
        (["Vergaderjaar 2022-", "2023", "32 805", "Nr. 156", "BRIEF VAN DE MINISTER"], "TK", "2022-2023"),
        (["2020D26902 LIJST VAN VRAGEN", "De vaste commissie heeft vragen."], "TK", None),
        (["Zie 2020D26902 voor de lijst."], None, None),
    ],
)  # fmt: skip
def test_the_front_page_gives_chamber_and_session_year(
    lines: list[str], chamber: str | None, session: str | None
) -> None:
    """The website's table above written questions, a year that a line end splits, and a number
    that only the Tweede Kamer gives.

    Seen in: kv-tk-2021Z17400, kst-32805-156, 2020D26902.
    """
    stated = front_page(lines)
    assert (chamber, session) == (stated.chamber, stated.session_year)


@pytest.mark.parametrize(
    "lines",
    [
        ["36 741 Witboek", "VVD", "De leden van de fractie vragen."],
        ["36 741 Witboek", "DE MINISTER VAN DEFENSIE,"],
        ["II Vragen van de leden", "De leden vragen."],
        ["Er waren 12 345 mensen."],
    ],
)
def test_a_line_of_another_form_is_not_a_sub_number(lines: list[str]) -> None:
    """The name of a party group, a signature, a chapter with a Roman number, an amount."""
    assert front_page(lines).sub_number is None


def test_the_order_of_trust_is_listing_file_front_page_identifier() -> None:
    """Field by field: what a better source leaves open, the next one fills."""
    merged = trusted(
        SourceMetadata(title="listing"),
        SourceMetadata(title="file", sub_number="B"),
        SourceMetadata(sub_number="C", chamber="EK"),
        SourceMetadata(chamber="TK", dossier_number="36741"),
    )
    expected = SourceMetadata(title="listing", sub_number="B", chamber="EK", dossier_number="36741")
    assert expected == merged


def test_a_paper_is_known_by_its_numbers_and_by_its_identifiers() -> None:
    """Under each of them it cites nothing."""
    stated = SourceMetadata(dossier_number="CII", sub_number="E")
    names = own_identifiers(document("De tekst."), stated, Origin("file-x", "file", "0" * 64))
    assert {"file-x", "kst-CII-E"} == names


@pytest.mark.parametrize(
    ("name", "dossier", "sub"),
    [
        ("d1.txt", "21501-02", None),
        ("h1.txt", None, "B"),
        ("h3.txt", None, "T"),
        ("h4.txt", "CII", None),
        ("kst-CII-E.txt", "CII", "E"),
        ("kst-CII-E.xml", "CII", "E"),
    ],
)
def test_the_cases_of_front_pages_give_their_metadata(
    corpus: Path, name: str, dossier: str | None, sub: str | None
) -> None:
    """One cause of error each."""
    path = corpus / "cases" / name
    row = parse_file(path.read_bytes(), name)["publication"][0]
    assert dossier is None or dossier == row["dossier_number"]
    assert sub is None or sub == row["sub_number"]


def test_a_letter_of_a_chair_without_address_belongs_to_its_chamber() -> None:
    """BRIEF AAN DE MINISTER is a request, though the Senate's president signs right below it.

    Seen in: kst-33268-F.
    """
    found = rows(
        "36 741 Witboek\nB VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\nBRIEF AAN DE MINISTER VAN DEFENSIE\n"
        "Den Haag, 24 juli 2013\nGraag verneemt de Kamer welke correcties nodig zijn.\n"
        "De Voorzitter van de Eerste Kamer der Staten-Generaal,\nA. Broekers-Knol"
    )
    assert [("request", "2013-07-24")] == [
        (one["kind"], str(one["dated_on"])) for one in found["letter"]
    ]


def test_the_day_of_a_letter_asked_about_is_not_the_day_of_the_questions() -> None:
    """Seen in: kst-31066-444."""
    found = rows(
        "31 066 Belastingdienst\nNr. 444 LIJST VAN VRAGEN EN ANTWOORDEN\nVastgesteld 4 december 2018\n"
        "De commissie heeft vragen voorgelegd aan de Staatssecretaris over de brief van 31 oktober 2018.\n"
        "De Staatssecretaris heeft deze vragen beantwoord bij brief van 3 december 2018.\n"
        "1. Waar zijn de cijfers?\nDie komen.\n2. Hoe werkt dit?\nGoed."
    )
    assert [("request", None), ("reply", "2018-12-03")] == [
        (one["kind"], one["dated_on"] and str(one["dated_on"])) for one in found["letter"]
    ]
