"""What the tests of the warehouse may ask for."""

from pathlib import Path

import pytest
from in_memory_pipeline import World, new_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty world of the test's own."""
    return new_world(tmp_path)
