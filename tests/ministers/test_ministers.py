"""Signatures of letters of the government, in every layout that letters have."""

from datetime import date

import pytest
from signed_letter import as_printed, letter, signed

from pipeline.parsing.ministers import find_ministers

HEAD = "BRIEF VAN DE MINISTER VAN DEFENSIE"
SPRING_2025 = date(2025, 3, 3)
AUTUMN_2023 = date(2023, 10, 2)

BREKELMANS = ("minister", "Defensie", "R.P. Brekelmans")
TUINMAN = ("staatssecretaris", "Defensie", "G.P. Tuinman")

SIGNATURES = [
    ([">De minister van Defensie,", ">R.P. Brekelmans"], [BREKELMANS]),
    ([">De minister Van Defensie", ">R.P. Brekelmans"], [BREKELMANS]),
    ([">De Minister van Defensie, R.P. Brekelmans"], [BREKELMANS]),
    ([">R.P. Brekelmans", ">Minister van Defensie"], [BREKELMANS]),
    ([">DE MINISTER VAN DEFENSIE,", ">w.g. R.P. Brekelmans"], [BREKELMANS]),
    ([">Hoogachtend,", ">De Minister van Defensie a.i.,", ">R.P. Brekelmans"], [BREKELMANS]),
    (
        [
            ">De minister van Defensie",
            ">R.P. Brekelmans",
            ">De staatssecretaris van Defensie",
            ">G.P. Tuinman",
        ],
        [BREKELMANS, TUINMAN],
    ),
    (
        [
            ">De minister van Defensie, De staatssecretaris van Defensie,",
            ">R.P. Brekelmans G.P. Tuinman",
        ],
        [BREKELMANS, TUINMAN],
    ),
    (
        [
            ">De minister van Defensie De staatssecretaris van Defensie",
            ">R.P. Brekelmans G.P. Tuinman",
        ],
        [BREKELMANS, TUINMAN],
    ),
    (
        [">De Minister van Defensie, namens deze,", ">de directeur Juridische Zaken, J. Jansen"],
        [("minister", "Defensie", None)],
    ),
]


@pytest.mark.parametrize(("lines", "expected"), SIGNATURES)
@pytest.mark.parametrize("marked", [True, False])
def test_signatures_pair_each_office_with_its_name(
    lines: list[str], expected: list[tuple], *, marked: bool
) -> None:
    """Name below, behind, above or before its office, one or two columns, with or without marked
    blocks.
    """
    assert expected == as_printed(
        signed(HEAD, "Tekst van de brief.", *lines, on=SPRING_2025, marked=marked)
    )


def test_names_side_by_side_are_split_if_both_held_office() -> None:
    """Full names have no initials to part them by: the register knows where one ends."""
    found = signed(
        HEAD,
        ">De Minister van Buitenlandse Zaken, De Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking,",
        ">Hanke Bruins Slot Liesje Schreinemacher",
        on=AUTUMN_2023,
    )
    assert ["Hanke Bruins Slot", "Liesje Schreinemacher"] == [one.name for one in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            ">De Staatssecretaris van Financiën – Fiscaliteit en Belastingdienst, M.L.A. van Rij",
            ("staatssecretaris", "Financiën – Fiscaliteit en Belastingdienst", "M.L.A. van Rij"),
        ),
        (
            ">De Staatssecretaris Toeslagen en Douane, A. de Vries",
            ("staatssecretaris", "Toeslagen en Douane", "A. de Vries"),
        ),
        (
            ">De Minister van Volksgezondheid, Welzijn en Sport, Ernst Kuipers",
            ("minister", "Volksgezondheid, Welzijn en Sport", "Ernst Kuipers"),
        ),
        (
            ">De minister-president, minister van Algemene Zaken, Mark Rutte",
            ("minister-president", "Algemene Zaken", "Mark Rutte"),
        ),
        (">De minister-president, M. Rutte", ("minister-president", None, "M. Rutte")),
        (
            ">De Minister van Digitale Zaken, Jan Jansen",
            ("minister", "Digitale Zaken", "Jan Jansen"),
        ),
        (
            ">De Minister van Justitie en Veiligheid, D. Yeşilgöz-Zegerius",
            ("minister", "Justitie en Veiligheid", "D. Yeşilgöz-Zegerius"),
        ),
    ],
)
def test_a_portfolio_is_kept_as_printed(line: str, expected: tuple) -> None:
    """Commas, dashes and portfolios that the register does not know."""
    assert [expected] == as_printed(signed(HEAD, line, on=AUTUMN_2023))


ANSWER_LINES = {
    "Antwoord van Minister Bruins Slot (Buitenlandse Zaken) (ontvangen 3 oktober 2023).": [
        ("minister", "Buitenlandse Zaken", "Bruins Slot")
    ],
    "Antwoord van Staatssecretaris Van der Maat (Defensie) (ontvangen 3 oktober 2023)": [
        ("staatssecretaris", "Defensie", "Van der Maat")
    ],
    "Antwoord van de Ministers Bruins Slot (BZ) en Schreinemacher (BHOS) en Staatssecretaris Van der Maat (Def)": [
        ("minister", "Buitenlandse Zaken", "Bruins Slot"),
        ("minister", "Buitenlandse Handel en Ontwikkelingssamenwerking", "Schreinemacher"),
        ("staatssecretaris", "Defensie", "Van der Maat"),
    ],
    "Mededeling van Minister Harbers (I&W) (ontvangen 5 oktober 2023).": [
        ("minister", "Infrastructuur en Waterstaat", "Harbers")
    ],
    "Antwoord van minister Ollongren van Defensie": [("minister", "Defensie", "Ollongren")],
    "Antwoord van Minister-President Rutte (AZ), mede namens de Ministers van Financiën en van Justitie en Veiligheid": [
        ("minister-president", "Algemene Zaken", "Rutte"),
        ("minister", "Financiën", None),
        ("minister", "Justitie en Veiligheid", None),
    ],
}


@pytest.mark.parametrize(("line", "expected"), ANSWER_LINES.items())
def test_the_head_of_written_questions_names_who_answers(line: str, expected: list[tuple]) -> None:
    """Abbreviations are written out; plurals and "mede namens" give a row each."""
    assert expected == as_printed(signed(line, on=AUTUMN_2023))


def test_mede_namens_in_the_opening_adds_offices_without_names() -> None:
    """On whose behalf comes after who signs, without a name even where the register knows one."""
    found = signed(
        HEAD,
        "Hierbij zend ik u, mede namens de Minister van Buitenlandse Zaken en de Staatssecretaris van Financiën, de antwoorden.",
        ">De minister van Defensie,",
        ">R.P. Brekelmans",
        on=SPRING_2025,
    )
    assert [
        BREKELMANS,
        ("minister", "Buitenlandse Zaken", None),
        ("staatssecretaris", "Financiën", None),
    ] == as_printed(found)
    assert [False, True, True] == [one.on_behalf for one in found]
    assert found[1].person_id == "caspar-veldkamp"


@pytest.mark.parametrize("ending", [".", ", toe."])
def test_a_ministry_before_a_full_stop_is_read_whole(ending: str) -> None:
    """Only the initials of a name behind the part of a ministry are no part of it."""
    sent = f"Deze brief zend ik u mede namens de Staatssecretaris van Financiën – Fiscaliteit en Belastingdienst{ending}"
    found = signed(HEAD, sent, ">De minister van Defensie,", ">R.P. Brekelmans", on=SPRING_2025)
    expected = ("staatssecretaris", "Financiën – Fiscaliteit en Belastingdienst", None)
    assert [BREKELMANS, expected] == as_printed(found)


def test_mede_namens_in_the_signature_takes_no_name() -> None:
    """The name below belongs to who signs."""
    lines = (
        ">De Minister van Defensie,",
        ">mede namens de Staatssecretaris van Defensie,",
        ">R.P. Brekelmans",
    )
    assert [BREKELMANS, ("staatssecretaris", "Defensie", None)] == as_printed(
        signed(HEAD, *lines, on=SPRING_2025)
    )


def test_mede_namens_of_another_letter_is_ignored() -> None:
    """An earlier letter on behalf of others does not count for this one."""
    told = "Op 3 mei heeft de Minister van Financiën, mede namens de Staatssecretaris van Defensie, u geïnformeerd."
    assert [BREKELMANS] == as_printed(
        signed(HEAD, told, ">De minister van Defensie,", ">R.P. Brekelmans", on=SPRING_2025)
    )


def test_the_head_names_the_minister_if_nobody_signs() -> None:
    """Then the offices come from the letter-head, without names, in the register's spelling."""
    found = signed(
        "BRIEF VAN DE MINISTERS VAN DEFENSIE EN VAN BUITENLANDSE ZAKEN",
        "Tekst van de brief.",
        on=SPRING_2025,
    )
    assert [("minister", "Defensie", None), ("minister", "Buitenlandse Zaken", None)] == as_printed(
        found
    )


def test_two_offices_share_a_portfolio_in_the_head() -> None:
    """Seen in kst-31839-657: "EN STAATSSECRETARIS" was read as the name of the minister."""
    head = "BRIEF VAN DE MINISTER EN STAATSSECRETARIS VAN DEFENSIE"
    expected = [("minister", "Defensie", None), ("staatssecretaris", "Defensie", None)]
    assert expected == as_printed(signed(head, "Tekst van de brief.", on=SPRING_2025))


def test_a_salutation_is_no_name_above_the_office() -> None:
    """Seen in 2014D38919, whose name is above the office, after "(w.g.)"."""
    lines = ("Geachte Voorzitter,", "(w.g.)   R.P. Brekelmans", "Minister van Defensie")
    assert [BREKELMANS] == as_printed(signed(*lines, on=SPRING_2025, marked=False))
    assert [("minister", "Defensie", None)] == as_printed(
        signed(lines[0], lines[2], on=SPRING_2025, marked=False)
    )


def test_chairs_and_clerks_are_no_ministers() -> None:
    """Nor is their name given to a minister."""
    lines = (
        ">De voorzitter van de vaste commissie voor Defensie,",
        ">Jan Jansen",
        ">De griffier van de commissie,",
        ">Piet Pieters",
    )
    assert (
        signed(
            "BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR DEFENSIE", *lines, on=SPRING_2025
        )
        == []
    )


def test_offsets_of_a_signature_give_the_printed_office() -> None:
    """Start and end give the office back from the text."""
    document = letter(HEAD, "Tekst.", ">De minister van Defensie,", ">R.P. Brekelmans")
    [minister] = find_ministers(document, 0, len(document.text), SPRING_2025)
    assert document.text[minister.start : minister.end] == "minister van Defensie"


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("De Minister van Infrastructuur en Milieu", "M.H. Schultz van Haegen-Maas Geesteranus"),
        ("De Minister van Defensie", "Ruben R.P. Brekelmans"),
        ("De Minister van Financiën", "A.B. de Jong van der Veer"),
    ],
)
def test_a_long_name_is_read_whole(office: str, name: str) -> None:
    """A first name with initials, and the names of two families, below the office and behind its
    comma.
    """
    assert [name] * 2 == [
        one.name
        for lines in ([f">{office},", f">{name}"], [f">{office}, {name}"])
        for one in signed("Tekst van de brief.", *lines, on=SPRING_2025)
    ]


def test_a_portfolio_longer_than_the_register_is_matched() -> None:
    """The words behind "en" up to the comma are part of the office; it belongs to the ministry of
    the rest.
    """
    (found,) = signed(
        "Tekst.", ">De Minister voor Medische Zorg en Sport,", ">B.J. Bruins", on=date(2018, 10, 1)
    )
    assert ("Medische Zorg en Sport", "mnre1025", "bruno-bruins") == (
        found.portfolio,
        found.ministry_id,
        found.person_id,
    )


def test_a_capitalised_word_is_not_read_as_a_name() -> None:
    """A bill says "Gegeven" above its signatures; a bare surname counts where the register knows
    it.
    """
    bill = signed("Artikel 1", ">Gegeven", ">De Minister van Defensie,", on=SPRING_2025)
    letter_of = signed(
        "Tekst van de brief.", ">De Minister van Defensie,", ">Brekelmans", on=SPRING_2025
    )
    assert [None, "Brekelmans"] == [one.name for one in [*bill, *letter_of]]


def test_a_minister_who_is_only_mentioned_signs_nothing() -> None:
    """The last answer may begin with an office: a verb follows it."""
    lines = (
        "De Minister van Financiën betaalt dat.",
        "De minister van Defensie,",
        "R.P. Brekelmans",
    )
    assert [BREKELMANS] == as_printed(
        signed("Tekst van de brief.", *lines, on=SPRING_2025, marked=False)
    )


@pytest.mark.parametrize(
    "opening",
    [
        "De regering beantwoordt de vragen, mede namens de Staatssecretaris van Financiën, in de volgorde van het verslag.",
        "Ik dank de leden voor hun vragen. Deze worden hieronder beantwoord, mede namens de Staatssecretaris van Financiën.",
        "Het kabinet gaat, mede namens de Staatssecretaris van Financiën, op de vragen in.",
        "Hierbij bied ik, mede namens de Staatssecretaris van Financiën, de nota aan. Waarom een nota?",
    ],
)
def test_mede_namens_in_the_introduction_of_a_memorie_adds_an_office(opening: str) -> None:
    """The government speaks of itself in the third person; what it says in an answer is no opening."""
    asked = (
        "De leden van de SP-fractie vragen wie dat betaalt.",
        "Mede namens de Minister van Economische Zaken kan ik dat melden.",
    )
    found = signed(
        "Inleiding",
        opening,
        *asked,
        ">De minister van Defensie,",
        ">R.P. Brekelmans",
        on=SPRING_2025,
    )
    assert [BREKELMANS, ("staatssecretaris", "Financiën", None)] == as_printed(found)
