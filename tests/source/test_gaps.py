"""Which papers of a dossier must exist though nobody lists them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.source.gaps import missing_letters


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (["A", "B", "D"], ["C"]),
        (["D", "A", "B", "D"], ["C"]),
        (["Y", *(chr(n) for n in range(ord("A"), ord("Y"))), "AB"], ["Z", "AA"]),
        (["12", "A", "h1"], []),
        (["C"], ["A", "B"]),
        ([], []),
    ],
)
def test_letters_below_the_highest_are_expected(held: list[str], expected: list[str]) -> None:
    """In any order; after Z comes AA; numbers are the other chamber's."""
    assert expected == missing_letters(held)


@given(st.sets(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=2)))
def test_held_and_missing_letters_together_leave_no_gap(held: set[str]) -> None:
    """And nothing is both."""
    missing = missing_letters(held)
    assert not held & set(missing)
    assert [] == missing_letters(held | set(missing))
