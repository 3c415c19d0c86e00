"""Party groups under every name that papers give them."""

from collections.abc import Callable

import pytest

from pipeline.parsing.language.parties import named, party_of

HEADINGS = {
    "Vragen en opmerkingen van de leden van de BBB-fractie": "BBB",
    "Vragen van de leden van de fractie van de Partij voor de Dieren": "PvdD",
    "VRAGEN VAN DE FRACTIE VAN DE PARTIJ VAN DE ARBEID": "PvdA",
    "de leden van de fracties van GroenLinks en de PvdA gezamenlijk": "GroenLinks-PvdA",
    "de leden van de GroenLinks–PvdA-fractie": "GroenLinks-PvdA",
    "PvdA- en GroenLinks-fracties": "GroenLinks-PvdA",
    "de leden van de fractie-Van de Sanden": "Fractie-Van de Sanden",
    "Fractie-Visseren-Hamakers": "Fractie-Visseren-Hamakers",
    "Groep Markuszower": "Groep Markuszower",
    "het lid Omtzigt": "Lid Omtzigt",
    "de fractie van Forum voor Democratie": "FVD",
    "Nieuw Sociaal Contract": "NSC",
    "50Plus-fractie": "50PLUS",
    "de fractie van Volt": "Volt",
    "de fractie van DENK": "DENK",
    "de leden van de Christen Unie": "ChristenUnie",
    "de leden van de fracties van D66 en VVD": "D66-VVD",
    "ik denk dat 230 volt genoeg is, zie de motie-Omtzigt": None,
    "de leden van de commissie": None,
}


@pytest.mark.parametrize(("heading", "expected"), HEADINGS.items())
def test_a_heading_names_its_party_group(heading: str, expected: str | None) -> None:
    """By its short name; groups that ask together are joined by a hyphen."""
    assert expected == party_of(heading)


def test_a_list_of_party_groups_names_each_group() -> None:
    """In order, with where each is named."""
    text = "de leden van de fracties van BBB, VVD, GroenLinks, PvdA en Partij voor de Dieren"
    found = named(text)
    assert ["BBB", "VVD", "GroenLinks", "PvdA", "PvdD"] == [one.name for one in found]
    assert text[found[-1].start : found[-1].end] == "Partij voor de Dieren"


@pytest.mark.parametrize(
    "piece", ["Fractie-", "Groep ", "Partij voor de ", "Fractie-Van de ", "lid "]
)
def test_repeated_words_keep_party_groups_found_in_linear_time(
    piece: str, processor_seconds: Callable[[Callable[[], object]], float]
) -> None:
    """Half a million characters of almost-names take well under a second."""
    text = (piece * (500_000 // len(piece) + 1))[:500_000]
    assert processor_seconds(lambda: named(text)) < 1
