"""Fixtures of the tests of the views."""

import pytest
from in_memory_warehouse import InMemoryWarehouse


@pytest.fixture
def in_memory_warehouse() -> InMemoryWarehouse:
    """Return an empty warehouse in memory."""
    return InMemoryWarehouse()


@pytest.fixture(scope="session")
def empty_warehouse() -> InMemoryWarehouse:
    """Return one empty warehouse for all tests that only look at what the views are."""
    return InMemoryWarehouse()
