"""Fixtures of the tests of the warehouse."""

from pathlib import Path

import pytest
from hand_made_pipeline import HandMadePipeline, new_hand_made_pipeline


@pytest.fixture
def hand_made_pipeline(tmp_path: Path) -> HandMadePipeline:
    """Return a pipeline in which nothing has happened yet."""
    return new_hand_made_pipeline(tmp_path)
