"""Ten intervals at once, in any order, end as one after the other does."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from pipeline_fixture import tables

from pipeline.flows import ingesting, publishing
from pipeline.flows.acceptance import decide, plan_decisions
from pipeline.flows.fetching import Source
from pipeline.flows.stores import every_publication, open_stores
from pipeline.settings import Settings
from pipeline.source import replay
from pipeline.source.fetch_results import Outcome, Request

INTERVALS = [
    (date(2025, 9, 1) + timedelta(days=36 * n), date(2025, 9, 1) + timedelta(days=36 * n + 35))
    for n in range(10)
]
ORDER = INTERVALS[::-2] + INTERVALS[::2]
"""Every other interval from the last, then the others from the first."""


def listed_and_fetched(configured: Settings, since: date, until: date) -> None:
    """Do one run of a backfill: list, then fetch."""
    with open_stores(configured) as stores, ingesting.open_source(configured) as source:
        planned = ingesting.list_and_plan(stores, since, until, retry=False)
        ingesting.fetch_planned(stores, source, planned, f"{since}")


def held(configured: Settings) -> dict[str, tuple[object, ...]]:
    """Return the state of each publication in the log, in no order."""
    with open_stores(configured) as stores:
        states = every_publication(stores)
    return {
        name: (
            state.listed,
            state.fetched and state.fetched.content_sha256,
            {event.value for event in state.identifiers},
        )
        for name, state in states.items()
    }


def published(configured: Settings) -> Path:
    """Return the warehouse, once all that was fetched is judged and loaded."""
    with open_stores(configured) as stores:
        decide(stores, plan_decisions(stores))
        publishing.publish(stores)
    return configured.warehouse_path


def test_ten_concurrent_backfill_runs_give_the_state_of_sequential_ones(
    tmp_path: Path, sample: Path
) -> None:
    """No run fails or waits for ever, and readers see the same rows."""
    with replay.serve(sample) as server:
        settings: Callable[[str], Settings] = lambda name: Settings(  # noqa: E731
            home=tmp_path / name,
            catalogue_url=server.catalogue_url,
            allow_loopback=True,
            requests_per_second=0,
        )
        for interval in INTERVALS:
            listed_and_fetched(settings("in order"), *interval)
        with ThreadPoolExecutor(len(ORDER)) as pool:
            runs = [
                pool.submit(listed_and_fetched, settings("at once"), *interval)
                for interval in ORDER
            ]
            for run in runs:
                run.result()
    expected = held(settings("in order"))
    assert expected
    assert expected == held(settings("at once"))
    sequential, concurrent = (tables(published(settings(name))) for name in ("in order", "at once"))
    for found in (sequential, concurrent):  # an alarm knows what was listed before
        found["listing"] = found["listing"].drop("warnings")
    assert [] == [name for name, frame in sequential.items() if not frame.equals(concurrent[name])]


class Overtaken:
    """The source of a run whose first requests are answered after another run has ended."""

    def __init__(self, source: Source, other: Callable[[], None]) -> None:
        self.name = source.name
        self._source = source
        self._others = [other]

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Outcome]]:
        """Answer after the other run."""
        while self._others:
            self._others.pop()()
        yield from self._source.fetch_many(requests)


def test_a_fetch_that_a_newer_listing_overtakes_leaves_the_newer_text(
    tmp_path: Path, sample: Path
) -> None:
    """The letters of kst-99012-D (a PDF) arrive after its printed paper was listed and fetched."""
    with replay.serve(sample) as server:
        configured = Settings(
            home=tmp_path,
            catalogue_url=server.catalogue_url,
            allow_loopback=True,
            requests_per_second=0,
        )
        with open_stores(configured) as stores, ingesting.open_source(configured) as source:
            planned = ingesting.list_and_plan(stores, *INTERVALS[5], retry=False)
            overtaken = Overtaken(source, lambda: listed_and_fetched(configured, *INTERVALS[6]))
            ingesting.fetch_planned(stores, overtaken, planned, "letters")
        with open_stores(configured) as stores:
            state = stores.log.publications(["kst-99012-D"])["kst-99012-D"]
    assert state.fetched is not None
    assert "xml" == state.fetched.manifestation
