"""Hyphens at line ends: broken words, compounds, words left out."""

import pytest

from pipeline.reading.hyphenation import Joiner
from pipeline.reading.lines import running


def joined(line: str, following: str, *others: str, typeset: bool = False) -> str:
    """Return two lines as one, in a document that also has ``others``."""
    drop, gap = Joiner([*others, line, following], typeset=typeset).join(line, following)
    return line[: len(line) - drop] + gap + following


@pytest.mark.parametrize(
    ("line", "following", "others", "expected"),
    [
        ("zijn geïnfor-", "meerd over", ["geïnformeerd"], "zijn geïnformeerd over"),
        ("de defensie-", "industrie", ["een defensie-industrie hier"], "de defensie-industrie"),
        ("met NAVO-", "bondgenoten", [], "met NAVO-bondgenoten"),
        ("een EU-", "lidstaat", [], "een EU-lidstaat"),
        ("de e-", "mail", [], "de e-mail"),
        ("het plan 2025-", "2030", [], "het plan 2025-2030"),
        ("de in-", "en uitvoer", [], "de in- en uitvoer"),
        ("vlieg-", "of wegverkeer", [], "vlieg- of wegverkeer"),
        ("communicatie en -", "campagne", [], "communicatie en -campagne"),
        ("dat is zo -", "zeker nu", [], "dat is zo - zeker nu"),
        ("maatregelen/", "projecten", [], "maatregelen/projecten"),
        ("zie https://", "www.veren.example", [], "zie https://www.veren.example"),
        (
            "zie www.veren.example/adviezen-",
            "2025/golven",
            [],
            "zie www.veren.example/adviezen-2025/golven",
        ),
        ("zie www.veren.example", "Daarom ook", [], "zie www.veren.example Daarom ook"),
        (
            "COMMISSIE VOOR INFRA-",
            "STRUCTUUR EN",
            ["infrastructuur"],
            "COMMISSIE VOOR INFRASTRUCTUUR EN",
        ),
        ("gewone regel", "en nog een", [], "gewone regel en nog een"),
    ],
)
def test_two_lines_are_joined_by_nothing_a_hyphen_or_a_space(
    line: str, following: str, others: list[str], expected: str
) -> None:
    """The document's own spelling first, then the rules of spelling."""
    assert expected == joined(line, following, *others)


def test_a_typesetter_breaks_words_and_a_word_processor_does_not() -> None:
    """A word that occurs once follows the habit of the document."""
    assert "de onderwaterbeplanting" == joined("de onderwater-", "beplanting", typeset=True)
    plain = ["Een regel zonder streepje."] * 60
    assert "de onderwater-beplanting" == joined("de onderwater-", "beplanting", *plain)


def test_a_note_without_lines_has_no_words() -> None:
    """A number whose words were lost leaves a note without lines."""
    assert running([], Joiner([])).text == ""
