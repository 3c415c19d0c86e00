"""Targets of pointers, seen from the question whose answer holds them."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.parsing.pairing import Question
from pipeline.parsing.references.citation import Citation
from pipeline.rows.pointers import Pointers

QUESTIONS = [
    Question(1, "VVD", "1", 0, 1, grouped=True),
    Question(1, "VVD", "2a", 2, 3, parent="2", grouped=True),
    Question(1, "VVD", "2b", 4, 5, parent="2", grouped=True),
    Question(1, "SP", "1", 6, 7, grouped=True),
    Question(1, "SP", "7", 8, 9, grouped=True),
]


def pointer(**fields: Any) -> Citation:  # noqa: ANN401
    """Return a pointer with these fields."""
    return Citation("answer", 0, 1, **fields)


@pytest.mark.parametrize(
    ("fields", "here", "expected"),
    [
        ({"label": "1"}, 1, ("VVD 1", 0)),
        ({"label": "1"}, 4, ("SP 1", 3)),
        ({"label": "1", "party": "SP"}, 0, ("SP 1", 3)),
        ({"label": "7"}, 0, ("SP 7", 4)),
        ({"label": "2"}, 0, ("VVD 2", 1)),
        ({"label": "b"}, 1, ("VVD 2b", 2)),
        ({"label": "7a"}, 4, ("SP 7", 4)),
        ({"label": "9"}, 0, (None, None)),
        ({"ordinal_word": "vorige"}, 3, ("VVD 2b", 2)),
        ({"ordinal_word": "vorige"}, 0, (None, None)),
        ({"ordinal_word": "tweede", "party": "SP"}, 0, ("SP 7", 4)),
        ({"ordinal_word": "laatste", "party": "VVD"}, 3, ("VVD 2", 1)),
        ({"party": "SP"}, 0, (None, None)),
    ],
)
def test_a_pointer_means_the_question_that_its_words_name(
    fields: dict[str, str], here: int, expected: tuple[str | None, int | None]
) -> None:
    """Its key names the party group; a number stands for its sub-questions, a letter for one of
    those at hand.
    """
    key, question = Pointers(QUESTIONS).resolve(pointer(**fields), QUESTIONS[here])
    assert expected == (key, None if question is None else QUESTIONS.index(question))


def test_a_paper_that_numbers_through_has_keys_without_party_groups() -> None:
    """The number alone tells the question."""
    through = [replace(question, grouped=False) for question in QUESTIONS]
    key, _ = Pointers(through).resolve(pointer(label="7"), through[0])
    assert "7" == key
