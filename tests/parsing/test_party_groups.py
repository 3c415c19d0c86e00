"""Askers: headings above the part of a party group, and members who join the questions of others."""

import pytest
from ferry_letters import CHAIR, CONSULTATION, MINISTER, REPLY, REQUEST
from printed_lines import keys, rows

PAPER = (
    CONSULTATION
    + REQUEST
    + "{asked}\n"
    + CHAIR
    + REPLY
    + "De antwoorden volgen later.\n"
    + MINISTER
)
NUMBERED = "1. Hoeveel veerponten varen er op zondag?\n2. Wie betaalt de brandstof?"


def asked(words: str) -> list[str]:
    """Return the questions of a request, as party group and number."""
    return list(keys(rows(PAPER.format(asked=words), "kst-98440-G")).values())


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("Vragen en opmerkingen van de fractieleden van de PVV", "PVV"),
        ("Vragen van de fractieleden PVV", "PVV"),
        ("Fractieleden van de PVV", "PVV"),
        ("Vragen van de PVV-fractieleden", "PVV"),
        ("Vragen en opmerkingen van de leden van de OPNL-fractie en de Volt-fractie", "OPNL-Volt"),
        ("Vragen van de leden van de fracties van GroenLinks en de PvdA", "GroenLinks-PvdA"),
    ],
)
def test_the_heading_of_a_party_group_names_the_asker(heading: str, group: str) -> None:
    """Members, members of the group, and groups together ask under a line of their own."""
    assert [f"{group} 1", f"{group} 2"] == asked(f"{heading}\n{NUMBERED}")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"De fractieleden van de PVV hebben enkele vragen.\n{NUMBERED}", ["PVV 1", "PVV 2"]),
        (
            f"De leden van de VVD-fractie sluiten zich aan bij de vragen van D66. De leden van de D66-fractie vragen:\n{NUMBERED}",
            ["D66 1", "D66 2"],
        ),
        (
            (
                f"De leden van de D66-fractie hebben enkele vragen.\n{NUMBERED}\n"
                "De leden van de SP-fractie sluiten zich aan bij de vragen van D66 en vragen hoe hoog het tarief is."
            ),
            ["D66 1", "D66 2", "SP 1"],
        ),
    ],
)
def test_an_asker_in_running_text_is_found(words: str, expected: list[str]) -> None:
    """A group that only joins asks nothing, but one that joins and asks does."""
    assert expected == asked(words)
