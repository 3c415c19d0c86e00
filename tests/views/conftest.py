"""Fixtures of the tests of the views."""

import pytest
from hand_made_warehouse import InMemoryWarehouse


@pytest.fixture
def in_memory_warehouse() -> InMemoryWarehouse:
    """Return an empty warehouse in memory."""
    return InMemoryWarehouse()


@pytest.fixture(scope="session")
def empty() -> InMemoryWarehouse:
    """Return one empty warehouse for all tests that only look at what the views are."""
    return InMemoryWarehouse()
