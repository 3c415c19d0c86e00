"""A clock that was ahead once does not hide what came after it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from event_builders import accepted, fetched, listed

from pipeline.log import open_log

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_log_as_of_a_moment_keeps_events_after_a_clock_that_was_ahead(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The second event was stamped a year ahead; the third one, an hour later, was there by then."""
    stamps = iter((NOON, NOON + timedelta(days=365), NOON + timedelta(hours=1)))
    with open_log(f"sqlite:///{tmp_path / 'log.sqlite'}", lambda: next(stamps)) as log:
        for event in (listed(), fetched(), accepted()):
            log.note([event])
        assert 0 == log.position_at(NOON - timedelta(minutes=1))
        assert 1 == log.position_at(NOON)
        assert 3 == log.position_at(NOON + timedelta(hours=2))
    assert "the clock went back at position 3" in caplog.text
