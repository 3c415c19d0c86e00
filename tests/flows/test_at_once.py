"""Ten intervals at once, in any order, end as one after the other does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from pipeline.flows import ingesting
from pipeline.flows.archive import open_archive
from pipeline.flows.deciding import everything
from pipeline.settings import Settings
from pipeline.source import replay

INTERVALS = [(date(2025, 9, 1) + timedelta(days=36 * n), date(2025, 9, 1) + timedelta(days=36 * n + 35)) for n in range(10)]


def listed_and_fetched(configured: Settings, since: date, until: date) -> None:
    """What one run of a backfill does."""
    with open_archive(configured) as archive, ingesting.open_source(configured) as source:
        planned = ingesting.list_and_plan(archive, since, until, retry=False)
        ingesting.fetch_planned(archive, source, planned, f"{since}")


def held(configured: Settings) -> dict[str, tuple[object, ...]]:
    """What the log knows of each publication, without its order."""
    with open_archive(configured) as archive:
        states = everything(archive)
    return {
        name: (state.listed, state.fetched and state.fetched.content_sha256, {event.value for event in state.identifiers})
        for name, state in states.items()
    }


def test_ten_backfill_runs_at_once_give_the_same_state_as_one_after_the_other(tmp_path: Path, sample: Path) -> None:
    """And no run fails or waits for ever."""
    with replay.serve(sample) as server:
        settings: Callable[[str], Settings] = lambda name: Settings(  # noqa: E731 - a name for two lines
            home=tmp_path / name, catalogue_url=server.catalogue_url, allow_loopback=True, requests_per_second=0
        )
        for interval in INTERVALS:
            listed_and_fetched(settings("in order"), *interval)
        with ThreadPoolExecutor(10) as pool:
            for done in [pool.submit(listed_and_fetched, settings("at once"), *interval) for interval in reversed(INTERVALS)]:
                done.result()
    assert held(settings("in order"))
    assert held(settings("in order")) == held(settings("at once"))
