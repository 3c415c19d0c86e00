"""Bits that flip anywhere: verify finds them, and no command ends in a traceback."""

import os
import random
import shutil
from pathlib import Path

import pytest
from running import Note, good_letters, run

FLIPS = int(os.environ.get("GRIFFIER_CHAOS_FLIPS", "6"))
PLACES = {
    "the log": "log.sqlite",
    "a paper or batch of the store": "store/*/*",
    "the warehouse": "warehouse-*.duckdb",
}


@pytest.fixture(scope="module")
def healthy_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return letters, and a home in which they are held and nothing is damaged."""
    letters, home = tmp_path_factory.mktemp("letters"), tmp_path_factory.mktemp("whole")
    good_letters(letters, 20)
    code, said = run(home, "ingest", "--source", f"folder:{letters}")
    assert 0 == code, said
    return letters, home


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", range(FLIPS))
def test_random_damage_is_found_and_reported(
    place: str, number: int, healthy_home: tuple[Path, Path], tmp_path: Path, note: Note
) -> None:
    """A burst of a hundred bytes, as a failing sector leaves it."""
    letters, origin = healthy_home
    home = tmp_path / "home"
    shutil.copytree(origin, home, symlinks=True)
    at = random.Random(f"{place} {number}")  # noqa: S311 -- places, no secrets
    file = at.choice(sorted(home.glob(PLACES[place])))
    content = bytearray(file.read_bytes())
    start = at.randrange(max(1, len(content) - 100))
    content[start : start + 100] = at.randbytes(len(content[start : start + 100]))
    file.chmod(0o600)
    file.write_bytes(content)
    found, said = run(home, "verify")
    assert "Traceback" not in said, said
    ingested, told = run(home, "ingest", "--source", f"folder:{letters}")
    assert "Traceback" not in told, told
    repaired, mended = run(home, "verify", "--repair")
    assert "Traceback" not in mended, mended
    # Bytes that no page uses hold nothing: neither a finding nor a loss.
    unused = place != "a paper or batch of the store"
    assert found or unused, said
    note(
        f"100 random bytes in {place}",
        survived=not ingested,
        lost=0,
        hand=bool(repaired),
    )
