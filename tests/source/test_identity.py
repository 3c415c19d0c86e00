"""Keys of publications: one grammar of dossiers and sub-numbers, for both Chambers and all years."""

import pytest

from pipeline.identity import (
    edition,
    identifier_key,
    normal_dossier,
    official_page,
    paper_key,
    printed_dossier,
)

PAGE = "https://zoek.officielebekendmakingen.nl/"


@pytest.mark.parametrize(
    ("identifier", "publication_id", "chamber", "dossier", "sub", "session"),
    [
        ("kst-36867-C", "kst-36867-C", "EK", "36867", "C", None),
        ("kst-36600-XV-B", "kst-36600-XV-B", "EK", "36600-XV", "B", None),
        ("kst-36741-V", "kst-36741-V", "EK", "36741", "V", None),
        ("kst-35842-4-h1", "kst-35842-4", "TK", "35842", "4", None),
        ("kst-34086-B-n1", "kst-34086-B", "EK", "34086", "B", None),
        ("kst-21501-02-3121", "kst-21501-02-3121", "TK", "21501-02", "3121", None),
        ("kst-21501-02-CD", "kst-21501-02-CD", "EK", "21501-02", "CD", None),
        ("kst-36410-A-51", "kst-36410-A-51", "TK", "36410-A", "51", None),
        ("kst-31384-(R1850)-26", "kst-31384-R1850-26", "TK", "31384-R1850", "26", None),
        ("kst-CII-E", "kst-CII-E", "EK", "CII", "E", None),
        ("kst-CXLVIII-A", "kst-CXLVIII-A", "EK", "CXLVIII", "A", None),
        ("kst-20062007-30312-B", "kst-30312-B", "EK", "30312", "B", "2006-2007"),
        (
            "kst-19951996-23700-188b",
            "kst-19951996-23700-188b",
            "EK",
            "23700",
            "188b",
            "1995-1996",
        ),
        ("kst-20002001-26855-250", "kst-20002001-26855-250", "EK", "26855", "250", "2000-2001"),
    ],
)
def test_an_identifier_states_its_dossier_and_sub_number(
    identifier: str,
    publication_id: str,
    chamber: str,
    dossier: str,
    sub: str,
    session: str | None,
) -> None:
    """Two-digit suffixes, Roman dossiers, the Kingdom's laws, funds, reprints and session years."""
    key = identifier_key(identifier)
    assert key is not None
    assert (publication_id, chamber, dossier, sub, session) == (
        key.publication_id,
        key.chamber,
        key.dossier_number,
        key.sub_number,
        key.session_year,
    )
    again = identifier_key(key.publication_id)
    assert again is not None
    assert (key.publication_id, dossier, sub) == (
        again.publication_id,
        again.dossier_number,
        again.sub_number,
    )


@pytest.mark.parametrize("name", ["kst-MM-A", "kst-36741", "brief-1", "kst-CII", "kst-36741-ABCD"])
def test_a_name_of_another_form_is_no_paper(name: str) -> None:
    """A dossier without a sub-number, letters that are no Roman number, too many letters."""
    key = identifier_key(name)
    assert key is None or key.dossier_number is None


@pytest.mark.parametrize(
    ("printed", "normal", "shown"),
    [
        ("35 300 X", "35300-X", "35 300 X"),
        ("36 600, VII", "36600-VII", "36 600 VII"),
        ("21 501-02", "21501-02", "21 501-02"),
        ("31 384 (R 1850)", "31384-R1850", "31 384 (R1850)"),
        ("CXXIV", "CXXIV", "CXXIV"),
        ("36867", "36867", "36 867"),
    ],
)
def test_a_dossier_has_one_normal_and_one_printed_form(
    printed: str, normal: str, shown: str
) -> None:
    """However a paper prints it."""
    assert (normal, shown) == (normal_dossier(printed), printed_dossier(normal))


def test_old_numbers_of_the_senate_restart_every_session() -> None:
    """So their key needs the session year; letters and the House's numbers do without."""
    old = paper_key(None, "19 599", "Nr. 229a", "1987-1988")
    assert ("kst-19871988-19599-229a", "EK") == (old.publication_id, old.chamber)
    assert "kst-30312-B" == paper_key("EK", "30312", "B", "2006-2007").publication_id
    assert "kst-30312-7" == paper_key("TK", "30312", "7", "2006-2007").publication_id


def test_the_address_of_an_old_paper_of_the_senate_has_its_session_year() -> None:
    """Until 2009-2010; afterwards, and for the House, the identifier is enough."""
    assert f"{PAGE}kst-20062007-30312-B.html" == official_page("kst-30312-B", "2006-2007")
    assert f"{PAGE}kst-CII-E.html" == official_page("kst-CII-E", "2012-2013")
    assert f"{PAGE}kst-30312-7.html" == official_page("kst-30312-7", "2006-2007")
    assert official_page("file-brief") is None


def test_editions_of_a_paper_are_ordered() -> None:
    """The fresh paper, the typeset one, a first and a second reprint."""
    names = ("kst-1259252", "kst-34086-B", "kst-34086-B-h1", "kst-34086-B-n2")
    assert [0, 1, 2, 3] == [edition(name) for name in names]
