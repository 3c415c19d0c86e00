"""The projection of waiting work always equals a fold of the whole log."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from event_builders import (
    accepted,
    assigned,
    failed,
    fetched,
    listed,
    quarantined,
    rejected,
    released,
    withdrawn,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.events import Event
from pipeline.errors import DecisionRefused
from pipeline.log import EventLog, open_log
from pipeline.log.projection import project

PAPERS = ("kst-99999-A", "kst-99999-B")
TEXTS = ("one", "two")


def claims() -> st.SearchStrategy[Event]:
    """Draw any event that a step may offer about two papers with two texts each."""
    papers, texts = st.sampled_from(PAPERS), st.sampled_from(TEXTS)
    modified = st.sampled_from(("2026-01-06", "2026-01-07"))
    return st.one_of(
        st.builds(
            lambda paper, day, source: listed(paper, modified_on=day, source=source),
            papers,
            modified,
            st.sampled_from(("catalogue", "folder")),
        ),
        st.builds(lambda paper, name: assigned(name, paper), papers, texts),
        st.builds(lambda paper, text: fetched(text, paper), papers, texts),
        st.builds(
            lambda paper, run, cause: failed(run, cause, paper),
            papers,
            st.sampled_from(("run 1", "run 2", "run 3")),
            st.sampled_from(("gone", "refused", "unavailable")),
        ),
        st.builds(withdrawn, papers),
        st.builds(lambda paper, text: accepted(text, paper=paper), papers, texts),
        st.builds(
            lambda paper, text, limits: quarantined(text, paper=paper, limits=limits),
            papers,
            texts,
            st.sampled_from((None, "30 s, 1024 MB, 64 MB out")),
        ),
        st.builds(lambda paper, text: released(text, paper), papers, texts),
        st.builds(lambda paper, text: rejected(text, paper), papers, texts),
    )


def note(log: EventLog, told: Sequence[Event]) -> None:
    """Note what may be noted; a decision about what does not wait is refused."""
    for claim in told:
        try:
            log.note([claim])
        except DecisionRefused:
            continue


def folded(log: EventLog) -> list[list[tuple[object, ...]]]:
    """Return the result of a fold of the whole log, in the order of the projection's dump."""
    rows = project(log.stream(paper) for paper in PAPERS)
    return [sorted(rows.waiting), sorted(set(rows.names))]


@given(st.lists(claims(), max_size=25))
@settings(max_examples=30, deadline=None)
def test_the_projection_equals_a_fold_of_the_log(told: list[Event]) -> None:
    """After any history, and again when it is made anew."""
    with TemporaryDirectory() as folder, open_log(f"sqlite:///{folder}/log.sqlite") as log:
        note(log, told)
        kept = log.waiting.everything()
        assert folded(log) == kept
        log.reproject()
        assert kept == log.waiting.everything()


def history() -> list[Event]:
    """Return a history in which every question has an answer."""
    return [
        listed(PAPERS[0]),
        assigned("blg-1", PAPERS[0]),
        fetched("one", PAPERS[0]),
        quarantined("one", paper=PAPERS[0], limits="30 s"),
        listed(PAPERS[1]),
        failed("run 1", "gone", PAPERS[1]),
    ]


def test_every_query_of_waiting_work_answers_on_both_databases(log: EventLog) -> None:
    """The same answers from SQLite and PostgreSQL."""
    note(log, history())
    first, second = PAPERS
    assert [[second], []] == [log.waiting.to_fetch(tries) for tries in (10, 1)]
    assert [[], [first], [first]] == [
        log.waiting.to_judge("1/1", "30 s"),
        log.waiting.to_judge("1/1", "60 s"),
        log.waiting.to_judge("2/1", "30 s"),
    ]
    assert [[], [first]] == [log.waiting.not_made_by(code) for code in ("1/1", "1/2")]
    (held,) = log.waiting.held_back()
    assert (first, held.judgements) == (held.publication_id, (held.waits,))
    assert [[first, second], []] == [log.waiting.to_recheck(at) for at in ("catalogue", "folder")]
    assert [[first], []] == [log.waiting.named("blg-1", scheme) for scheme in ("official", "url")]
    assert folded(log) == log.waiting.everything()
    before = log.waiting.everything()
    assert log.reproject() == 2
    assert before == log.waiting.everything()


def test_a_log_that_an_older_program_wrote_is_projected_when_it_is_opened(tmp_path: Path) -> None:
    """One without a projection, one that it appended to, and one of another version."""
    path = tmp_path / "log.sqlite"
    with open_log(f"sqlite:///{path}") as log:
        note(log, history())
        expected = log.waiting.everything()
    for damage in (
        "DROP TABLE griffier_waiting; DROP TABLE griffier_name; DROP TABLE griffier_projection",
        "DELETE FROM griffier_waiting WHERE to_fetch = 1; UPDATE griffier_projection SET position = 4",
        "DELETE FROM griffier_waiting; UPDATE griffier_projection SET version = version + 1",
    ):
        connection = sqlite3.connect(path)
        connection.executescript(damage)
        connection.close()
        with open_log(f"sqlite:///{path}") as log:
            assert expected == log.waiting.everything()


def test_an_append_that_fails_leaves_no_row(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events and rows are one transaction."""

    def broken(_: object) -> None:
        raise RuntimeError("no rows")

    log.note([listed(PAPERS[0])])
    before = log.position(), log.waiting.everything()
    monkeypatch.setattr("pipeline.log.projection.project", broken)
    with pytest.raises(RuntimeError, match="no rows"):
        log.note([fetched("one", PAPERS[0])])
    assert before == (log.position(), log.waiting.everything())
