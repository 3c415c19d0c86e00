"""Coverage: listed, held and missing papers with the reason; and a catalogue that falls silent."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.events import ListingCompleted
from pipeline.errors import ConfigurationError, SourceChanged
from pipeline.flows import ingesting, publishing
from pipeline.flows.stores import open_stores

Open = Callable[..., Any]


def test_coverage_names_what_is_missing_since_when_and_why(
    open_pipeline: Open, papers: Path
) -> None:
    """A paper that cannot be had, one that cannot be read, and one between two letters that nobody
    lists.
    """
    (papers / "kst-36999-D.xml").write_bytes((papers / "kst-36999-A.xml").read_bytes())
    (papers / "kst-36999-E.xml").write_text(
        "<?xml version='1.0'?><officiele-publicatie><kamerstuk>"
    )
    with (papers / "catalogue.toml").open("a", encoding="utf-8") as catalogue:
        for letter in "DE":
            catalogue.write(
                f'[[paper]]\nidentifier = "kst-36999-{letter}"\navailable = 2026-02-03\nmodified = 2026-02-03\n'
            )
    opened = open_pipeline(
        '[[step]]\n[[step.fault]]\nkind = "status"\nstatus = 404\npath = "*kst-36999-D*"\n'
    )
    opened.server.advance()
    opened.ingest()
    assert [1] == [
        count
        for target, count in opened.server.counts().items()
        if "kst-36999-D" in target and "/xml/" in target
    ]
    coverage = opened.tables()["coverage"]
    states = dict(coverage.select("publication_id", "state").iter_rows())
    held = {f"kst-36999-{letter}": "held" for letter in "AB"}
    assert {
        **held,
        "kst-36999-C": "expected",
        "kst-36999-D": "failed",
        "kst-36999-E": "quarantined",
    } == states
    missing = coverage.filter(coverage["state"] != "held")
    assert not missing["reason"].has_nulls()
    assert not missing["since"].has_nulls()
    for file in opened.settings.home.glob("warehouse*"):
        file.unlink()
    with open_stores(opened.settings) as stores:
        publishing.rebuild(stores)
    assert coverage.equals(opened.tables()["coverage"])


def test_a_catalogue_that_falls_silent_stops_the_run_in_a_working_month_and_not_in_recess(
    open_pipeline: Open, papers: Path
) -> None:
    """A hundred papers a month, then none: what came instead is kept as evidence."""
    days = [date(2025, 9, 8) + timedelta(days=number) for number in range(180)]
    (papers / "catalogue.toml").write_text(
        "".join(
            f'[[paper]]\nidentifier = "kst-{36000 + number}-{letter}"\nmodified = {day}\nfiles = {{ xml = "kst-36999-A.xml" }}\n'
            for number, day in enumerate(days)
            for letter in "AB"
            if day.weekday() < 5
        ),
        encoding="utf-8",
    )
    opened = open_pipeline()
    empty = papers / "empty"
    empty.mkdir()
    with open_stores(opened.settings) as stores:
        for since, until in ingesting.intervals(days[0], days[-1]):
            ingesting.list_source(stores, since, until)
        opened.server.show(empty)
        assert () == ingesting.list_source(stores, date(2026, 7, 10), date(2026, 8, 31)).warnings
        with pytest.raises(
            SourceChanged, match=r"\[empty\] kst .*evidence in the content store: [0-9a-f]{64}"
        ) as raised:
            ingesting.list_source(stores, date(2026, 6, 1), date(2026, 6, 30))
        assert b"<sru:numberOfRecords>0<" in stores.store.get(str(raised.value)[-65:-1])
        listed = {
            (event.source, event.since) for _, event in stores.log.read(kinds=[ListingCompleted])
        }
    assert ("kst", "2026-07-10") in listed
    assert ("kst", "2026-06-01") not in listed


def test_listing_the_same_months_again_adds_no_event(
    open_pipeline: Open,
) -> None:
    """The first empty month of all is worth a word; the same month is not, once there are others to
    compare with.
    """
    opened = open_pipeline()
    with open_stores(opened.settings) as stores:
        positions = []
        for _ in range(2):
            for since, until in ingesting.intervals(date(2025, 9, 8), date(2026, 6, 30)):
                ingesting.list_source(stores, since, until)
            positions.append(stores.log.position())
        listings = [event for _, event in stores.log.read(kinds=[ListingCompleted])]
    assert any("[empty]" in warning for event in listings for warning in event.warnings)
    assert positions[0] == positions[1]


def test_an_interval_that_ends_before_it_begins_is_refused_before_any_request(
    open_pipeline: Open,
) -> None:
    """Also where the day of overlap would make an interval of them: no listing may say that it
    ended before it began.
    """
    opened = open_pipeline()
    with (
        open_stores(opened.settings) as stores,
        pytest.raises(ConfigurationError, match="comes after the last"),
    ):
        ingesting.list_source(stores, date(2026, 3, 2), date(2026, 3, 1))
    assert (0, []) == (opened.position(), opened.server.requests)


def test_a_paper_is_missing_since_it_was_first_listed_however_often_its_record_changes(
    open_pipeline: Open,
) -> None:
    """A paper that failed for half a year does not count as new this week."""
    opened = open_pipeline(
        """
[[step]]
  [[step.fault]]
  kind = "status"
  status = 403
  path = "*kst-36999-A*"
[[step]]
  [[step.paper]]
  identifier = "kst-36999-A"
  modified = 2026-04-20
  [[step.fault]]
  kind = "status"
  status = 403
  path = "*kst-36999-A*"
"""
    )
    for _ in range(2):
        opened.server.advance()
        opened.ingest()
    (row,) = opened.tables()["coverage"].filter(publication_id="kst-36999-A").to_dicts()
    assert ("failed", date(2026, 1, 15)) == (row["state"], row["since"])
    assert "403" in row["reason"]


def test_a_count_that_is_always_wrong_warns_three_times_and_then_no_more(
    open_pipeline: Open,
) -> None:
    """Until it is further off than ever."""
    estimate = '[[step]]\n[[step.fault]]\nkind = "estimate"\noff = {}\n'
    opened = open_pipeline(estimate.format(2) + estimate.format(9))
    opened.server.advance()
    told = []
    with open_stores(opened.settings) as stores:
        for day in range(1, 9):
            if day == 8:
                opened.server.advance()
            warnings = ingesting.list_source(stores, date(2026, 1, day), date(2026, 1, 20)).warnings
            told.append([warning for warning in warnings if warning.startswith("[short] kst")])
    assert [1, 1, 1, 0, 0, 0, 0, 1] == [len(day) for day in told]
    assert "9 records fewer came" in told[-1][0]
    assert "where 2 are usual" in told[-1][0]
