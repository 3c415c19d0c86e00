"""Another log, or an empty one, does not take the place of the one that made the warehouse."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.errors import LogRefused
from pipeline.flows import ingesting, publishing
from pipeline.flows.stores import open_stores
from pipeline.settings import settings

Open = Callable[..., Any]


def log_of(opened: Any) -> Path:  # noqa: ANN401
    """Return the file of the log."""
    return Path(opened.settings.home) / "log.sqlite"


def remove_log(opened: Any) -> None:  # noqa: ANN401
    """Remove the log with what SQLite keeps beside it."""
    for file in log_of(opened).parent.glob("log.sqlite*"):
        file.unlink()


def assert_refused(opened: Any, said: str) -> None:  # noqa: ANN401
    """Assert that neither ingesting nor rebuilding changes the published tables."""
    held = opened.held()
    for act in (opened.ingest, lambda: rebuild(opened)):
        with pytest.raises(LogRefused, match=said) as raised:
            act()
        assert all(way in str(raised.value) for way in ("restore", "--adopt", "--new"))
    assert held == opened.held()


def rebuild(opened: Any, takeover: str = "") -> None:  # noqa: ANN401
    """Rebuild the warehouse from the log."""
    with open_stores(opened.settings, takeover=takeover) as stores:
        publishing.rebuild(stores)


def test_a_removed_log_is_reported_and_not_created_again(open_pipeline: Open) -> None:
    """The file is not made either, so that a backup can be put there."""
    opened = open_pipeline()
    opened.ingest()
    remove_log(opened)
    assert_refused(opened, "there is no event log")
    assert not log_of(opened).exists()


def test_an_empty_log_beside_a_filled_store_is_refused(open_pipeline: Open) -> None:
    """A full disk, or a copy that failed, leaves such a file."""
    opened = open_pipeline()
    opened.ingest()
    remove_log(opened)
    log_of(opened).touch()
    assert_refused(opened, "an empty log")


def test_another_log_is_refused_until_a_person_adopts_it(
    open_pipeline: Open, tmp_path: Path
) -> None:
    """A typo in GRIFFIER_LOG that names the log of a test."""
    opened, other = open_pipeline(), open_pipeline()
    other.settings = other.settings.model_copy(update={"home": tmp_path / "other"})
    opened.ingest()
    with open_stores(other.settings) as stores:
        ingesting.ingest(stores, *other.days, "other")
    remove_log(opened)
    shutil.copy(log_of(other), log_of(opened))
    shutil.copytree(
        tmp_path / "other" / "store", opened.settings.home / "store", dirs_exist_ok=True
    )
    (opened.settings.home / "store" / "griffier-log").unlink()
    assert_refused(opened, "another log")
    rebuild(opened, "adopt")
    opened.ingest()


def test_a_warehouse_of_another_log_is_refused_even_without_a_store(
    open_pipeline: Open,
) -> None:
    """The warehouse knows its log as well."""
    opened = open_pipeline()
    opened.ingest()
    shutil.rmtree(opened.settings.home / "store")
    remove_log(opened)
    log_of(opened).touch()
    assert_refused(opened, "an empty log")


def test_a_log_that_lost_its_last_events_is_refused(open_pipeline: Open) -> None:
    """An old backup in place of the log: readers keep what they see until a person says so."""
    opened = open_pipeline()
    opened.ingest()
    shutil.copy(log_of(opened), opened.settings.home / "backup")
    with open_stores(opened.settings) as stores:
        state = stores.log.publication("kst-36999-A")
        stores.log.note([state.fetched.__class__(**{**vars(state.fetched), "etag": "new"})])
        publishing.publish(stores)
    remove_log(opened)
    shutil.copy(opened.settings.home / "backup", log_of(opened))
    assert_refused(opened, "events are missing")
    rebuild(opened, "adopt")
    opened.assert_quiet()


def test_the_option_new_is_accepted_only_with_an_empty_log(
    open_pipeline: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the command that the message names."""
    opened = open_pipeline()
    opened.ingest()
    for name in ("home", "catalogue_url", "allow_loopback", "requests_per_second"):
        monkeypatch.setenv(f"GRIFFIER_{name.upper()}", str(getattr(opened.settings, name)))
    settings.cache_clear()
    ask = ["ingest", "--new", "--since", "2026-01-01", "--until", "2026-01-31"]
    assert isinstance(CliRunner().invoke(app, ask).exception, LogRefused)
    remove_log(opened)
    done = CliRunner().invoke(app, ask)
    settings.cache_clear()
    assert 0 == done.exit_code, done.output
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()
