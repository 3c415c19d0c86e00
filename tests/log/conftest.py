"""Logs to test with: the same tests run on an SQLite file and on a real PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from log_locations import WORKERS, emptied

from pipeline.log import EventLog, open_log


@pytest.fixture(params=["sqlite", "postgresql"])
def log_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a log in which nothing has happened yet: a file, then an emptied
    database.
    """
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.sqlite'}"
    return emptied(request.getfixturevalue("postgres"))


@pytest.fixture
def log(log_url: str) -> Iterator[EventLog]:
    """Yield an empty log, open."""
    with open_log(log_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def processes() -> Iterator[ProcessPoolExecutor]:
    """Yield eight processes of their own, started anew (not forked), ready to append at the same
    time.
    """
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as executor:
        yield executor
