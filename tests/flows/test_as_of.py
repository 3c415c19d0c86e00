"""The warehouse of an earlier day is made again from the log, beside the one that readers see."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.flows import publishing
from pipeline.flows.stores import open_stores
from pipeline.flows.tasks import amsterdam_day
from pipeline.warehouse import connect

TODAY = amsterdam_day(datetime.now(tz=UTC))


def papers_in(path: Path) -> int:
    """Return the number of papers in a warehouse."""
    with connect(path) as connection:
        return int(connection.execute("SELECT count(*) FROM publication").fetchall()[0][0])


@pytest.fixture
def opened(open_pipeline: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401
    """Return the pipeline after one run, as the home of every command."""
    made = open_pipeline()
    made.ingest()
    configured = made.settings
    monkeypatch.setattr("pipeline.settings.settings", lambda: configured)
    return made


def test_a_day_of_the_past_goes_into_a_file_of_its_own(opened: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """Yesterday the log was empty; by the end of today it holds both papers. What readers see
    stays.
    """
    for day, papers in ((TODAY - timedelta(days=1), 0), (TODAY, 2)):
        done = CliRunner().invoke(
            app, ["rebuild", "--as-of", str(day), "--output", str(tmp_path / f"{day}.duckdb")]
        )
        assert 0 == done.exit_code, done.output
        assert papers == papers_in(tmp_path / f"{day}.duckdb")
    assert 2 == papers_in(opened.settings.warehouse_path)


def test_a_rebuild_as_of_a_day_never_replaces_the_published_file(opened: Any) -> None:  # noqa: ANN401
    """A day without a file of its own is refused."""
    refused = CliRunner().invoke(app, ["rebuild", "--as-of", str(TODAY - timedelta(days=1))])
    assert 2 == refused.exit_code
    assert 2 == papers_in(opened.settings.warehouse_path)


def test_a_moment_between_two_events_shows_what_was_known_by_then(
    opened: Any,  # noqa: ANN401
    tmp_path: Path,  # noqa: ANN401, RUF100
) -> None:
    """Listed and not yet judged: nothing is in the tables, and what is missing is told."""
    elsewhere = opened.settings.model_copy(update={"warehouse": tmp_path / "then.duckdb"})
    with open_stores(elsewhere) as stores:
        judged = next(
            event.timestamp
            for _, event in stores.log.read()
            if type(event).__name__ == "PublicationAccepted"
        )
        publishing.rebuild(stores, judged - timedelta(microseconds=1))
    with connect(elsewhere.warehouse_path) as connection:
        assert [("listed", 2)] == connection.execute(
            "SELECT state, count(*) FROM coverage GROUP BY state"
        ).fetchall()
