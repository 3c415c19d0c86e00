"""Events at the official source, from end to end: the right events, the right tables, and
nothing twice.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.events import PublicationFetched
from pipeline.errors import SourceChanged

EVIDENCE = r"evidence in the content store: ([0-9a-f]{64})"
Open = Callable[..., Any]
"""Opens the pipeline over the papers and a scenario (the fixture open_pipeline)."""


def assert_ordinary(opened: Any) -> None:  # noqa: ANN401
    """Assert that both papers were listed, fetched and accepted once, without a failure, and are
    published.
    """
    for name in ("kst-36999-A", "kst-36999-B"):
        kinds = [kind for kind in opened.kinds(name) if kind != "IdentifierAssigned"]
        assert ["PublicationListed", "PublicationFetched", "PublicationAccepted"] == kinds
    found = opened.tables()
    assert [1, 1] == found["publication"]["version"].to_list()
    assert ["Hoeveel vuurtorens zijn er gedoofd?", "Wie betaalt de vuurtorenwachter?"] == found[
        "question"
    ]["text"].to_list()
    assert {"held"} == set(found["coverage"]["state"])


def test_new_papers_are_listed_fetched_and_loaded_once(open_pipeline: Open) -> None:
    """The ordinary day."""
    opened = open_pipeline()
    assert {"fetched": 2, "accepted": 2} == opened.ingest()
    assert_ordinary(opened)
    opened.assert_quiet()
    assert all(
        count == 1 for path, count in opened.server.counts().items() if path.endswith(".xml")
    )


def test_a_paper_that_is_typeset_later_stays_one_publication_with_both_names(
    open_pipeline: Open, papers: Path, sample: Path
) -> None:
    """From a numeric identifier with a PDF to a lettered one with XML: version 2, or the same text
    under other bytes.
    """
    shutil.copy(sample / "kst-9900012.pdf", papers / "later" / "kst-1299999.pdf")
    shutil.copy(sample / "kst-99012-D.xml", papers / "later" / "kst-99012-D.xml")
    opened = open_pipeline(
        """
[[step]]
  [[step.paper]]
  identifier = "kst-1299999"
  dossiernummer = "99012"
  ondernummer = "D"
  documentstatus = "Onopgemaakt"
  available = 2026-04-20
  modified = 2026-04-20
  files = { pdf = "later/kst-1299999.pdf" }
[[step]]
  [[step.paper]]
  identifier = "kst-99012-D"
  replaces = "kst-1299999"
  documentstatus = "Opgemaakt na onopgemaakt"
  modified = 2026-04-25
  files = { xml = "later/kst-99012-D.xml" }
"""
    )
    opened.ingest()
    for _ in range(2):
        opened.server.advance()
        opened.ingest()
    assert ["kst-36999-A", "kst-36999-B", "kst-99012-D"] == opened.held()
    names = (
        opened.tables()["identifier"]
        .filter(publication_id="kst-99012-D", scheme="official")["value"]
        .to_list()
    )
    assert ["kst-1299999", "kst-99012-D"] == sorted(names)
    forms = [
        event.manifestation
        for event in opened.events("kst-99012-D")
        if isinstance(event, PublicationFetched)
    ]
    assert ["pdf", "xml"] == forms
    opened.assert_quiet()


def test_a_corrected_paper_is_a_new_version_and_a_reissued_one_is_not(
    open_pipeline: Open, papers: Path
) -> None:
    """A new text counts; the same text in other bytes does not."""
    original = (papers / "kst-36999-A.xml").read_text(encoding="utf-8")
    (papers / "later" / "reissued.xml").write_text(
        original.replace("<stuk>", "<stuk>\n"), encoding="utf-8"
    )
    (papers / "later" / "corrected.xml").write_text(
        original.replace("gedoofd", "uitgezet"), encoding="utf-8"
    )
    step = """
[[step]]
  [[step.paper]]
  identifier = "kst-36999-A"
  modified = {modified}
  files = {{ xml = "later/{file}.xml" }}
"""
    opened = open_pipeline(
        step.format(modified="2026-01-20", file="reissued")
        + step.format(modified="2026-01-21", file="corrected")
    )
    versions = []
    for step in range(3):
        if step:
            opened.server.advance()
        opened.ingest()
        versions.append(
            opened.tables()["publication"].filter(publication_id="kst-36999-A")["version"].item()
        )
    assert [1, 1, 2] == versions
    fetched = {
        event.content_sha256
        for event in opened.events("kst-36999-A")
        if isinstance(event, PublicationFetched)
    }
    assert 3 == len(fetched)
    opened.assert_quiet()


def test_a_reprint_supersedes_under_its_own_identifier(open_pipeline: Open, papers: Path) -> None:
    """kst-36999-A-h1 is the same paper again."""
    original = (papers / "kst-36999-A.xml").read_text(encoding="utf-8")
    (papers / "later" / "kst-36999-A-h1.xml").write_text(
        original.replace("gedoofd", "uitgezet"), encoding="utf-8"
    )
    opened = open_pipeline(
        """
[[step]]
  [[step.paper]]
  identifier = "kst-36999-A-h1"
  dossiernummer = "36999"
  ondernummer = "A"
  modified = 2026-01-22
  files = { xml = "later/kst-36999-A-h1.xml" }
"""
    )
    opened.ingest()
    opened.server.advance()
    opened.ingest()
    found = opened.tables()
    assert ["Hoeveel vuurtorens zijn er uitgezet?"] == found["question"].filter(
        publication_id="kst-36999-A"
    )["text"].to_list()
    assert [2, 1] == found["publication"]["version"].to_list()
    names = (
        found["identifier"]
        .filter(publication_id="kst-36999-A", scheme="official")["value"]
        .to_list()
    )
    assert ["kst-36999-A", "kst-36999-A-h1"] == sorted(names)
    assert 2 == opened.kinds("kst-36999-A").count("PublicationAccepted")
    opened.assert_quiet()


@pytest.mark.parametrize("status", [404, 410])
def test_a_paper_that_two_runs_find_gone_leaves_the_tables_but_not_the_log(
    open_pipeline: Open, status: int
) -> None:
    """One run that finds it gone may have met a hiccup."""
    opened = open_pipeline(
        f'[[step]]\n[[step.gone]]\nidentifier = "kst-36999-A"\nstatus = {status}\n'
    )
    opened.ingest()
    opened.server.advance()
    opened.ingest(recheck=True)
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()
    opened.ingest(recheck=True)
    assert ["kst-36999-B"] == opened.held()
    assert "PublicationWithdrawn" in opened.kinds("kst-36999-A")
    assert ["withdrawn"] == opened.tables()["coverage"].filter(publication_id="kst-36999-A")[
        "state"
    ].to_list()
    opened.ingest()  # the listing of these days is one record shorter now, which is an event
    opened.assert_quiet()


@pytest.mark.parametrize(
    "fault",
    [
        'kind = "status"\nstatus = 429\nretry_after = 0\ntimes = 2',
        'kind = "status"\nstatus = 503\ntimes = 2',
        'kind = "truncated"\ntimes = 1\npath = "*.xml"',
        'kind = "slow"\nseconds = 0.2\ntimes = 1',
        'kind = "rename_prefix"\nold = "sru"\nnew = "anders"',
        'kind = "rename_prefix"\nold = "dcterms"\nnew = "dct"',
        'kind = "estimate"\noff = 3',
        'kind = "clock"\nhours = -30',
    ],
    ids=lambda fault: fault.split('"')[1],
)
def test_a_passing_fault_of_the_source_changes_no_table(open_pipeline: Open, fault: str) -> None:
    """Retries, back-off and namespaces by URI: the same tables as without the fault."""
    opened = open_pipeline(f"[[step]]\n[[step.fault]]\n{fault}\n")
    opened.server.advance()
    opened.ingest()
    assert_ordinary(opened)
    opened.assert_quiet()


@pytest.mark.parametrize(
    "fault",
    [
        'kind = "diagnostic"',
        'kind = "ignore_dates"',
        'kind = "rename_element"\nold = "sru:numberOfRecords"\nnew = "sru:aantal"',
    ],
    ids=lambda fault: fault.split('"')[1],
)
def test_a_source_whose_format_changed_stops_the_run_and_keeps_the_tables(
    open_pipeline: Open, papers: Path, fault: str
) -> None:
    """Loud, with the answer kept as evidence, and the tables as they were."""
    (papers / "kst-36998-A.xml").write_bytes((papers / "kst-36999-A.xml").read_bytes())
    with (papers / "catalogue.toml").open("a") as catalogue:
        catalogue.write('[[paper]]\nidentifier = "kst-36998-A"\nmodified = 2025-06-01\n')
    opened = open_pipeline(f"[[step]]\n[[step.fault]]\n{fault}\n[[step]]\n")
    opened.ingest()
    before = opened.position(), opened.events("kst-36999-A")
    opened.server.advance()
    for _ in range(2):
        with pytest.raises(SourceChanged, match=EVIDENCE) as raised:
            opened.ingest()
        assert raised.value.evidence == opened.kept(re.search(EVIDENCE, str(raised.value))[1])
    assert before == (opened.position(), opened.events("kst-36999-A"))
    opened.server.advance()
    assert_ordinary(opened)
    opened.assert_quiet()


def test_a_broken_manifestation_is_replaced_by_the_next_best(
    open_pipeline: Open, papers: Path
) -> None:
    """XML that is a web page, HTML that reads well: the HTML is kept, the failure is told."""
    page = "<!DOCTYPE html><html><body><h1>VOORLOPIG VERSLAG</h1><p>1. Wie betaalt de vuurtorenwachter?</p></body></html>"
    (papers / "kst-36999-A.html").write_text(page, encoding="utf-8")
    opened = open_pipeline(
        '[[step]]\n[[step.fault]]\nkind = "content_type"\npath = "*kst-36999-A.xml"\n'
    )
    opened.server.advance()
    opened.ingest()
    fetched = [
        event for event in opened.events("kst-36999-A") if isinstance(event, PublicationFetched)
    ]
    assert ["html"] == [event.manifestation for event in fetched]
    kinds = [kind for kind in opened.kinds("kst-36999-A") if kind != "IdentifierAssigned"]
    assert [
        "PublicationListed",
        "FetchFailed",
        "PublicationFetched",
        "PublicationAccepted",
    ] == kinds
    shown = (
        opened.tables()["publication"]
        .filter(publication_id="kst-36999-A")
        .select("media_type", "version")
        .rows()
    )
    assert [("text/html", 1)] == shown
    opened.assert_quiet()
