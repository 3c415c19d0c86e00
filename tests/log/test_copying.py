"""A log moves from SQLite to PostgreSQL and back with its positions, its name and its hashes."""

import pytest
from event_builders import accepted, assigned, fetched, listed, listing
from log_locations import emptied

from pipeline.domain.events import PublicationFetched
from pipeline.errors import BackupRefused
from pipeline.flows.backing_up import copy_log
from pipeline.log import EventLog, open_log
from pipeline.log.projection import DUMP


def everything(log: EventLog) -> list[object]:
    """Return everything that a log holds: name, events with positions, and what waits."""
    rows = [log._storage.ask(statement) for statement in DUMP]  # noqa: SLF001
    return [log.identity, list(log.stored()), list(log.read()), *rows]


@pytest.fixture
def filled(tmp_path_factory: pytest.TempPathFactory) -> EventLog:
    """Return a log in a file with some papers, one of them accepted."""
    log = open_log(f"sqlite:///{tmp_path_factory.mktemp('filled') / 'log.sqlite'}")
    log.note([listed(), assigned("kst-1"), fetched(), listing()])
    log.note([accepted(), *(fetched("two", paper=f"kst-10000-{index}") for index in range(9))])
    return log


def test_a_copied_log_is_the_same_log_and_goes_on(filled: EventLog, log_url: str) -> None:
    """In a file and in PostgreSQL alike; the next event follows the last position."""
    copied = copy_log(filled, log_url)
    assert filled.position() == copied
    with open_log(log_url) as other:
        assert everything(filled) == everything(other)
        placed = other.note([fetched("three", paper="kst-10000-1")])
        assert [copied + 1] == [position for position, _ in placed]
        assert isinstance(other.stream("kst-10000-1")[-1][1], PublicationFetched)


def test_a_log_with_events_is_not_overwritten(filled: EventLog, log_url: str) -> None:
    """A second copy is refused, and changes nothing."""
    copy_log(filled, log_url)
    with pytest.raises(BackupRefused, match="empty database"):
        copy_log(filled, log_url)


def test_a_log_that_grows_meanwhile_is_not_taken_for_copied(
    filled: EventLog, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event that was appended behind the copy would be lost with the old log."""
    copy = EventLog.copy_from

    def late(self: EventLog, other: EventLog) -> None:
        copy(self, other)
        other.note([fetched("late", paper="kst-10000-5")])

    monkeypatch.setattr(EventLog, "copy_from", late)
    with pytest.raises(BackupRefused, match="pause all DAGs"):
        copy_log(filled, emptied(postgres))
