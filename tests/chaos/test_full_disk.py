"""A disk that fills up at every step: one line that says so, and all goes on when there is room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Note, good_letters, run, same_rows

STEPS = int(os.environ.get("GRIFFIER_CHAOS_DISKS", "16"))
LETTERS = 30


@pytest.fixture(scope="module")
def ingested_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return letters, and a home into which they were ingested with room enough."""
    letters, home = tmp_path_factory.mktemp("letters"), tmp_path_factory.mktemp("calm")
    good_letters(letters, LETTERS)
    code, said = run(home, "ingest", "--source", f"folder:{letters}")
    assert 0 == code, said
    return letters, home


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a small file system of its own; tests that may not mount one are skipped."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() or not shutil.which("mount") or not mount(place, 64):
        pytest.skip("only root can mount a small disk: what a full one does is not tested")
    yield place
    subprocess.run(["umount", "--lazy", place], check=False)


def mount(place: Path, kilobytes: int, *options: str) -> bool:
    """Give a file system so much room."""
    command = ["mount", "-t", "tmpfs", "-o", ",".join((f"size={kilobytes}k", *options))]
    return 0 == subprocess.run([*command, "tmpfs", place], check=False).returncode


@pytest.mark.parametrize("step", range(STEPS))
def test_a_full_disk_is_reported_in_one_line_and_recovered_from(
    step: int, disk: Path, ingested_home: tuple[Path, Path], note: Note
) -> None:
    """From no room at all to nearly enough."""
    letters, undisturbed = ingested_home
    needed = sum(file.stat().st_size for file in undisturbed.rglob("*") if file.is_file()) // 1024
    mount(disk, max(64, needed * 2 * step // STEPS), "remount")
    home = disk / "home"
    code, said = run(home, "ingest", "--source", f"folder:{letters}")
    assert "Traceback" not in said, said
    assert 0 == code or "disk is full" in said or "could not" in said or "did not" in said, said
    assert mount(disk, 1_000_000, "remount")
    again, said = run(home, "ingest", "--source", f"folder:{letters}")
    assert 0 == again, said
    assert same_rows(undisturbed, home)
    note("disk full at some step of an ingest", survived=True, lost=0)
