"""Ingests that are killed anywhere: what was done is kept, nothing is lost, doubled or torn."""

import os
import random
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from log_locations import emptied
from running import Command, Note, good_letters, run, same_rows

KILLS = int(os.environ.get("GRIFFIER_CHAOS_KILLS", "40"))
LETTERS = 60
LONGEST_WAIT = 30.0
"""Maximum number of seconds in which the workers of a killed command end on a busy machine."""


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
    """SIGKILL for the command's group at a random moment, again and again, then one run.

    Its worker processes, which the signal does not reach, end with it.
    """
    calm, seconds = reference_home
    log = emptied(request.getfixturevalue("postgres")) if kind == "postgresql" else ""
    moments = random.Random(36999)  # noqa: S311 -- moments, no secrets
    home = tmp_path / "home"
    for _ in range(KILLS):
        ingest = Command(home, "ingest", "--source", f"folder:{letters}", log=log)
        time.sleep(moments.uniform(0.05, 1.1) * seconds)
        ingest.kill()
        ingest.ended()
        assert [] == left_running(ingest.group)
        note(f"SIGKILL of an ingest, log in {kind}")
    code, said = run(home, "ingest", "--source", f"folder:{letters}", log=log)
    assert 0 == code, said
    assert same_rows(calm, home)
    code, said = run(home, "verify", log=log)
    assert 0 == code, said


def left_running(session: int) -> list[str]:
    """Return the processes of a killed command that still run after a bounded wait.

    Its worker processes have groups of their own; the session is that of the command.
    """
    deadline = time.monotonic() + LONGEST_WAIT
    while (running := _running(session)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return running


def _running(session: int) -> list[str]:
    running = []
    for process in psutil.process_iter():
        with suppress(ProcessLookupError, psutil.NoSuchProcess):  # it has just ended
            ended = process.status() == psutil.STATUS_ZOMBIE
            if os.getsid(process.pid) == session and not ended:
                running.append(repr(process))
    return running
