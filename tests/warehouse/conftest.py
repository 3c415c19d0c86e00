"""Fixtures of the tests of the warehouse."""

from pathlib import Path

import pytest
from in_memory_pipeline import InMemoryPipeline, new_memory_pipeline


@pytest.fixture
def memory_pipeline(tmp_path: Path) -> InMemoryPipeline:
    """Return an empty in-memory pipeline."""
    return new_memory_pipeline(tmp_path)
