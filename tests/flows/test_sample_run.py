"""The main job, as far as it can be tested without Airflow."""

import socket
from pathlib import Path

import pytest
from event_builders import listed

from pipeline import demo
from pipeline.errors import ConfigurationError
from pipeline.flows.stores import open_stores
from pipeline.settings import Settings
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
        "Try:  .venv/bin/griffier open",
        '      .venv/bin/griffier sql "SELECT * FROM answered_question LIMIT 5"',
    ] == capsys.readouterr().out.splitlines()


def test_the_sample_is_served_at_the_same_address_at_each_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Addresses are in the log. Only where somebody else listens is another one taken."""
    with socket.create_server((replay.HOST, 0)) as somebody_else:
        monkeypatch.setattr(demo, "PORT", somebody_else.getsockname()[1])
        assert 0 == demo.port()
    assert [demo.PORT, demo.PORT] == [demo.port(), demo.port()]


def test_the_sample_is_not_loaded_among_real_papers(tmp_path: Path) -> None:
    """After an upgrade, for instance; a home that was begun with the sample takes it again."""
    for paper, home in (("kst-99012-B", tmp_path / "sample"), ("kst-36999-A", tmp_path / "real")):
        with open_stores(Settings(home=home)) as stores:
            demo.refuse_real_papers(stores)
            stores.log.note([listed(paper)])
    with open_stores(Settings(home=tmp_path / "sample")) as stores:
        demo.refuse_real_papers(stores)
    with (
        open_stores(Settings(home=tmp_path / "real")) as stores,
        pytest.raises(ConfigurationError, match="another folder"),
    ):
        demo.refuse_real_papers(stores)
