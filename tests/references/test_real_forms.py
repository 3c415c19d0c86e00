"""Citations as real papers and the text extractions of them print them."""

import json
from pathlib import Path

import pytest
from written_paper import cited, targets

from pipeline.identity import paper_key
from pipeline.parsing.references.pointers import pointers
from pipeline.parsing.references.scanning import scan
from pipeline.parsing.references.urls import urls

GLUED = {
    "Kamerstuk33 529, nr. 1219": ["kst-33529-1219"],
    "Kamerstukken II 2021/22,36 021, nr.6": ["kst-36021-6"],
    "brief van 10 september 2024 (23 432-537)": ["kst-23432-537"],
    "ECLI:NL-:RBDHA:2023:2055": ["ECLI:NL:RBDHA:2023:2055"],
    "ah-tk-20202021–2345": ["ah-tk-20202021-2345"],
    "ah-tk-2017–2018, nr.2509": ["ah-tk-20172018-2509"],
    "Aanhangsel van de Handelingen II, 2022/-23, nr. 1823": ["ah-tk-20222023-1823"],
    "Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel van de Handelingen 2386": [
        "ah-tk-20232024-2386"
    ],
    "Aanhangsel Eerste Kamer, vergaderjaar 1986-1987, nr. 5 en nr. 15": [
        "ah-ek-19861987-5",
        "ah-ek-19861987-15",
    ],
    "Kamerstukken I 1995/96, 23700, nr. 188b, p. 3": ["kst-19951996-23700-188b"],
    "Kamerstukken I 2022/23, 36 200, nr. 5": ["kst-36200-5"],
    "wet van 11 juli 1882, Stb. 86": ["stb-1882-86"],
    "21 501-02, nr. 3121": ["kst-21501-02-3121"],
}


@pytest.mark.parametrize(("sentence", "expected"), GLUED.items())
def test_a_real_form_of_citation_is_found_and_resolved(sentence: str, expected: list[str]) -> None:
    """Lost spaces, stray hyphens, slips in a year, and numbers as people write them."""
    assert expected == [one for one in targets(f"Zie hierover {sentence}.") if one]


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("zoals in de beantwoording vanvraag 3 staat", ["3"]),
        ("mijn antwoorden op vragen 29en 30", ["29", "30"]),
        ("zoals in antwoord vier is aangegeven", ["4"]),
        ("het antwoord op twee schriftelijke vragen", []),
        ("de vragen en het antwoord twee weken later", []),
    ],
)
def test_pointers_with_lost_spaces_or_number_words_are_found(
    sentence: str, labels: list[str]
) -> None:
    """A count of questions points to none."""
    assert labels == [one.label for one in pointers(scan(sentence))]


def test_a_note_number_behind_an_address_is_not_of_it() -> None:
    """A bracket that was not opened in it ends an address."""
    (address,) = urls(scan("Zie https://www.veren.example/a/b[3] en verder"))
    assert "https://www.veren.example/a/b" == address.series


def test_the_old_address_of_a_senate_paper_has_its_session_year() -> None:
    """The target is the paper's key, the address the official one of that time."""
    (citation,) = [one for one in cited("Kamerstukken I 2006/07, 30 312, B") if one.target]
    assert paper_key("EK", "30312", "B").publication_id == citation.target
    assert str(citation.url).endswith("/kst-20062007-30312-B.html")


def test_a_high_number_of_the_aanhangsel_is_the_houses() -> None:
    """This holds if neither citation nor paper names a Chamber; a low number stays open."""
    texts = (
        "Aanhangsel Handelingen, vergaderjaar 2024-2025, nr. 247",
        "Aanhangsel Handelingen, vergaderjaar 2024-2025, nr. 7",
    )
    found = [cited(text, chamber=None)[0] for text in texts]
    assert ["ah-tk-20242025-247", None] == [one.target for one in found]


def test_the_forms_of_the_corpus_are_found(corpus: Path) -> None:
    """At least 97 % of the forms as printed in real papers."""
    forms = [
        json.loads(line)
        for line in (corpus / "citations" / "real-forms.jsonl").read_text().splitlines()
    ]
    right = 0
    for form in forms:
        found = {
            (one.kind, one.target)
            for one in cited(f"Zie het stuk ({form['text']}).", chamber="EK")
            if one.kind not in {"law", "letter"}
        }
        right += found == {(kind, target) for kind, target in form["expected"]}
    assert right / len(forms) >= 0.97
