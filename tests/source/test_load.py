"""The load test in small: a listing streams, no request is made twice, the rate is kept as the
server sees it.
"""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest

from pipeline.settings import Settings
from pipeline.source.catalogue import Catalogue
from pipeline.source.fetch_results import Fetched, Request
from pipeline.source.replay import ReplayServer
from pipeline.source.repository import Repository
from pipeline.source.transport import RetryPolicy

FIRST = date(2026, 1, 1)
RECORDS = 600


@pytest.fixture
def large_source(tmp_path: Path, running: ReplayServer) -> ReplayServer:
    """Return a source with 600 papers over 60 days, each of them the same short XML."""
    (tmp_path / "paper.xml").write_text("<?xml version='1.0'?><officiele-publicatie/>")
    entries = [
        f'[[paper]]\nidentifier = "kst-{36000 + number}-A"\nmodified = {FIRST + timedelta(days=number // 10)}\n'
        'files = { xml = "paper.xml" }\n'
        for number in range(RECORDS)
    ]
    (tmp_path / "catalogue.toml").write_text("".join(entries))
    running.show(tmp_path)
    return running


def test_a_listing_streams(
    large_source: ReplayServer, asking: Callable[..., Settings], patience: RetryPolicy
) -> None:
    """A page is asked for when it is wanted, so that no listing is ever held whole."""
    with closing(Catalogue(asking(large_source), patience, page_size=50)) as catalogue:
        pages = catalogue.pages(FIRST, FIRST + timedelta(days=59), "kst")
        assert [50, 50] == [len(page.records) for page in islice(pages, 2)]
        assert 2 == len(large_source.requests)


def test_no_address_is_requested_twice(
    large_source: ReplayServer, asking: Callable[..., Settings], patience: RetryPolicy
) -> None:
    """Not while listing and not while fetching what was listed as it comes."""
    settings = asking(large_source)
    with (
        closing(Catalogue(settings, patience, page_size=50)) as catalogue,
        closing(Repository(settings, patience)) as repository,
    ):
        requests = (
            Request(record.manifestations["xml"])
            for page in catalogue.pages(FIRST, FIRST + timedelta(days=59), "kst")
            for record in page.records
        )
        assert RECORDS == sum(
            isinstance(outcome, Fetched) for _, outcome in repository.fetch_many(requests)
        )
    assert {1} == set(large_source.counts().values())
    assert RECORDS + RECORDS // 50 == len(large_source.requests)


def test_the_rate_is_kept_as_the_server_sees_it(
    large_source: ReplayServer, asking: Callable[..., Settings], patience: RetryPolicy
) -> None:
    """Listing and fetching together, over all threads."""
    settings = asking(large_source, requests_per_second=40)
    with (
        closing(Catalogue(settings, patience, page_size=50)) as catalogue,
        closing(Repository(settings, patience)) as repository,
    ):
        (first, *_) = islice(catalogue.pages(FIRST, FIRST + timedelta(days=59), "kst"), 6)
        fetched = [
            outcome
            for _, outcome in repository.fetch_many(
                Request(r.manifestations["xml"]) for r in first.records
            )
        ]
    assert all(isinstance(outcome, Fetched) for outcome in fetched)
    assert 56 == len(large_source.requests)
    assert large_source.busiest() <= 40


def test_a_run_that_stops_early_leaves_no_request_under_way(
    large_source: ReplayServer, asking: Callable[..., Settings], patience: RetryPolicy
) -> None:
    """Whoever takes two outcomes and goes has caused no more than a window of requests."""
    with closing(Repository(asking(large_source, concurrency=2), patience)) as repository:
        path = "/frbr/officielepublicaties/kst/{0}/kst-{0}-A/1/xml/kst-{0}-A.xml"
        outcomes = repository.fetch_many(
            Request(large_source.url + path.format(36000 + number)) for number in range(RECORDS)
        )
        assert 2 == len(list(islice(outcomes, 2)))
        outcomes.close()  # type: ignore[attr-defined]
        asked = len(large_source.requests)
    assert asked <= 8
