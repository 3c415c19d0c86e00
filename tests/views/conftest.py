"""What the tests of the views may ask for."""

import pytest
from hand_made_warehouse import Little


@pytest.fixture
def little() -> Little:
    """An empty warehouse in memory."""
    return Little()


@pytest.fixture(scope="session")
def empty() -> Little:
    """One empty warehouse for all tests that only look at what the views are."""
    return Little()
