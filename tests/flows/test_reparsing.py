"""A newer parser: what it would change is shown first, and adopted by new decisions."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ConfigurationError
from pipeline.flows import acceptance, publishing, reparsing, reviewing, stores
from pipeline.flows.stores import open_stores
from pipeline.isolation import Outcome, Task, work
from pipeline.parsing.origin import Rows
from pipeline.rows import parse

Open = Callable[..., Any]
"""Opens the pipeline over the papers and a scenario (the fixture open_pipeline)."""
A, B = "kst-36999-A", "kst-36999-B"


def newer(change: Callable[[Rows], None], *told: Any) -> Rows:  # noqa: ANN401
    """Return rows as a newer parser makes them."""
    rows = parse(*told)
    for row in rows["publication"]:
        row["parser_version"] = "99"
    change(rows)
    return rows


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Rows], None]], None]:
    """Put a newer parser in the place of today's, which changes its rows so."""

    class InThisProcess:
        """A pool without processes, in which a parser can be replaced."""

        def run(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Outcome]]:
            """Yield what comes of each task."""
            yield from enumerate(map(work.work, tasks))

        def one(self, task: Task) -> Outcome:
            """Return what comes of the task."""
            return work.work(task)

    def replace(change: Callable[[Rows], None]) -> None:
        monkeypatch.setattr(stores, "shared_pool", lambda *_: InThisProcess())
        monkeypatch.setattr(work, "parse", partial(newer, change))
        for module in (acceptance, reparsing):
            monkeypatch.setattr(module, "PARSER_VERSION", "99")

    return replace


def unchanged(rows: Rows) -> None:
    """Change nothing: the new parser gives the same rows."""
    del rows


def without_the_last_question(rows: Rows) -> None:
    """Let the new parser leave the last question out."""
    rows["question"] = rows["question"][:1]


def adopt(opened: Any) -> dict[str, int]:  # noqa: ANN401
    """Adopt the new rows, as `griffier reparse --yes` does."""
    with open_stores(opened.settings) as archive:
        kept = reparsing.keep_all(archive, reparsing.chosen(archive, []))
        tally = reparsing.adopt(archive, kept)
        publishing.publish(archive)
    return tally


def break_off(papers: Path) -> None:
    """End paper A inside its second question, so that it waits in quarantine."""
    file = papers / f"{A}.xml"
    text = file.read_text(encoding="utf-8")
    broken = "gedoofd?</al>\n<al>2. Kan de regering toelichten waarom zij de vuurtorens van</al>"
    file.write_text(text.replace("gedoofd?</al>", broken), encoding="utf-8")


def asked(opened: Any) -> list[str]:  # noqa: ANN401
    """Return the questions of paper A that readers see."""
    return opened.tables()["question"].filter(publication_id=A)["text"].to_list()


def test_a_parser_that_finds_the_same_changes_the_version_and_no_row(
    open_pipeline: Open, parser: Callable[[Callable[[Rows], None]], None]
) -> None:
    """Once adopted nothing is left to adopt."""
    opened = open_pipeline()
    opened.ingest()
    before = opened.tables()["question"]
    parser(unchanged)
    with open_stores(opened.settings) as archive:
        assert [A, B] == reparsing.stale(archive)
        assert [] == list(reparsing.changes(archive, [A, B]))
    assert {"accepted": 2} == {word: count for word, count in adopt(opened).items() if count}
    assert [("99", 1)] * 2 == opened.tables()["publication"].select(
        "parser_version", "version"
    ).rows()
    assert before.equals(opened.tables()["question"])
    with open_stores(opened.settings) as archive:
        assert [] == reparsing.chosen(archive, [])


def test_the_log_of_a_task_names_the_quarantined_paper_and_little_else(
    open_pipeline: Open, papers: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Paper and reason stand in it; Great Expectations' 200 lines about itself do not."""
    break_off(papers)
    caplog.set_level("INFO")
    open_pipeline().ingest()
    lines = [record.getMessage() for record in caplog.records]
    assert any(line.startswith(f"{A} is quarantined: ") for line in lines)
    assert "1 accepted, 1 quarantined" in lines
    assert not [one for one in caplog.records if one.name.startswith("great_expectations")]


def test_a_paper_that_a_newer_parser_reads_leaves_quarantine_at_the_next_load(
    open_pipeline: Open, papers: Path, parser: Callable[[Callable[[Rows], None]], None]
) -> None:
    """Its change is shown before, row by row; nobody need decide any more, and a rebuild says the
    same.
    """
    break_off(papers)
    opened = open_pipeline()
    opened.ingest()
    assert [B] == opened.held()
    parser(without_the_last_question)
    with open_stores(opened.settings) as archive:
        shown = [
            (one.publication_id, one.table, one.column) for one in reparsing.changes(archive, [A])
        ]
        assert (A, "question", "") in shown
        assert [B] == opened.held()
    adopt(opened)
    assert ["Hoeveel vuurtorens zijn er gedoofd?"] == asked(opened)
    assert ["superseded"] == opened.tables()["quarantine"]["state"].to_list()
    seen = opened.tables()
    with open_stores(opened.settings) as archive:
        publishing.rebuild(archive)
    assert all(frame.equals(opened.tables()[name]) for name, frame in seen.items())


@pytest.mark.parametrize(
    ("release", "papers_held"), [(True, [A, B]), (False, [B])], ids=["released", "rejected"]
)
def test_a_decision_of_a_person_outlives_a_newer_parser(
    open_pipeline: Open,
    papers: Path,
    parser: Callable[[Callable[[Rows], None]], None],
    *,
    release: bool,
    papers_held: list[str],
) -> None:
    """A released text stays in while no new rule fails; a rejected one stays out,
    whatever is found by now.
    """
    break_off(papers)
    opened = open_pipeline()
    opened.ingest()
    with open_stores(opened.settings) as archive:
        content = reviewing.latest_quarantine(archive, A).event.content_sha256
        reviewing.record(archive, A, content, release=release, by="M. de Wit", why="klopt zo")
    parser(unchanged if release else without_the_last_question)
    adopt(opened)
    assert papers_held == opened.held()
    with open_stores(opened.settings) as archive:
        assert [] == reviewing.waiting(archive)


def test_reparsing_an_unknown_publication_is_refused_by_name(open_pipeline: Open) -> None:
    """Instead of a count of papers that nobody read."""
    opened = open_pipeline()
    with (
        open_stores(opened.settings) as archive,
        pytest.raises(ConfigurationError, match="no bytes are held of kst-36999-Z"),
    ):
        reparsing.chosen(archive, ["kst-36999-Z"])
