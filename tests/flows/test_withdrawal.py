"""A paper that disappeared may come back, and one that never came did not disappear."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.flows import fetch_plans, ingesting, publishing
from pipeline.flows.stores import open_stores

GONE = '[[step]]\n[[step.fault]]\nkind = "status"\nstatus = 404\npath = "*kst-36999-A*"\n[[step]]\n'
JULY = date(2026, 7, 1), date(2026, 7, 5)


def test_a_withdrawn_paper_that_is_listed_and_served_again_is_back_in_the_tables(
    open_pipeline: Callable[..., Any],
) -> None:
    """Also when the catalogue says nothing new about it."""
    opened = open_pipeline(GONE)
    opened.ingest()
    opened.server.advance()
    opened.ingest(recheck=True)
    opened.ingest(recheck=True)
    assert ["kst-36999-B"] == opened.held()
    opened.server.advance()
    opened.ingest()
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()


def test_a_withdrawn_paper_that_is_served_again_is_back_though_no_list_names_it(
    open_pipeline: Callable[..., Any],
) -> None:
    """The recheck asks for it too; while it stays away that is no news, neither in the log nor in
    what the run tells.
    """
    opened = open_pipeline(GONE)
    opened.ingest()
    opened.server.advance()
    assert {"fetched": 1, "failed": 1} == opened.ingest(recheck=True)
    assert {"fetched": 1, "withdrawn": 1} == opened.ingest(recheck=True)
    assert {"fetched": 1} == opened.ingest(recheck=True)
    opened.assert_quiet(recheck=True)
    opened.server.advance()
    opened.ingest(recheck=True)
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()


def test_a_paper_whose_files_come_days_after_its_record_is_missing_until_then(
    open_pipeline: Callable[..., Any],
) -> None:
    """It never was there, so it is not withdrawn; runs over other days ask for it until it comes."""
    opened = open_pipeline(GONE)
    opened.server.advance()
    opened.ingest()
    opened.days = JULY
    for _ in range(3):
        opened.ingest()
    (row,) = opened.tables()["coverage"].filter(publication_id="kst-36999-A").to_dicts()
    assert ("failed", date(2026, 1, 15)) == (row["state"], row["since"])
    assert "404" in row["reason"]
    opened.server.advance()
    opened.ingest()
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()


def test_a_paper_that_is_never_served_is_left_to_the_recheck(
    open_pipeline: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ordinary runs give it up, or each of them would ask for whatever ever failed; a list that
    names it asks once more.
    """
    monkeypatch.setattr(fetch_plans, "TRIES", 3)
    opened = open_pipeline(GONE)
    opened.server.advance()
    opened.ingest()
    opened.days = JULY
    for _ in range(4):
        opened.ingest()
    assert 3 == opened.kinds("kst-36999-A").count("FetchFailed")
    opened.assert_quiet()
    opened.server.advance()
    opened.assert_quiet()
    opened.ingest(recheck=True)
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()


def test_a_recheck_asks_each_source_for_what_it_gave(
    open_pipeline: Callable[..., Any], papers: Path, tmp_path: Path
) -> None:
    """The catalogue has no file of a folder, and a folder's copy does not take the place of the
    official paper.
    """
    opened = open_pipeline()
    opened.ingest()
    letters = tmp_path / "letters"
    letters.mkdir()
    original = (papers / "kst-36999-A.xml").read_text(encoding="utf-8")
    (letters / "vuurtorens.xml").write_text(
        original.replace("gedoofd", "verkocht"), encoding="utf-8"
    )
    (letters / "kst-36999-B.xml").write_text(original, encoding="utf-8")
    with open_stores(opened.settings.model_copy(update={"source": f"folder:{letters}"})) as stores:
        ingesting.ingest(stores, *opened.days, "folder")
        publishing.publish(stores)
        before = stores.log.position()
        assert {"fetched": 1} == ingesting.recheck(stores, "recheck of the folder")
        assert {"fetched": 2} == opened.ingest(recheck=True)
        assert before == stores.log.position()
