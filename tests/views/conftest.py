"""What the tests of the views may ask for."""

import pytest
from little import Little


@pytest.fixture
def little() -> Little:
    """An empty warehouse in memory."""
    return Little()
