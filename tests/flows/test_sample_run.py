"""The main job, as far as it can be tested without Airflow."""

import socket

import pytest

from pipeline import demo
from pipeline.source import replay


def test_the_demo_ends_with_a_summary_and_commands_to_try(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In plain words, also where nobody's terminal shows them; a reason is told as it is."""
    demo.tell(
        {"questions": 77},
        [{"publication_id": "blg-9900001", "state": "quarantined", "why": "no text [page 1]"}],
    )
    assert [
        "",
        "Done. The warehouse holds",
        "  questions  77",
        "  blg-9900001 is quarantined: no text [page 1]",
        "",
        'Try:  .venv/bin/griffier sql "SELECT * FROM answered_question LIMIT 5"',
    ] == capsys.readouterr().out.splitlines()


def test_the_sample_is_served_at_the_same_address_at_each_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Addresses are in the log. Only where somebody else listens is another one taken."""
    with socket.create_server((replay.HOST, 0)) as somebody_else:
        monkeypatch.setattr(demo, "PORT", somebody_else.getsockname()[1])
        assert 0 == demo.port()
    assert [demo.PORT, demo.PORT] == [demo.port(), demo.port()]
