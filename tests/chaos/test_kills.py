"""Ingests that are killed anywhere: what was done is kept, nothing is lost, doubled or torn."""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from log_locations import emptied
from running import Command, Note, good_letters, run, same_rows

KILLS = int(os.environ.get("GRIFFIER_CHAOS_KILLS", "40"))
LETTERS = 60


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return letters that read well."""
    folder = tmp_path_factory.mktemp("letters")
    good_letters(folder, LETTERS)
    return folder


@pytest.fixture(scope="module")
def reference_home(letters: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """Return a home that was ingested in peace, and how many seconds that took."""
    home = tmp_path_factory.mktemp("undisturbed")
    begun = time.monotonic()
    code, said = run(home, "ingest", "--source", f"folder:{letters}")
    assert 0 == code, said
    return home, time.monotonic() - begun


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_ingest_killed_at_random_ends_in_the_same_tables(
    kind: str,
    letters: Path,
    reference_home: tuple[Path, float],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    note: Note,
) -> None:
    """SIGKILL for the whole process group at a random moment, again and again, then one run."""
    calm, seconds = reference_home
    log = emptied(request.getfixturevalue("postgres")) if kind == "postgresql" else ""
    moments = random.Random(36999)  # noqa: S311 -- moments, no secrets
    home = tmp_path / "home"
    for _ in range(KILLS):
        ingest = Command(home, "ingest", "--source", f"folder:{letters}", log=log)
        time.sleep(moments.uniform(0.05, 1.1) * seconds)
        ingest.kill()
        ingest.ended()
        note(f"SIGKILL of an ingest, log in {kind}")
    code, said = run(home, "ingest", "--source", f"folder:{letters}", log=log)
    assert 0 == code, said
    assert same_rows(calm, home)
    code, said = run(home, "verify", log=log)
    assert 0 == code, said


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    """Assert that worker processes end with their parent."""
    yield
    time.sleep(0.5)
