"""The verdict on a batch: brief, mindful of earlier runs, and never a guess when a rule itself
breaks.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from fictional_papers import frames_of, paper

from pipeline.errors import QualityFailed
from pipeline.quality import Suite, history, validate
from pipeline.quality import suites as read_suites
from pipeline.tables import frames


def test_an_expectation_that_raises_holds_nobody_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule about a column that is not there is a fault of ours: the run stops and names it."""
    broken = dict(read_suites())
    first = broken["letter"].rules[0]
    broken["letter"] = Suite("letter", (replace(first, kwargs={"column": "kind", "min_value": 0}),))
    monkeypatch.setattr("pipeline.quality.engine.suites", lambda: broken)
    with pytest.raises(QualityFailed, match=r"letter\.ordinal_in_sequence"):
        validate(frames_of(paper()))


def test_a_row_of_no_publication_stops_the_run() -> None:
    """Nobody can be held back for a row that belongs to nobody."""
    rows = paper()
    rows["minister"][0]["publication_id"] = None
    with pytest.raises(QualityFailed, match="names no publication"):
        validate(frames_of(rows))


def test_an_empty_batch_is_validated() -> None:
    """Nothing came in: every rule reports that it looked at nothing, and nobody is held back."""
    outcome = validate(frames({}))
    assert {} == outcome.failures
    assert all(result["success"] for result in outcome.results)


def test_many_failing_rows_are_reported_briefly() -> None:
    """A paper with hundreds of failing rows does not fill the log with them."""
    rows = paper()
    row = rows["commitment"][0]
    rows["commitment"] = [
        row | {"commitment_id": f"{row['publication_id']}/commitment-{number}", "text": "."}
        for number in range(1, 101)
    ]
    failures = validate(frames_of(rows)).failures["kst-90001-A"]
    assert len(failures) == 20
    assert failures[-1]["reason"].endswith("(and 80 more rows)")


def test_results_name_the_publications_that_fail() -> None:
    """A letter that loads with a warning is not forgotten among those that do not carry it; nor is
    one held back.
    """
    papers = [paper(number) for number in (1, 2, 3, 4)]
    papers[1]["letter"][0]["dated_on"] = papers[2]["letter"][0]["dated_on"] = None
    papers[3]["question"][0]["text"] = None
    named = {
        f"{r['suite']}.{r['expectation_id']}": r["publication_ids"]
        for r in validate(frames_of(*papers)).results
    }
    assert ["kst-90002-A", "kst-90003-A"] == named["letter.dated"]
    assert ["kst-90004-A"] == named["ddl.question"]
    assert [] == named["letter.sender_present"]
    assert named["across_tables.questions_usual"] is None


def test_an_unusual_run_warns_and_holds_nobody_back() -> None:
    """A run with far fewer questions than all before it is told, once enough runs are known."""
    usual = history([[result | {"observed": "40"}] for result in [_questions_usual()] * 6])
    told = {
        (r["suite"], r["expectation_id"]): r["success"]
        for r in validate(frames_of(paper()), usual).results
    }
    assert told["across_tables", "questions_usual"] is False
    assert told["across_tables", "answers_usual"] is True


def _questions_usual() -> dict:
    return next(
        r for r in validate(frames_of(paper())).results if r["expectation_id"] == "questions_usual"
    )


def test_data_docs_are_written(tmp_path: Path) -> None:
    """Great Expectations' own pages replace those of the run before."""
    folder = tmp_path / "data_docs"
    (folder / "old").mkdir(parents=True)
    validate(frames_of(paper()), data_docs=folder)
    assert (folder / "index.html").is_file()
    assert not (folder / "old").exists()


def test_data_docs_show_names_as_text(tmp_path: Path) -> None:
    """A file may be called anything, and the pages are shown in Airflow's origin."""
    batch = paper()
    attack = "file-<img src=x onerror=alert(1)>"
    batch["letter"][0]["sender"] = ""
    for rows in batch.values():
        for row in rows:
            for column, value in row.items():
                if isinstance(value, str):
                    row[column] = value.replace("kst-90001-A", attack)
    folder = tmp_path / "data_docs"
    validate(frames_of(batch), data_docs=folder)
    pages = "".join(page.read_text(encoding="utf-8") for page in folder.rglob("*.html"))
    assert "<img src=x" not in pages
