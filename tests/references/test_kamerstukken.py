"""Parliamentary papers in the many ways that ministries, clerks and courts cite them."""

import pytest
from written_paper import cited, targets

FORMS = {
    "Kamerstuk 22112, nr. 4103": ["kst-22112-4103"],
    "Kamerstukken I¸2024-2025, 36741, A, blz. 8": ["kst-36741-A"],
    "Kamerstukken II, 2019/20, 35 300 X, nr. 63": ["kst-35300-X-63"],
    "Kamerstuk 22112, nr.3686": ["kst-22112-3686"],
    "30 821, nr. 302": ["kst-30821-302"],
    "Kamerstuk 29023, nr. 563 en 591": ["kst-29023-563", "kst-29023-591"],
    "Kamerstuk 29023, nrs. 3, 4 en 6-8": [f"kst-29023-{number}" for number in (3, 4, 6, 7, 8)],
    "Kamerstuk 29023, nrs. 563, 591.": ["kst-29023-563", "kst-29023-591"],
    "Kamerstuk 36 410 VIII, nr. 82": ["kst-36410-VIII-82"],
    "Kamerstukken I 2022/23, 36 200-XV, B en C": ["kst-36200-XV-B", "kst-36200-XV-C"],
    "Kamerstukken I 2018/19, 34 986, L t/m N": ["kst-34986-L", "kst-34986-M", "kst-34986-N"],
    "36741-A": ["kst-36741-A"],
    "Kamerstuk 31409-423": ["kst-31409-423"],
    "(Kamerstuk 29754/725)": ["kst-29754-725"],
    "kst-36410-VIII-82": ["kst-36410-VIII-82"],
    "EK 36.741, A": ["kst-36741-A"],
    "Kamerstuk (EK) 36 741, nr. A": ["kst-36741-A"],
    "TK 2023/24, 31 839, nr. 1024": ["kst-31839-1024"],
    "TK 2008-2009, 31473, nummer 25": ["kst-31473-25"],
    "Kamerstukken I, 2024–2025, 36 600 VI, letter B": ["kst-36600-VI-B"],
    "Kamerstukken I 2021/22, CXLVI, A": ["kst-CXLVI-A"],
    "Kamerstukken II 2008/09, 31700.VIII, 32": ["kst-31700-VIII-32"],
    "Kamerstukken Tweede Kamer 31-700 XII nr 6": ["kst-31700-XII-6"],
    "Kamerstuk TK 31.700XII, 6": ["kst-31700-XII-6"],
    "Kamerstukken II, 31 700-IIB, nr 2": ["kst-31700-IIB-2"],
    "Kamerstukken 2, 2008-2009, 31459, 22": ["kst-31459-22"],
    "Kamerstukken 11, 1997/1998, 25 672 nr.3 pag.4": ["kst-25672-3"],
    "Kamerstukken II, 31 459 22": ["kst-31459-22"],
    "Kamerstuk I 31 145 nummer AA, p. 15": ["kst-31145-AA"],
    "Kamerstukken Eerste Kamer 31145 nr AA": ["kst-31145-AA"],
    "Kamerstuk 21 501-02 nr. 2732": ["kst-21501-02-2732"],
    "Kamerstuk 21501-02, Nr. 3355": ["kst-21501-02-3355"],
    "21501-02-2498 en 21501-32-1740": ["kst-21501-02-2498", "kst-21501-32-1740"],
    "Kamerstukken II 1979/80, 16 040 (R 1141), nrs. 3–4": [
        "kst-16040-R1141-3",
        "kst-16040-R1141-4",
    ],
    "Kamerstuk 36 741-(R2207), nr. 3": ["kst-36741-R2207-3"],
    "Kamerstuk 36 410 A, nr. 12": ["kst-36410-A-12"],
    "Kamerstukken II 36 410-XVI-15": ["kst-36410-XVI-15"],
    "Kamerstukken II 2021/22, 35 925 XIII, nr. 20 en 36 200 V, nr. 53": [
        "kst-35925-XIII-20",
        "kst-36200-V-53",
    ],
    "Kamerstukken II 2023/24, 36410, nr. 3, 36411, nr. 4 en 36412, nr. 5.": [
        "kst-36410-3",
        "kst-36411-4",
        "kst-36412-5",
    ],
    "KAMERSTUK 29 754, NR. 725": ["kst-29754-725"],
    "Kamerstukken II 2024/25 , 29754 , nr. 725": ["kst-29754-725"],
    "Kamerstuk nr. 36 410, nr. 31": ["kst-36410-31"],
    "de motie-Van Dam c.s. (33576, nr. 388)": ["kst-33576-388"],
    "Kamerstuk 29023, nr. 563 en 3 juni 2024": ["kst-29023-563"],
    "Kamerstuk 36 410, 12 en 13 maart 2024": ["dossier-36410"],
    "Kamerstukken 32 793 en 31 839, nr. 287": ["kst-32793-287"],
    "Kamerstukken 28 345, 31 015 en 31 839, nr. 187": ["kst-28345-187"],
    "Kamerstukken 36 200 X en 32 761, nr. 51": ["kst-36200-X-51"],
    "(31 031/29 949, nr. 19)": ["kst-31031-19"],
    "Kamerstukken II 2019/20, 35 300 VI, nr. 2, p. 3 en 35 300 XV, nr. 2, p. 8": [
        "kst-35300-VI-2",
        "kst-35300-XV-2",
    ],
    "Kamerstuk 36 850 X": ["dossier-36850-X"],
    "Kamerstukken II 2023/24, 29023, nr. 5-h1": ["kst-29023-5"],
    "Kamerstukken II 2008/09, 31 070, nr. 24H": ["kst-31070-24"],
    "Kamerstuk 99 012, nr. 4": ["kst-99012-4"],
    "Kamerstukken I 2024/25, 36 600 B, C": ["kst-36600-B-C"],
    "36 600 J, A": ["kst-36600-J-A"],
    "Kamerstukken I 2023/24, 36 741 B, C en D": ["kst-36741-B", "kst-36741-C", "kst-36741-D"],
    "21 501-07, AK": ["kst-21501-07-AK"],
    "Kamerstukken I 2023/24, 21 501-20, EK en EL": ["kst-21501-20-EK", "kst-21501-20-EL"],
    "Kamerstukken I 2023/24, 28 089, nr. 325 en TK 2024/25, 29 826, nr. 219": [
        "kst-28089-325",
        "kst-29826-219",
    ],
    "Kamerstukken I 2023/24, 28 089, B en TK 29 826, nr. 219": ["kst-28089-B", "kst-29826-219"],
    "Kamerstukken I/II 2023/24, 36 264, 3": ["kst-36264-3"],
    "Kamerstuk 35 164, nr. 15 en 35 165, nr. 40": ["kst-35164-15", "kst-35165-40"],
    "29 762 e.a., D": ["kst-29762-D"],
    "Kamerstukken I 1999/2000, 26 855 (250, 250a)": [
        "kst-19992000-26855-250",
        "kst-19992000-26855-250a",
    ],
    "Kamerstukken I 2002/03, 28 000, nrs. 188b en 188c": [
        "kst-20022003-28000-188b",
        "kst-20022003-28000-188c",
    ],
    "Motie 36410-111": ["kst-36410-111"],
    "de motie-Van Dam c.s. (36410-111)": ["kst-36410-111"],
    "Kamerstukken II 2022–203, 36 264, 3": ["kst-36264-3"],
}

ALONE = {
    "dossier 36741": ["dossier-36741"],
    "het wetsvoorstel 36 741": ["dossier-36741"],
    "de wetsvoorstellen 36 741, 36 742 en 36 743": [
        "dossier-36741",
        "dossier-36742",
        "dossier-36743",
    ],
    "Kamerstukken 36 410 en 36 411": ["dossier-36410", "dossier-36411"],
    "de Wet verbeterde dijkbewaking (36 067) is": ["dossier-36067"],
    "de begroting van Defensie (Kamerstuk 36 410 X)": ["dossier-36410-X"],
    "Kamerstuk 36741, 12 maart 2024": ["dossier-36741"],
    "Kamerstuk 36 741 12 mei 2024": ["dossier-36741"],
    "Kamerstuk 36 741 X": ["kst-36741-X"],
    "Kamerstuk 36 741 EU-breed": ["dossier-36741"],
}

DECOYS = [
    "In 2019 kwamen 25 424 mensen, waarvan 36 741 uit Drenthe.",
    "een bedrag van 36 741 euro, dus € 36 741,50",
    "Bel 070-3129200 of 010 12 345 67.",
    "rekening NL12INGB0001234567 en 12.345.678",
    "ons kenmerk 2024-0000123456, document 2023D39037 en 2023Z12345",
    "artikel 36 741 van de Regeling",
    "De Tweede Kamer 36 741 stemmen",
    "Postbus 20011, 2500 EA Den Haag",
    "Kenmerk 36741-12345",
    "de periode 2024–2025, 36 maanden",
    "Kamerstuk 2023D39037",
    "de motie kreeg 36 741 stemmen, de Motie 36 741 ook",
    "het aantal (25 424 (12, 13))",
]


@pytest.mark.parametrize(("sentence", "expected"), FORMS.items())
def test_every_numbered_paper_is_found(sentence: str, expected: list[str]) -> None:
    """Numbers, letters, lists, ranges and suffixes are read as they are meant."""
    assert expected == targets(f"Zie hierover {sentence}")


@pytest.mark.parametrize(("sentence", "expected"), ALONE.items())
def test_a_dossier_may_be_cited_by_itself(sentence: str, expected: list[str]) -> None:
    """A dossier without a paper is one where a word, or brackets behind a bill, say so."""
    assert expected == targets(f"Zie hierover {sentence}")


@pytest.mark.parametrize("sentence", DECOYS)
def test_a_number_of_another_kind_is_no_paper(sentence: str) -> None:
    """Amounts, telephone numbers, document numbers and articles cite nothing."""
    assert targets(sentence) == []


def test_session_year_and_page_are_kept() -> None:
    """Other parts of the citation have columns of their own, and the official address with it."""
    [citation] = cited("(Kamerstukken II 2021/22, 35 925 XIII, nr. 20, blz. 12–13)")
    assert ("2021-2022", "12-13", "resolved") == (
        citation.session_year,
        citation.page,
        citation.status,
    )
    assert citation.url == "https://zoek.officielebekendmakingen.nl/kst-35925-XIII-20.html"


def test_pages_belong_to_the_number_before_them() -> None:
    """The page is a part of the citation."""
    found = cited("Kamerstukken II 2022/23, 36 264, nr. 3, blz. 12.")
    assert [("kst-36264-3", "12")] == [(one.target, one.page) for one in found]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("1999/00", "1999-2000"),
        ("2203–2024", "2023-2024"),
        ("2024–2023", "2023-2024"),
        ("2022–’23", "2022-2023"),
        ("2022–203", "2022-2023"),
    ],
)
def test_session_years_are_read_as_meant(printed: str, meant: str) -> None:
    """Short forms and obvious misprints give the session year that exists."""
    assert [meant] == [
        one.session_year for one in cited(f"Kamerstukken II {printed}, 36 264, nr. 3.")
    ]
