"""Days that have yet to come cannot be listed: nothing may later pass for known on the strength of
them.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.domain.events import ListingCompleted
from pipeline.errors import ConfigurationError
from pipeline.flows import ingesting, publishing, tasks
from pipeline.flows.stores import open_stores
from pipeline.settings import settings

TODAY = tasks.amsterdam_day(datetime.now(tz=UTC))
IN_A_YEAR = TODAY + timedelta(days=365)


@pytest.fixture
def opened(open_pipeline: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Yield the pipeline as the home of every command and task."""
    made = open_pipeline()
    for name in ("home", "catalogue_url", "allow_loopback", "requests_per_second"):
        monkeypatch.setenv(f"GRIFFIER_{name.upper()}", str(getattr(made.settings, name)))
    settings.cache_clear()
    yield made
    settings.cache_clear()


def griffier(*arguments: str) -> Result:
    """Run a command; return its output and its exit code."""
    return CliRunner().invoke(app, arguments)


def listed_until(opened: Any) -> set[str]:  # noqa: ANN401
    """Return the last days of all listings in the log."""
    with open_stores(opened.settings) as stores:
        return {
            event.until
            for _, event in stores.log.read(kinds=[ListingCompleted])
            if isinstance(event, ListingCompleted)
        }


def known_day() -> str:
    """Return the day up to which the warehouse says to know the source."""
    return str(json.loads(griffier("query", "freshness", "--format", "json").stdout)[0]["as_of"])


def test_an_ingest_beyond_today_ends_today_with_a_message(opened: Any) -> None:  # noqa: ANN401
    """Terms are then overdue as of today, and no alarm sounds over months that have yet to come."""
    done = griffier("ingest", "--since", str(TODAY - timedelta(days=3)), "--until", str(IN_A_YEAR))
    assert 0 == done.exit_code, done.output
    assert f"{IN_A_YEAR} has yet to come" in done.stderr
    assert {str(TODAY)} == listed_until(opened)
    assert str(TODAY) == known_day()


def test_an_ingest_of_future_days_only_is_refused(opened: Any) -> None:  # noqa: ANN401
    """With the day that it is."""
    refused = griffier(
        "ingest", "--since", str(TODAY + timedelta(days=2)), "--until", str(IN_A_YEAR)
    )
    assert 0 != refused.exit_code
    assert isinstance(refused.exception, ConfigurationError)
    assert f"today is {TODAY}" in str(refused.exception)
    assert (0, []) == (opened.position(), opened.server.requests)


def test_a_dag_run_beyond_today_ends_today(opened: Any) -> None:  # noqa: ANN401
    """Whatever days a person asks it for."""
    tasks.list_interval(str(TODAY - timedelta(days=3)), str(IN_A_YEAR), retry=True)
    assert {str(TODAY)} == listed_until(opened)


def test_a_stored_listing_of_future_days_counts_up_to_its_own_day(
    opened: Any,  # noqa: ANN401
) -> None:
    """Neither what is overdue nor which days were never listed hangs on it."""
    with open_stores(opened.settings) as stores:
        ingesting.list_source(stores, date(2026, 1, 1), IN_A_YEAR)
        publishing.publish(stores)
    assert {str(IN_A_YEAR)} == listed_until(opened)
    assert str(TODAY) == known_day()
