"""Listing over real HTTP: whole days with an overlap, every page once, and loud when the answer is
not what was asked.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceChanged, SourceUnavailable
from pipeline.settings import Settings
from pipeline.source import catalogue as catalogue_module
from pipeline.source.catalogue import Catalogue
from pipeline.source.replay import ReplayServer
from pipeline.source.sru import Diagnostic
from pipeline.source.transport import RetryPolicy

Replay: TypeAlias = Callable[..., ReplayServer]
YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def listing(
    replay: Replay, patience: RetryPolicy, asking: Callable[..., Settings]
) -> Callable[..., object]:
    """Open a catalogue on the fictional papers, after the first step of a scenario when one is
    given.
    """

    @contextmanager
    def opened(steps: str = "", page_size: int = 500) -> Iterator[tuple[Catalogue, ReplayServer]]:
        server = replay(steps)
        with closing(Catalogue(asking(server), patience, page_size=page_size)) as catalogue:
            yield catalogue, server

    return opened


def names(catalogue: Catalogue, since: date, until: date, collection: str = "kst") -> list[str]:
    """Return the identifiers that a listing hands out."""
    return [
        record.identifier
        for page in catalogue.pages(since, until, collection)
        for record in page.records
    ]  # type: ignore[arg-type]


def queries(server: ReplayServer) -> list[tuple[str, str]]:
    """Return the queries that arrived, with the position they asked from."""
    asked = [parse_qs(urlsplit(seen.target).query) for seen in server.requests]
    return [(one["query"][0], one["startRecord"][0]) for one in asked]


@pytest.mark.parametrize(
    ("collection", "expected"),
    [
        ("kst", ["kst-36999-A", "kst-36999-B", "kst-1299999"]),
        ("ah-ek", ["ah-ek-20252026-3"]),
        ("kv-ek", ["kv-ek-176423"]),
    ],
)
def test_each_collection_lists_its_own_papers(
    listing: Callable[..., object], collection: str, expected: list[str]
) -> None:
    """In the order of their change; attachments belong to none."""
    with listing() as (catalogue, _):
        assert expected == names(catalogue, *YEAR, collection)


def test_an_interval_is_whole_amsterdam_days_with_one_before(
    listing: Callable[..., object],
) -> None:
    """A change at ten past midnight in Amsterdam is of that day, though it is still the day before
    in UTC.
    """
    with listing() as (catalogue, server):
        assert ["kst-36999-B"] == names(catalogue, date(2026, 2, 3), date(2026, 2, 3))
        assert ["kst-36999-B"] == names(catalogue, date(2026, 2, 4), date(2026, 2, 9))
        assert [] == names(catalogue, date(2026, 2, 5), date(2026, 2, 9))
        assert "dt.modified>=2026-02-04 AND dt.modified<=2026-02-09" in queries(server)[-1][0]


def test_pages_are_followed_by_the_position_that_the_catalogue_gives(
    listing: Callable[..., object],
) -> None:
    """Each page is asked for once, and none after the last."""
    with listing(page_size=2) as (catalogue, server):
        pages = list(catalogue.pages(*YEAR, "kst"))
        assert [(2, 3, 3), (1, 3, None)] == [
            (len(page.records), page.number_of_records, page.next_position) for page in pages
        ]
        assert ["1", "3"] == [position for _, position in queries(server)]
        assert all(count == 1 for count in server.counts().values())


def test_the_raw_answer_comes_with_each_page(listing: Callable[..., object]) -> None:
    """As evidence for the content store."""
    with listing() as (catalogue, _):
        (page,) = catalogue.pages(*YEAR, "kst")
        assert page.raw.startswith(b"<?xml")


def test_attachments_are_listed_by_their_parent(listing: Callable[..., object]) -> None:
    """On request only."""
    with listing() as (catalogue, _):
        (page,) = catalogue.attachments("kst-36999-B")
        assert [("blg-1299001", "kst-36999-B")] == [
            (record.identifier, record.hoofddocument) for record in page.records
        ]


def test_one_paper_is_found_by_its_name(listing: Callable[..., object]) -> None:
    """None where the catalogue has no such paper."""
    with listing() as (catalogue, _):
        found = catalogue.find("kst-1299999")
        assert found is not None
        assert "kst-36999-D" == found.key.publication_id
        assert catalogue.find("kst-36999-Q") is None


def test_an_interval_with_too_many_records_is_halved_by_days(
    listing: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No query passes the furthest record, and nothing is listed twice or lost."""
    monkeypatch.setattr(catalogue_module, "FURTHEST", 2)
    with listing(page_size=1) as (catalogue, server):
        assert ["kst-36999-A", "kst-36999-B", "kst-1299999"] == names(catalogue, *YEAR)
        assert all(int(position) <= 2 for _, position in queries(server))
        assert len(queries(server)) == len(set(queries(server)))


def test_an_estimate_that_is_too_low_does_not_take_a_query_too_far(
    listing: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is halved where it really is too long; what was handed out before is not handed out
    again.
    """
    monkeypatch.setattr(catalogue_module, "FURTHEST", 3)
    with listing('[[step]]\n[[step.fault]]\nkind = "estimate"\noff = -2\n', page_size=1) as (
        catalogue,
        server,
    ):
        assert ["kst-36999-A", "kst-36999-B", "kst-1299999"] == names(catalogue, *YEAR)
        assert all(int(position) <= 2 for _, position in queries(server))


def test_a_single_day_with_too_many_records_stops_the_listing(
    listing: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days cannot be halved."""
    steps = '[[step]]\n[[step.paper]]\nidentifier = "kst-36999-A"\nmodified = 2026-02-03\n'
    monkeypatch.setattr(catalogue_module, "FURTHEST", 2)
    with (
        listing(steps, page_size=1) as (catalogue, _),
        pytest.raises(SourceChanged, match="on 2026-02-03 alone"),
    ):
        names(catalogue, *YEAR)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    per_day=st.lists(st.integers(0, 4), min_size=1, max_size=8),
    furthest=st.integers(2, 6),
    page_size=st.integers(1, 3),
)
def test_however_an_interval_is_halved_every_paper_is_handed_out_once(
    running: ReplayServer,
    patience: RetryPolicy,
    asking: Callable[..., Settings],
    tmp_path: Path,
    per_day: list[int],
    furthest: int,
    page_size: int,
) -> None:
    """Or the listing stops, where one day alone is too much."""
    days = [
        YEAR[0] + timedelta(days=number)
        for number, count in enumerate(per_day)
        for _ in range(count)
    ]
    entries = [
        f'[[paper]]\nidentifier = "kst-{36000 + n}-A"\nmodified = {day}\n'
        for n, day in enumerate(days)
    ]
    (tmp_path / "catalogue.toml").write_text("".join(entries))
    running.show(tmp_path)
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(Catalogue(asking(running), patience, page_size=page_size)) as catalogue,
    ):
        patch.setattr(catalogue_module, "FURTHEST", furthest)
        try:
            found = names(catalogue, YEAR[0], YEAR[0] + timedelta(days=len(per_day)))
        except SourceChanged:
            assert max(per_day) >= furthest - page_size
        else:
            assert [f"kst-{36000 + n}-A" for n in range(len(days))] == sorted(found)
    assert {1} == set(running.counts().values())


@pytest.mark.parametrize("off", [7, -1])
def test_a_wrong_estimate_loses_nothing(listing: Callable[..., object], off: int) -> None:
    """The shortage by the catalogue's own count is reported with the last page."""
    with listing(f'[[step]]\n[[step.fault]]\nkind = "estimate"\noff = {off}\n', page_size=2) as (
        catalogue,
        _,
    ):
        pages = list(catalogue.pages(*YEAR, "kst"))
        assert 3 == sum(len(page.records) for page in pages)
        assert [0, max(0, off)] == [page.short_by for page in pages]


def test_records_missed_by_the_first_reading_are_found_by_the_second(
    listing: Callable[..., object],
) -> None:
    """A count that was wrong once, and made us read again, leaves no alarm behind when the second
    reading is whole.
    """
    steps = '[[step]]\n[[step]]\n[[step.fault]]\nkind = "estimate"\noff = 7\ntimes = 1\n'
    with listing(steps, page_size=2) as (catalogue, server):
        shortages = []
        for page in catalogue.pages(*YEAR, "kst"):
            shortages.append(page.short_by)
            if len(server.requests) == 1:
                server.advance()
        assert [0, 0, 0, 0] == shortages


def test_a_paper_that_moves_while_pages_are_read_takes_none_with_it(
    listing: Callable[..., object],
) -> None:
    """If the count changes in between, the interval is read once more and only what is new is
    handed out.
    """
    steps = '[[step]]\n[[step]]\n[[step.gone]]\nidentifier = "kst-36999-A"\n'
    with listing(steps, page_size=1) as (catalogue, server):
        found = []
        for page in catalogue.pages(*YEAR, "kst"):
            found += [record.identifier for record in page.records]
            if server.requests and len(server.requests) == 1:
                server.advance()
        assert ["kst-36999-A", "kst-1299999", "kst-36999-B"] == found


def test_an_ignored_date_bound_is_noticed(listing: Callable[..., object]) -> None:
    """Records outside the asked days mean that the catalogue answered something else; its answer is
    the evidence.
    """
    with (
        listing('[[step]]\n[[step.fault]]\nkind = "ignore_dates"\n') as (catalogue, _),
        pytest.raises(SourceChanged, match="ignored the bound") as caught,
    ):
        names(catalogue, date(2026, 2, 3), date(2026, 2, 3))
    assert caught.value.evidence is not None
    assert b"kst-36999-A" in caught.value.evidence


def test_a_diagnostic_is_an_error(listing: Callable[..., object]) -> None:
    """Though the answer's status is 200."""
    with (
        listing('[[step]]\n[[step.fault]]\nkind = "diagnostic"\nmessage = "unknown prefix"\n') as (
            catalogue,
            _,
        ),
        pytest.raises(Diagnostic, match="unknown prefix"),
    ):
        names(catalogue, *YEAR)


@pytest.mark.parametrize("prefix", ["sru", "gzd", "dcterms", "overheidwetgeving"])
def test_a_renamed_prefix_changes_nothing(listing: Callable[..., object], prefix: str) -> None:
    """Namespaces count, prefixes do not."""
    with listing() as (catalogue, _):
        expected = [record.key for page in catalogue.pages(*YEAR, "kst") for record in page.records]
    with listing(
        f'[[step]]\n[[step.fault]]\nkind = "rename_prefix"\nold = "{prefix}"\nnew = "zz"\n'
    ) as (catalogue, _):
        assert expected == [
            record.key for page in catalogue.pages(*YEAR, "kst") for record in page.records
        ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dcterms:identifier", "dcterms:name"),
        ("sru:numberOfRecords", "sru:count"),
        ("sru:recordData", "sru:data"),
        ("gzd:gzd", "gzd:record"),
        ("sru:searchRetrieveResponse", "sru:response"),
    ],
)
def test_a_renamed_element_that_carries_meaning_stops_the_listing(
    listing: Callable[..., object], old: str, new: str
) -> None:
    """Identity and structure are read strictly."""
    with (
        listing(
            f'[[step]]\n[[step.fault]]\nkind = "rename_element"\nold = "{old}"\nnew = "{new}"\n'
        ) as (catalogue, _),
        pytest.raises(SourceChanged),
    ):
        names(catalogue, *YEAR)


def test_a_rate_limited_listing_is_tried_again(listing: Callable[..., object]) -> None:
    """A burst of 503 costs attempts, not papers."""
    with listing('[[step]]\n[[step.fault]]\nkind = "status"\nstatus = 503\ntimes = 3\n') as (
        catalogue,
        server,
    ):
        assert 3 == len(names(catalogue, *YEAR))
        assert [503, 503, 503, 200] == [seen.status for seen in server.requests]


def test_a_catalogue_that_stays_down_is_unavailable(listing: Callable[..., object]) -> None:
    """After all attempts, with an error that says to come back later."""
    with (
        listing('[[step]]\n[[step.fault]]\nkind = "status"\nstatus = 503\n') as (catalogue, server),
        pytest.raises(SourceUnavailable, match=r"^status 503 in 5 attempts"),
    ):
        names(catalogue, *YEAR)
    assert 5 == len(server.requests)


def test_a_wrong_address_raises_a_configuration_error(
    replay: Replay, patience: RetryPolicy, asking: Callable[..., Settings]
) -> None:
    """A catalogue that answers 404 has moved: nobody should wait for it."""
    server = replay()
    settings = asking(server).model_copy(update={"catalogue_url": f"{server.url}/moved"})
    with (
        closing(Catalogue(settings, patience)) as catalogue,
        pytest.raises(SourceChanged, match="GRIFFIER_CATALOGUE_URL"),
    ):
        names(catalogue, *YEAR)
