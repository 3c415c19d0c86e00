"""Proceedings, written questions, official journals, European documents, judgments and addresses."""

import re
from collections import Counter
from datetime import date

import pytest
from written_paper import cited, paper, targets

from pipeline.parsing.references import find_references
from pipeline.vocabulary import records

FORMS = {
    "Handelingen II 2022/23, nr. 84, item 12": ["h-tk-20222023-84-12"],
    "Handelingen EK 2023/24, nr. 12, item 3, p. 4-5": ["h-ek-20232024-12-3"],
    "Handelingen I, 2018-2019, nr. 12, items 3 en 5, blz. 4": [
        "h-ek-20182019-12-3",
        "h-ek-20182019-12-5",
    ],
    "Handelingen der Tweede Kamer, vergaderjaar 2020–2021, nr. 8, item 3": ["h-tk-20202021-8-3"],
    "Handelingen II 2011/12, 46-8-12": ["h-tk-20112012-46-8"],
    "Handelingen II 2008/09, 49-3623": ["h-tk-20082009-49"],
    "Handelingen 2023-2024, nr. 12, item 4": ["h-ek-20232024-12-4"],
    "Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594": ["ah-ek-20232024-594"],
    "Aanhangsel van de Handelingen II 2022/23, nrs. 76, 77 en 80": [
        f"ah-tk-20222023-{n}" for n in (76, 77, 80)
    ],
    "Aanhangsel van de Handelingen II, nr. 76 (2023D39037)": [None],
    "Aanhangsel Handelingen II 2012/13, nr. 12 en 2013/14, nr. 15": ["ah-tk-20122013-12"],
    "vergaderjaar 2023–2024, Aanhangsel van de Handelingen, nr. 594": ["ah-ek-20232024-594"],
    "Handelingen II, 2007/08, Aanhangsel nr. 1835": ["ah-tk-20072008-1835"],
    "Aanhangsel Handelingen, vergaderjaar 2203–2024, nr. 594": ["ah-ek-20232024-594"],
    "ah-tk-20232024-594": ["ah-tk-20232024-594"],
    "Stb. 2024, 123": ["stb-2024-123"],
    "Staatsblad 2020, 118": ["stb-2020-118"],
    "Staatsblad 118 van 2020": ["stb-2020-118"],
    "het Staatsblad van 2020, nummer 118": ["stb-2020-118"],
    "Stb. 2021, 135, 136 en 137": ["stb-2021-135", "stb-2021-136", "stb-2021-137"],
    "Stb. 20224, 118": ["stb-2024-118"],
    "Stcrt. 2024, 12345.": ["stcrt-2024-12345"],
    "Staatscourant van 12 maart 2003, nr. 50": ["stcrt-2003-50"],
    "JOIN (2025)120": ["JOIN(2025)120"],
    "COM(2020) 625 final": ["COM(2020)625"],
    "SWD (2023), 819 final": ["SWD(2023)819"],
    "COM(2025)0120 en COM/2025/121": ["COM(2025)120", "COM(2025)121"],
    "COM (2021) 550, 551 en 552": ["COM(2021)550", "COM(2021)551", "COM(2021)552"],
    "ECLI:NL:HR:2001:AB1838, r.o. 3.2": ["ECLI:NL:HR:2001:AB1838"],
    "ECLI;EU;T;2015;314": ["ECLI:EU:T:2015:314"],
    "RVS:1984:AH0317": ["ECLI:NL:RVS:1984:AH0317"],
    "ECLI:DE:BVerwG:2014:041214B8B66.14.0.": ["ECLI:DE:BVERWG:2014:041214B8B66.14.0"],
    "ECLI:EU:C:1984:ab3254": [],
    "op www.denkna.example staat": ["https://www.denkna.example"],
    "(https://www.gemeente.example/a/b~c1/).": ["https://www.gemeente.example/a/b~c1"],
    "https:// www.gemeente.example/a": ["https://www.gemeente.example/a"],
    "zorgkantoor.nl is een naam, zorgkantoor.nl/wachttijden een adres": [
        "https://zorgkantoor.nl/wachttijden"
    ],
    "https://a.example/x,https://b.example/y": ["https://a.example/x", "https://b.example/y"],
    "https://a.example/Griffier_(politiek)": ["https://a.example/Griffier_(politiek)"],
    "mail info@gemeente.nl/x en http://...": [],
    "de handelingen 3-5 van het college": [],
    "COM-poort 3 en de SEC 2024": [],
}


@pytest.mark.parametrize(("sentence", "expected"), FORMS.items())
def test_every_form_of_citation_is_found(sentence: str, expected: list[str | None]) -> None:
    """Each family in the ways it is written, with its lists; what only looks like it is left."""
    assert expected == targets(f"Zie hierover {sentence}")


def test_proceedings_without_a_chamber_belong_to_the_papers_own() -> None:
    """The same words in a paper of the Tweede Kamer mean the Tweede Kamer."""
    sentence = "Zie ook Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594"
    assert ["ah-tk-20232024-594"] == targets(sentence, chamber="TK")


def test_proceedings_without_any_chamber_stay_unresolved() -> None:
    """Nothing is guessed where neither the words nor the paper name a Chamber."""
    [citation] = cited("Zie Handelingen 2023-2024, nr. 12, item 4.", chamber=None)
    assert (None, "ambiguous") == (citation.target, citation.status)


def test_addresses_of_official_sources_are_resolved() -> None:
    """A resolved citation leads to where people can read it."""
    found = {
        one.kind: one.url
        for one in cited("Stb. 2024, 5; COM(2020) 625; ECLI:NL:HR:2001:AB1838; ECLI:EU:C:1997:208")
    }
    assert found["staatsblad"] == "https://zoek.officielebekendmakingen.nl/stb-2024-5.html"
    assert (
        found["eu_document"]
        == "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=COM:2020:625:FIN"
    )
    assert (
        found["ecli"]
        == "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:ECLI:EU:C:1997:208"
    )


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("In de Kamerbrief van 6 december jl. staat dit.", date(2024, 12, 6)),
        ("Zie mijn brief van 13 april 2023 over bruggen.", date(2023, 4, 13)),
        ("Zie de voortgangsbrief over bruggen d.d. 1 maart.", date(2025, 3, 1)),
        ("In voornoemde brief staat dit.", None),
    ],
)
def test_a_letter_named_by_its_date_stays_unresolved_with_its_date(
    sentence: str, on: date | None
) -> None:
    """A day without a year is counted back from the letter that names it."""
    [citation] = cited(sentence)
    assert ("letter", None, "unresolved", on) == (
        citation.kind,
        citation.target,
        citation.status,
        citation.cited_on,
    )


def test_jl_is_counted_from_the_letter_it_stands_in() -> None:
    """In a paper with two letters each has its own date line."""
    document = paper(
        "Den Haag, 3 mei 2023",
        "Uw brief van 6 april jl.",
        "Den Haag, 9 maart 2025",
        "Mijn brief van 6 april jl.",
    )
    assert [date(2023, 4, 6), date(2024, 4, 6)] == [
        one.cited_on for one in find_references(document)
    ]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("op grond van de Wet open overheid kan", "Wet open overheid"),
        ("op grond van de Woo kan", "Wet open overheid"),
        ("de Participatiewet regelt", "Participatiewet"),
        ("Richtlijn 2014/24/EU en", "Richtlijn 2014/24/EU"),
        ("Wetboek van Strafrecht", "Wetboek van Strafrecht"),
    ],
)
def test_named_laws_have_their_citation_title(sentence: str, title: str) -> None:
    """A law that is only named is a reference of its own kind."""
    assert [("law", title)] == [(one.kind, one.target) for one in find_references(paper(sentence))]


def test_a_law_whose_space_was_lost_is_found() -> None:
    """An extraction joined the title to the article before it."""
    document = paper("op grond van deZorgverzekeringswet")
    laws = [(one.start, one.target) for one in find_references(document) if one.kind == "law"]
    assert [(document.text.index("Zorg"), "Zorgverzekeringswet")] == laws


def test_kinds_of_laws_are_no_laws() -> None:
    """Rijkswet and Kaderwet name no law by themselves."""
    assert find_references(paper("Een Rijkswet of Kaderwet is daarvoor nodig.")) == []


def test_the_address_in_a_letter_head_is_no_reference() -> None:
    """Behind its town a site is the sender's own; in a sentence it is cited."""
    assert ["https://www.rijksoverheid.nl"] == targets("Zie www.rijksoverheid.nl voor meer.")
    assert [] == targets("Postbus 20901 2500 EX Den Haag www.rijksoverheid.nl T 070 456 0000")
    assert [] == [
        one
        for one in find_references(
            paper("Postbus 20901", "2500 EX Den Haag", "www.rijksoverheid.nl")
        )
        if one.kind == "url"
    ]


WETTEN = "https://wetten.overheid.nl/"


@pytest.mark.parametrize(
    ("sentence", "item", "url"),
    [
        ("Dat volgt uit de Wet open overheid.", None, f"{WETTEN}BWBR0045754"),
        (
            "Dat volgt uit artikel 5.1, tweede lid, van de Wet open overheid.",
            "5.1 lid 2",
            f"{WETTEN}jci1.3:c:BWBR0045754&artikel=5.1&lid=2",
        ),
        ("Zie artikel 3:4 Awb.", "3:4", f"{WETTEN}jci1.3:c:BWBR0005537&artikel=3:4"),
        (
            "Zo zegt artikel 8 van de Participatiewet.",
            "8",
            f"{WETTEN}jci1.3:c:BWBR0015703&artikel=8",
        ),
        ("Artikel 6 regelt dit; de Wet toekomst pensioenen niet.", None, None),
        ("De Muntwet geldt.", None, None),
    ],
)
def test_a_named_law_has_its_official_address(
    sentence: str, item: str | None, url: str | None
) -> None:
    """With an article that of the article (JCI); none where the number is not known for certain."""
    (law,) = [one for one in find_references(paper(sentence)) if one.kind == "law"]
    assert (item, url) == (law.item, law.url)


def test_a_title_counts_from_the_day_on_which_it_holds() -> None:
    """In 2010 "Wmo" meant another law."""
    old, new = (
        next(
            one
            for one in find_references(paper(f"Den Haag, 3 maart {year}", "Dat is de Wmo."))
            if one.kind == "law"
        )
        for year in (2010, 2020)
    )
    assert (None, f"{WETTEN}BWBR0035362") == (old.url, new.url)


def test_the_register_of_laws_has_valid_addresses_and_titles() -> None:
    """Titles stand once, numbers have the official form, and two titles of one number follow each
    other.
    """
    laws = records("laws")
    assert len(laws) >= 200
    assert len({law["title"] for law in laws}) == len(laws)
    numbered = [law for law in laws if law["bwb"]]
    assert len(numbered) >= 150
    assert all(re.fullmatch(r"BWBR\d{7}", law["bwb"]) for law in numbered)
    for number, times in Counter(law["bwb"] for law in numbered).items():
        named = [law for law in numbered if law["bwb"] == number]
        assert times == 1 or (times == 2 and any(law["until"] for law in named)), number
