"""What every test may ask for."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real letters and gold beside the checkout; tests that need it are skipped where it is absent."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus of real letters is not here ({CORPUS}): this test says nothing on this machine")
    return CORPUS


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of fictional letters that the project ships."""
    return Path(__file__).resolve().parents[1] / "sample" / "letters"
