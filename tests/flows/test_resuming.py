"""A run that stops anywhere between the source and the log is made good by a later one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import date
from typing import Any

import pytest
from eventsourcing.persistence import ConnectionPoolClosedError

from pipeline.errors import SourceUnavailable
from pipeline.flows import ingesting
from pipeline.flows.fetching import fetch
from pipeline.flows.stores import Stores, open_stores
from pipeline.source.fetch_results import Failed, Outcome, Request
from pipeline.source.repository import Repository

Open = Callable[..., Any]
"""Opens the pipeline over the papers and a scenario (the fixture open_pipeline)."""
JANUARY = date(2026, 1, 1), date(2026, 1, 31)
MAY = date(2026, 5, 1), date(2026, 5, 31)


def test_an_outage_ends_the_run_and_the_next_one_goes_on(open_pipeline: Open) -> None:
    """The circuit breaker: what was listed stays listed, what was missed is fetched later."""
    opened = open_pipeline(
        '[[step]]\n[[step.fault]]\nkind = "status"\nstatus = 503\npath = "*.xml"\n[[step]]\n'
    )
    opened.server.advance()
    with suppress(SourceUnavailable):
        opened.ingest()
    opened.server.advance()
    opened.ingest()
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()
    opened.assert_quiet()


class GoesDown:
    """A source that gives nothing, and then counts as down."""

    name = "catalogue"

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Outcome]]:
        """Yield one failure, and the end."""
        request = next(iter(requests))
        yield request, Failed(request.url, "unavailable", "status 503")
        raise SourceUnavailable("down")


def test_a_paper_missed_in_an_outage_is_fetched_by_a_later_run_over_other_days(
    open_pipeline: Open,
) -> None:
    """Also what was never asked for before the run ended."""
    opened = open_pipeline()
    with open_stores(opened.settings) as stores:
        planned = ingesting.list_and_plan(stores, *JANUARY)
        with pytest.raises(SourceUnavailable):
            fetch(stores, GoesDown(), planned, "Monday")
        assert ["FetchFailed", "FetchFailed"] == [opened.kinds(name)[-1] for name in planned]
        assert {"fetched": 2, "accepted": 2} == ingesting.ingest(stores, *MAY, "Tuesday")


def test_a_paper_listed_and_never_fetched_is_fetched_by_a_later_run_over_other_days(
    open_pipeline: Open,
) -> None:
    """Nobody may ever do the first run again: it was killed, or an alarm stopped it."""
    opened = open_pipeline()
    with open_stores(opened.settings) as stores:
        ingesting.list_source(stores, *JANUARY)
        assert [] == ingesting.list_and_plan(stores, *MAY, retry=False)
        assert ["kst-36999-A", "kst-36999-B"] == ingesting.list_and_plan(stores, *MAY)
        assert {"fetched": 2, "accepted": 2} == ingesting.ingest(stores, *MAY, "Tuesday")
        assert [] == ingesting.list_and_plan(stores, *MAY)


class LosesTheLog:
    """The repository, and a process that dies with the bytes in the store and not a word of them in
    the log.
    """

    name = "catalogue"

    def __init__(self, stores: Stores) -> None:
        self.stores = stores

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Outcome]]:
        """Yield every paper; after the last one, remove the log."""
        with closing(Repository(self.stores.settings)) as repository:
            yield from repository.fetch_many(requests)
        self.stores.log.close()


def test_a_crash_between_store_and_log_is_repaired_by_the_next_run(open_pipeline: Open) -> None:
    """The bytes lie in the store under their hash and harm nobody; the next run says what the first
    could not.
    """
    opened = open_pipeline()
    with open_stores(opened.settings) as stores:
        planned = ingesting.list_and_plan(stores, *JANUARY)
        with pytest.raises(ConnectionPoolClosedError):
            fetch(stores, LosesTheLog(stores), planned, "dies")
    assert {"PublicationListed", "IdentifierAssigned"} == set(opened.kinds("kst-36999-A"))
    stored = sorted(path.name for path in opened.settings.home.glob("store/*/*"))
    opened.ingest()
    fetched = [
        event
        for event in opened.events("kst-36999-A")
        if type(event).__name__ == "PublicationFetched"
    ]
    assert [True] == [event.content_sha256 in stored for event in fetched]
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()
    opened.assert_quiet()


def test_bytes_that_the_store_lost_are_fetched_again(open_pipeline: Open) -> None:
    """A source that would say "not modified" is asked without conditions, and its bytes are back;
    the log has nothing to add.
    """
    opened = open_pipeline()
    opened.ingest()
    fetched = next(
        event
        for event in opened.events("kst-36999-A")
        if type(event).__name__ == "PublicationFetched"
    )
    (lost,) = opened.settings.home.glob(f"store/*/{fetched.content_sha256}")
    content = lost.read_bytes()
    lost.unlink()
    opened.assert_quiet(recheck=True)
    assert content == opened.kept(fetched.content_sha256)
