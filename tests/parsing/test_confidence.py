"""Each pair has a calibrated confidence; what was not understood is kept."""

from pathlib import Path

import pytest
from printed_lines import rows

from pipeline.accuracy import Tally
from pipeline.accuracy.publishing import interval
from pipeline.accuracy.scoreboard import score

TOP = (
    "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt "
    "(ingezonden 3 maart 2026).\n"
    "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\n"
)
FIRST = "Vraag 1\nIs dat zo?\nAntwoord 1\nJa.\n"
THIRD = "Vraag 3\nWat nu?\nAntwoord 3\nNiets.\n"


def sure(text: str) -> list[float]:
    """Return the confidence of each pair."""
    return [row["confidence"] for row in rows(TOP + text, "ah-tk-20242025-1")["question_answer"]]


def test_a_plain_pair_has_high_confidence() -> None:
    """Everything stands where it should."""
    assert min(sure(FIRST + THIRD.replace("3", "2"))) > 0.9


@pytest.mark.parametrize(
    "damaged",
    [
        FIRST + "Vraag 2\nIs dat zo? Vraag 7 Wie weet het?\nAntwoord 2\nIemand.\n" + THIRD,
        FIRST + "Vraag 2\nIs dat zo?\nAntwoord 2\nIemand Antwoord 7 Niemand\n" + THIRD,
    ],
)
def test_a_pair_that_contains_another_has_lower_confidence(damaged: str) -> None:
    """Its heading stands in the middle of the passage."""
    first, second, _ = sure(damaged)
    assert second < first


def test_unexplained_text_below_an_answer_is_kept() -> None:
    """Seen in: every paper with a page missing."""
    found = rows(
        TOP + FIRST + "Antwoord 2\nDit antwoord hoort bij een vraag die ontbreekt.\n" + THIRD,
        "ah-tk-20242025-1",
    )
    assert [("Dit antwoord hoort bij een vraag die ontbreekt.", "answer_without_question")] == [
        (row["text"], row["reason"]) for row in found["unexplained_span"]
    ]
    assert 0 < found["publication"][0]["explained_share"] < 1


def test_the_second_line_of_the_title_of_an_annex_is_explained() -> None:
    """It begins in small letters above the first question.

    Seen in: 2024Z11859.
    """
    title = (
        "Antwoorden van de minister van Financiën\nvan de leden Dijk en Vang over de munt in 2026\n"
    )
    found = rows(TOP + title + FIRST + THIRD.replace("3", "2"), "ah-tk-20242025-1")
    assert found["question"]
    assert not found["unexplained_span"]


def test_a_letter_without_questions_has_no_explained_share() -> None:
    """There is nothing to explain as question or answer."""
    found = rows("C BRIEF VAN DE MINISTER VAN FINANCIËN\nDen Haag, 3 maart 2026\nEr komt een munt.")
    assert found["publication"][0]["explained_share"] is None


def test_a_confidence_interval_contains_the_figure_of_all_papers() -> None:
    """Papers are drawn anew; a paper that went wrong may be drawn often or never."""
    tallies = [Tally(10, 10, 10)] * 9 + [Tally(0, 10, 10)]
    low, high = interval(tallies)
    assert low < sum(tallies, Tally()).f1 <= high <= 1


def test_the_real_papers_meet_the_bounds_of_accuracy(corpus: Path) -> None:
    """Question and pair at .98 or more, letters with at most one row wrong."""
    found = score(corpus / "real", corpus / "real").total()
    assert found["question"].f1 >= 0.98
    assert found["pair"].f1 >= 0.98
    assert found["letter"].gold - found["letter"].hit <= 1
