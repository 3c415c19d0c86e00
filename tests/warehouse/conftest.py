"""Fixtures of the tests of the warehouse."""

from pathlib import Path

import pytest
from in_memory_pipeline import World, new_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return an empty in-memory pipeline."""
    return new_world(tmp_path)
