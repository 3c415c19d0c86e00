"""Fixtures of the tests of the views."""

import pytest
from hand_made_warehouse import Little


@pytest.fixture
def little() -> Little:
    """Return an empty warehouse in memory."""
    return Little()


@pytest.fixture(scope="session")
def empty() -> Little:
    """Return one empty warehouse for all tests that only look at what the views are."""
    return Little()
