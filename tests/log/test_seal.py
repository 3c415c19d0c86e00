"""A log in which something was changed after it was written."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from event_builders import accepted, fetched, listed, withdrawn

from pipeline.domain.events import LogSealed
from pipeline.log import EventLog, open_log
from pipeline.log.seal import breaks, seal

Change = Callable[[sqlite3.Connection], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a log with two papers, sealed after the first events and once more at the end."""
    file = tmp_path / "log.sqlite"
    with open_log(f"sqlite:///{file}") as log:
        log.note([listed(), fetched(), listed(paper="kst-99999-B")])
        seal(log)
        log.note([accepted(), fetched(paper="kst-99999-B")])
        seal(log)
        log.note([withdrawn()])
    return file


def found(path: Path) -> list[str]:
    """Return what the check of a log says."""
    with open_log(f"sqlite:///{path}") as log:
        return [one.reason for one in breaks(log)]


def test_an_unchanged_log_has_no_breaks(path: Path) -> None:
    """Neither in its seals nor in its streams."""
    assert [] == found(path)


def test_a_log_without_new_events_is_not_sealed_again(path: Path) -> None:
    """A seal over nothing but a seal would make each publish append one."""
    with open_log(f"sqlite:///{path}") as log:
        assert seal(log) is not None
        assert seal(log) is None
        seals = [event for _, event in log.stream(LogSealed.STREAM)]
    assert [3, 3, 2] == [event.count for event in seals if isinstance(event, LogSealed)]


CHANGES: dict[str, tuple[str, str]] = {
    "a changed event": (
        "UPDATE stored_events SET state = replace(state, 'catalogue', 'kataloog') WHERE rowid = 1",
        "are not those that were sealed",
    ),
    "a deleted event": ("DELETE FROM stored_events WHERE rowid = 2", "one is missing"),
    "a forged event": (
        "INSERT INTO stored_events SELECT originator_id, 9, topic, state FROM stored_events LIMIT 1",
        "one is missing or doubled",
    ),
    "a changed event after the last seal's": (
        "UPDATE stored_events SET state = replace(state, 'e', 'f') WHERE rowid = 5",
        "cannot be read",
    ),
    "a deleted seal": (
        "DELETE FROM stored_events WHERE topic = 'griffier.log-sealed' AND originator_version = 1",
        "does not follow",
    ),
    "a flipped bit": (
        "UPDATE stored_events SET state = CAST(x'7a' || substr(state, 2) AS BLOB) WHERE rowid = 3",
        "cannot be read",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_event_changed_after_it_was_written_is_found(path: Path, change: str) -> None:
    """By whoever could write to the file."""
    statement, said = CHANGES[change]
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    assert any(said in reason for reason in found(path)), found(path)


def test_an_event_that_follows_a_changed_one_shows_it_before_any_seal(tmp_path: Path) -> None:
    """The chain within a stream needs no seal."""
    file = tmp_path / "log.sqlite"
    with open_log(f"sqlite:///{file}") as log:
        log.note([listed(), fetched()])
    with sqlite3.connect(file) as connection:
        connection.execute(
            "UPDATE stored_events SET state = CAST(replace(state, 'catalogue', 'kataloog') AS BLOB)"
            " WHERE rowid = 1"
        )
    assert any("was changed" in reason for reason in found(file))


def test_events_of_a_version_without_hashes_are_anchored_by_the_first_seal(log: EventLog) -> None:
    """On both databases: the seal covers whatever was there."""
    log.note([listed(), fetched(), accepted()])
    made = seal(log)
    assert made is not None
    assert 3 == made.count
    assert [] == list(breaks(log))
