"""Signs that a question or answer holds the words of others, and texts that only look like it."""

import polars as pl
import pytest

from pipeline.quality.prepare.swallowed import in_first_person

PAPER = "ah-tk-20252026-1"


@pytest.mark.parametrize(
    ("speaking", "texts"),
    [
        (
            True,
            [
                "Dan zal ik niet schromen. Wat gaat u doen?",
                "Ik zal de Kamer informeren. Wat gaat u doen?",
            ],
        ),
        (
            False,
            [
                "Bent u het met mij eens dat veerponten nodig zijn?",
                "Deelt u mijn mening dat dit niet kan?",
                "Wanneer is de mijn in Limburg gesloten?",
            ],
        ),
    ],
)
def test_only_ik_shows_that_a_minister_speaks(*, speaking: bool, texts: list[str]) -> None:
    """Members write "met mij eens" and "mijn mening" in their questions, and ask about mines."""
    papers = pl.Series([PAPER] * len(texts))
    flags = in_first_person(pl.Series(texts), papers, frozenset({PAPER}))
    assert [speaking] * len(texts) == flags.to_list()
