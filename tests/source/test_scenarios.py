"""Papers that change over time, as the source shows them step by step."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.settings import Settings
from pipeline.source.catalogue import Catalogue
from pipeline.source.fetch_results import Failed, Fetched, Gone
from pipeline.source.manifestations import candidates
from pipeline.source.records import Record
from pipeline.source.replay import ReplayServer, serve
from pipeline.source.repository import Repository
from pipeline.source.transport import RetryPolicy

LIFE = """
[[step]]
says = "D is typeset"
  [[step.paper]]
  identifier = "kst-36999-D"
  replaces = "kst-1299999"
  modified = 2026-03-02
  files = { xml = "later/kst-36999-D.xml" }

[[step]]
says = "A is corrected under its own name, B is reprinted under a new one, C is new"
  [[step.paper]]
  identifier = "kst-36999-A"
  modified = 2026-03-03
  files = { xml = "later/kst-36999-A.xml" }
  [[step.paper]]
  identifier = "kst-36999-B-h1"
  replaces = "kst-36999-B"
  modified = 2026-03-03
  files = { xml = "later/kst-36999-A.xml" }
  [[step.paper]]
  identifier = "kst-36999-C"
  modified = 2026-03-03
  files = { xml = "later/kst-36999-A.xml" }

[[step]]
says = "C is withdrawn, and still listed"
  [[step.gone]]
  identifier = "kst-36999-C"
  status = 410
  listed = true
"""


@pytest.fixture
def listed(
    asking: Callable[..., Settings], patience: RetryPolicy
) -> Callable[[ReplayServer], dict[str, Record]]:
    """Return a listing of 2026, by the key of each paper."""

    def listing(server: ReplayServer) -> dict[str, Record]:
        with closing(Catalogue(asking(server), patience)) as catalogue:
            pages = catalogue.pages(date(2026, 1, 1), date(2026, 12, 31), "kst")
            return {record.key.publication_id: record for page in pages for record in page.records}

    return listing


def test_a_paper_keeps_its_key_through_its_life(
    papers: Path,
    replay: Callable[..., ReplayServer],
    listed: Callable[[ReplayServer], dict[str, Record]],
    asking: Callable[..., Settings],
    patience: RetryPolicy,
) -> None:
    """From the numeric PDF to the typeset XML, through a correction and a reprint, until it is
    withdrawn.
    """
    later = papers / "later"
    later.mkdir()
    for name in ("A", "D"):
        (later / f"kst-36999-{name}.xml").write_text("<?xml version='1.0'?><officiele-publicatie/>")
    server = replay(LIFE, step=0)
    with closing(Repository(asking(server), patience)) as repository:
        first = listed(server)["kst-36999-D"]
        assert ("kst-1299999", ["pdf"], "Onopgemaakt") == (
            first.identifier,
            list(first.manifestations),
            first.metadata.status,
        )

        assert "D is typeset" == server.advance()
        second = listed(server)["kst-36999-D"]
        assert ("kst-36999-D", ["xml"], "Opgemaakt na onopgemaakt") == (
            second.identifier,
            list(second.manifestations),
            second.metadata.status,
        )
        assert first.metadata.document_title == second.metadata.document_title
        assert Gone(first.manifestations["pdf"], 404) == repository.fetch(
            first.manifestations["pdf"]
        )

        before = listed(server)["kst-36999-A"]
        held = repository.fetch(before.manifestations["xml"])
        assert isinstance(held, Fetched)
        server.advance()
        after = listed(server)
        assert after["kst-36999-A"].metadata.modified_at != before.metadata.modified_at
        fresh = repository.fetch(before.manifestations["xml"], etag=held.etag)
        assert isinstance(fresh, Fetched)
        assert held.content != fresh.content
        assert "kst-36999-B-h1" == after["kst-36999-B"].identifier
        assert {"kst-36999-A", "kst-36999-B", "kst-36999-C", "kst-36999-D"} == set(after)

        server.advance()
        gone = listed(server)["kst-36999-C"].manifestations["xml"]
        assert Gone(gone, 410) == repository.fetch(gone)


def test_the_next_manifestation_is_taken_where_the_best_is_broken(
    replay: Callable[..., ReplayServer],
    listed: Callable[[ReplayServer], dict[str, Record]],
    asking: Callable[..., Settings],
    patience: RetryPolicy,
) -> None:
    """XML that is a web page, then HTML that is declared a PDF: the PDF it is."""
    faults = """
[[step]]
  [[step.fault]]
  kind = "body"
  path = "*.xml"
  file = "kst-36999-A.html"
  [[step.fault]]
  kind = "content_type"
  path = "*.html"
  type = "application/pdf"
"""
    server = replay(faults)
    with closing(Repository(asking(server), patience)) as repository:
        record = listed(server)["kst-36999-A"]
        outcomes = [
            (form, repository.fetch(url)) for form, url in candidates(record.manifestations)
        ]
        assert "pdf" == next(form for form, outcome in outcomes if not isinstance(outcome, Failed))


def test_a_clock_that_is_behind_loses_no_paper(
    replay: Callable[..., ReplayServer], asking: Callable[..., Settings], patience: RetryPolicy
) -> None:
    """A paper that appears today with yesterday's date is listed by today's run: each run looks
    back a day.
    """
    steps = '[[step]]\n[[step.paper]]\nidentifier = "kst-36999-C"\nmodified = 2026-03-02T23:50:00+01:00\nfiles = {}\n'
    server = replay(steps, step=0)
    with closing(Catalogue(asking(server), patience)) as catalogue:
        assert [] == [
            r
            for page in catalogue.pages(date(2026, 3, 2), date(2026, 3, 2), "kst")
            for r in page.records
        ]
        server.advance()
        (page,) = catalogue.pages(date(2026, 3, 3), date(2026, 3, 3), "kst")
        assert ["kst-36999-C"] == [record.identifier for record in page.records]


def test_every_step_of_the_sample_scenario_can_happen(sample: Path) -> None:
    """Every step says what happens, and can happen to the sample."""
    with serve(sample, scenario=sample.parent / "scenario.toml") as server:
        said = [server.advance() for _ in range(5)]
        with pytest.raises(ConfigurationError, match="ends with step 5"):
            server.advance()
    assert all(said)
