"""Addresses of a log, and the messages about wrong ones."""

import sqlite3
import time
from pathlib import Path
from threading import Timer

import psycopg
import pytest
from event_builders import fetched
from log_locations import emptied

from pipeline.errors import ConfigurationError, LogDamaged, StorageUnavailable
from pipeline.log import open_log


@pytest.mark.parametrize(
    "url",
    [
        "",
        "log.sqlite",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///x?mode=memory",
        "memory://",
        "mysql://x/y",
    ],
)
def test_a_log_without_an_address_is_refused(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No address, or one that is no file and no PostgreSQL, is an error that tells how to set it:
    never a log in memory.
    """
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match="GRIFFIER_LOG"):
        open_log(url)


def test_environment_variables_never_change_the_log_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library's own settings are not looked at."""
    monkeypatch.setenv("PERSISTENCE_MODULE", "eventsourcing.popo")
    monkeypatch.setenv("SQLITE_DBNAME", ":memory:")
    with open_log(f"sqlite:///{tmp_path / 'log.sqlite'}") as log:
        log.note([fetched()])
    assert (tmp_path / "log.sqlite").stat().st_size > 0


def test_a_log_file_is_created_with_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three slashes begin a path relative to the working folder, four an absolute one; what
    happened stays when it is closed.
    """
    monkeypatch.chdir(tmp_path)
    with open_log("sqlite:///home/deep/log.sqlite") as log:
        log.note([fetched()])
    with open_log(f"sqlite:///{tmp_path}/home/deep/log.sqlite") as log:
        assert [fetched()] == [event for _, event in log.read()]


def test_a_log_path_accepts_any_character(tmp_path: Path) -> None:
    """Blanks, percent signs and question marks are part of the name."""
    path = tmp_path / "Eerste Kamer 100% ?x=1#y" / "log.sqlite"
    open_log(f"sqlite:///{path}").close()
    assert path.is_file()


def test_a_file_that_is_no_log_is_refused(tmp_path: Path) -> None:
    """Neither a folder nor any other file is taken for a log, or written to.

    A damaged log looks like any other file: the advice is a backup, never another path.
    """
    letter = tmp_path / "brief.txt"
    letter.write_text("Geachte mevrouw de voorzitter, " * 100, encoding="utf-8")
    for path in (tmp_path, letter / "log.sqlite"):
        with pytest.raises(ConfigurationError, match="GRIFFIER_LOG"):
            open_log(f"sqlite:///{path}")
    with pytest.raises(LogDamaged, match="griffier restore"):
        open_log(f"sqlite:///{letter}")
    assert letter.read_text(encoding="utf-8").startswith("Geachte")


def test_a_locked_log_file_is_waited_for(tmp_path: Path) -> None:
    """A writer that finds the file locked waits its turn."""
    path = tmp_path / "log.sqlite"
    with open_log(f"sqlite:///{path}") as log:
        holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        holder.execute("BEGIN IMMEDIATE")
        timer = Timer(0.5, holder.execute, ["COMMIT"])
        timer.start()
        begun = time.monotonic()
        log.note([fetched()])
        assert time.monotonic() - begun >= 0.4
        timer.join()
        holder.close()


def test_a_database_that_does_not_answer_raises_unavailable(tmp_path: Path) -> None:
    """A server that does not run is no conflict and no configuration error: try again later."""
    with pytest.raises(StorageUnavailable, match="did not let us in"):
        open_log(f"postgresql://griffier@/log?host={tmp_path}")


def test_an_unreadable_database_address_is_refused() -> None:
    """A misspelt option is named."""
    with pytest.raises(ConfigurationError, match="GRIFFIER_LOG"):
        open_log("postgresql://griffier@host/log?slmode=require")


def test_options_of_the_database_address_are_kept(postgres: str) -> None:
    """Options of the address hold for every connection, not only for the
    first.
    """
    url = emptied(postgres) + "&application_name=griffier-test"
    with open_log(url) as log:
        log.note([fetched()])
        with log._storage._recorder.datastore.get_connection() as connection:  # noqa: SLF001
            assert (
                connection.execute("SHOW application_name").fetchone()["application_name"]
                == "griffier-test"
            )


def test_a_lost_connection_is_replaced(postgres: str) -> None:
    """The database restarts or cuts idle connections: the log goes on with a new one."""
    url = emptied(postgres) + "&application_name=to%20be%20cut"
    with open_log(url) as log:
        log.note([fetched()])
        with psycopg.connect(postgres, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'to be cut'"
            )
        log.note([fetched("two")])
        assert [fetched(), fetched("two")] == [event for _, event in log.read()]
