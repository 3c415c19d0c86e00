"""Papers of a dossier that must exist although no source lists them."""

from collections.abc import Iterable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.warehouse.dossier_gaps import WIDEST_GAP, expected, letters_of, number_of

DAY = date(2026, 1, 13)


def known(letters: Iterable[str], **changes: str) -> list[Mapping[str, object]]:
    """Return coverage rows of one dossier's papers, which came day by day."""
    same = {
        "source": "catalogue",
        "series": "kst",
        "dossier_number": "36999",
        "session_year": "2025-2026",
        "state": "held",
        **changes,
    }
    return [
        {
            **same,
            "publication_id": f"kst-36999-{letter}",
            "sub_number": letter,
            "month": DAY.replace(day=1),
            "since": DAY,
        }
        for letter in letters
    ]


def missing(letters: Iterable[str], **changes: str) -> list[str]:
    """Return the sub-numbers that are expected, given those known."""
    return [str(row["sub_number"]) for row in expected(known(letters, **changes))]


@pytest.mark.parametrize(
    ("letters", "gap"),
    [
        (["A", "B", "D"], ["C"]),
        (["D", "A", "B", "D"], ["C"]),
        (["X", "AB"], ["Y", "Z", "AA"]),
        (["12", "A", "h1"], []),
        (
            ["A", letters_of(2 + WIDEST_GAP)],
            [letters_of(2 + number) for number in range(WIDEST_GAP)],
        ),
        (["A", letters_of(3 + WIDEST_GAP)], []),
        ([], []),
    ],
)
def test_a_hole_between_known_letters_is_expected_to_be_filled(
    letters: list[str], gap: list[str]
) -> None:
    """In any order; after Z comes AA; numbers are the other chamber's; a very wide hole is a period
    not yet listed.
    """
    assert gap == missing(letters)


@pytest.mark.parametrize("changes", [{"source": "folder"}, {"series": "blg"}])
def test_only_the_catalogues_own_papers_promise_more(changes: dict[str, str]) -> None:
    """A folder holds what somebody put there."""
    assert [] == missing(["A", "C"], **changes)


def test_a_missing_paper_takes_its_day_from_the_paper_that_shows_it() -> None:
    """And says between which letters it is missing."""
    (row,) = expected(known(["A", "C"]))
    assert ("kst-36999-B", "expected", DAY) == (row["publication_id"], row["state"], row["since"])
    assert "dossier 36999 has A and C, but no B was listed" == row["reason"]


@given(st.integers(1, 18_278))
def test_sub_numbers_in_letters_are_counted_in_order(number: int) -> None:
    """A to ZZZ, without a zero."""
    assert number == number_of(letters_of(number))
