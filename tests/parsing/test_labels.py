"""Numbers of questions as papers write them."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from pipeline.parsing.language.labels import LONGEST_RANGE, expand, follows


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("3", ("3",)),
        ("3a", ("3a",)),
        ("3 a", ("3a",)),
        ("2 (ii)", ("2ii",)),
        ("3.1", ("3.1",)),
        ("2 en 3", ("2", "3")),
        ("3, 5 en 6", ("3", "5", "6")),
        ("2 t/m 5", ("2", "3", "4", "5")),
        ("2 tot en met 4", ("2", "3", "4")),
        ("4-6", ("4", "5", "6")),
        ("1a t/m 1c", ("1a", "1b", "1c")),
        ("2a, b en c", ("2a", "2b", "2c")),
        ("1 en vraag 2", ("1", "2")),
        ("2, 4 t/m 6 en 8", ("2", "4", "5", "6", "8")),
        ("5 en 5", ("5",)),
    ],
)
def test_lists_and_ranges_of_numbers_are_expanded(printed: str, expected: tuple[str, ...]) -> None:
    """Each number once, in the order printed."""
    assert expected == expand(printed)


@given(integers(1, 400), integers(1, 400))
def test_a_range_ends_with_what_it_names(first: int, last: int) -> None:
    """A range that runs backwards, or too far, is the two numbers it names."""
    labels = expand(f"{first} t/m {last}")
    whole = tuple(str(number) for number in range(first, last + 1))
    assert labels == (
        whole
        if 0 <= last - first < LONGEST_RANGE
        else tuple(dict.fromkeys((str(first), str(last))))
    )


def test_the_successor_of_a_label_is_the_next_number_or_letter() -> None:
    """A letter follows a letter, a number a number."""
    assert follows("9", "10")
    assert follows("a", "b")
    assert not follows("1", "3")
    assert not follows("1", "a")
