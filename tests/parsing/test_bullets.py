"""Questions that bear bullets instead of numbers, and bullets that are parts of one question."""

import pytest
from ferry_letters import CHAIR, CONSULTATION, REQUEST
from printed_lines import rows

PAPER = (
    CONSULTATION
    + REQUEST
    + """\
Vragen van de leden van de SP-fractie
{words}
"""
    + CHAIR
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "De leden van de SP-fractie vragen de minister het volgende:\n• Hoeveel ponten varen er?\n• Wie betaalt dat?",
            ["Hoeveel ponten varen er?", "Wie betaalt dat?"],
        ),
        (
            "Kan de minister ingaan op deze kosten?\n• de brandstof\n• de ponten\nHoe hoog is het tarief?",
            [
                "Kan de minister ingaan op deze kosten? • de brandstof • de ponten",
                "Hoe hoog is het tarief?",
            ],
        ),
    ],
)
def test_bullets_become_questions_or_parts_of_one(words: str, expected: list[str]) -> None:
    """One sentence that leads in bullets that ask is no question; bullets that do not ask belong to
    the question above.
    """
    found = rows(PAPER.format(words=words), "kst-98440-G")["question"]
    assert expected == [" ".join(str(row["text"]).split()) for row in found]
