"""No regular expression of the project can be driven to work without end by what somebody writes."""

import re
from random import Random

import pytest
from regex_attacks import LIMIT, Expression, attacks, expressions, seconds


@pytest.mark.parametrize("expression", expressions(), ids=lambda expression: expression.name)
def test_no_text_keeps_an_expression_busy(expression: Expression) -> None:
    """500,000 characters that nearly match it take less than a second (tests/bench/parser.py tries
    more of them).
    """
    slow = [
        (start, again)
        for start, again in attacks(expression.pattern, Random(1), samples=1)  # noqa: S311
        if seconds(expression, start, again) > LIMIT and seconds(expression, start, again) > LIMIT
    ]
    assert [] == slow


FOUND = [
    ("pipeline.parsing.ministers.offices.OFFICE", "", "ministerZ’"),
    ("pipeline.parsing.references.parliamentary_papers.BARE", "", ",111H-h1"),
]
"""Attacks beyond the limit that a longer search found once (tests/bench/parser.py)."""


@pytest.mark.parametrize(("name", "start", "again"), FOUND)
def test_an_attack_that_was_found_once_stays_repelled(name: str, start: str, again: str) -> None:
    """An expression that grew with the square of the text, and was stopped, is through in time."""
    expression = next(known for known in expressions() if known.name == name)
    assert min(seconds(expression, start, again) for _ in range(2)) < 2 * LIMIT


@pytest.mark.parametrize(
    "pattern", [r"(?:\w+_)?id", r"\s*(?:a|b)?\s*c", r"(?:\d+,?)+x", r"(?:nr\.?\s?)*\s*nr"]
)
def test_an_expression_that_can_be_kept_busy_is_found_out(pattern: str) -> None:
    """Nested and neighbouring repetitions of the same characters."""
    expression = Expression("slow", re.compile(pattern), frozenset({"search"}))
    assert any(
        seconds(expression, *attack) > LIMIT
        for attack in attacks(expression.pattern, Random(1), samples=2)  # noqa: S311
    )
