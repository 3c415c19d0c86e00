"""Whatever the history: catching up step by step and building from nothing give the same tables."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from in_memory_pipeline import (
    InMemoryPipeline,
    accepted,
    fetched,
    listed,
    listing,
    new_memory_pipeline,
    paper,
    quarantined,
    rejected,
    released,
    validated,
    withdrawn,
)
from random_histories import (
    Step,
    assert_catching_up_equals_building_from_nothing,
    histories,
    sizes,
)

from pipeline.warehouse import published_position


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories, sizes)
def test_catching_up_equals_building_from_nothing(history: list[Step], size: int) -> None:
    """Whatever happened, in whatever order."""
    assert_catching_up_equals_building_from_nothing(history, size)


def _history(memory_pipeline: InMemoryPipeline) -> None:
    """Append a history with something of everything."""
    batch = memory_pipeline.keep(
        paper("kst-36000-A"), paper("kst-36000-D", questions=2), paper("file-brief")
    )
    for name in ("kst-36000-A", "kst-36000-D", "file-brief"):
        memory_pipeline.tell(
            listed(name), fetched(name, "Waarom?"), accepted(name, "Waarom?", batch)
        )
    memory_pipeline.tell(validated(batch), listing("2025-06-01", "2025-06-30"))
    worse = memory_pipeline.keep(paper("kst-36000-A", "Waarom niet?", questions=3))
    memory_pipeline.tell(
        fetched("kst-36000-A", "Waarom niet?"), quarantined("kst-36000-A", "Waarom niet?", worse)
    )
    memory_pipeline.tell(
        released("kst-36000-A", "Waarom niet?"),
        withdrawn("kst-36000-D"),
        rejected("kst-36000-A", "Waarom niet?"),
    )


def test_the_warehouse_as_of_any_position(memory_pipeline: InMemoryPipeline) -> None:
    """A build that goes on from position to position passes through exactly what a replay up to
    each of them gives.
    """
    _history(memory_pipeline)
    for position in range(0, memory_pipeline.log.position() + 1, 5):
        assert position == memory_pipeline.build(until=position).position
        replayed = memory_pipeline.path.with_name(f"as-of-{position}.duckdb")
        memory_pipeline.rebuild(replayed, until=position)
        assert memory_pipeline.tables(replayed) == memory_pipeline.tables()


def test_an_earlier_position_is_replayed(memory_pipeline: InMemoryPipeline) -> None:
    """Asking for the past of a warehouse that is further gives that past, and the next build goes
    on from there.
    """
    _history(memory_pipeline)
    memory_pipeline.build()
    now = memory_pipeline.tables()
    assert 4 == memory_pipeline.build(until=4).position
    assert 4 == published_position(memory_pipeline.path)
    memory_pipeline.build()
    assert now == memory_pipeline.tables()


def test_nothing_new_publishes_nothing(memory_pipeline: InMemoryPipeline) -> None:
    """A second build finds its work done and leaves the published file alone."""
    _history(memory_pipeline)
    assert memory_pipeline.build().published
    snapshot = memory_pipeline.path.resolve()
    assert not memory_pipeline.build().published
    assert snapshot == memory_pipeline.path.resolve()


@pytest.mark.parametrize("table", ["load", "coverage"])
def test_a_file_that_cannot_be_trusted_is_made_anew(
    memory_pipeline: InMemoryPipeline, table: str
) -> None:
    """A published file that is damaged, or lacks what it must have, is replaced by one made from
    the log.
    """
    _history(memory_pipeline)
    memory_pipeline.build()
    expected = memory_pipeline.tables()
    snapshot = memory_pipeline.path.resolve()
    snapshot.chmod(0o644)
    if table == "load":
        with duckdb.connect(str(snapshot)) as connection:
            connection.execute("DELETE FROM load")
    else:
        snapshot.write_bytes(b"not a database")
    assert memory_pipeline.build().published
    assert expected == memory_pipeline.tables()


def test_a_warehouse_of_another_log_is_made_anew(
    memory_pipeline: InMemoryPipeline, tmp_path: Path
) -> None:
    """Positions of another log mean nothing here, even when they are as high."""
    _history(memory_pipeline)
    memory_pipeline.build()
    (tmp_path / "other").mkdir()
    other = new_memory_pipeline(tmp_path / "other")
    for number in range(memory_pipeline.log.position()):
        other.tell(listed(f"kv-ek-{number}"))
    other.path = memory_pipeline.path
    assert other.build().published
    assert [(other.log.position(),)] == other.rows("SELECT count(*) FROM coverage")


def test_the_history_of_quality_is_bounded(
    memory_pipeline: InMemoryPipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many runs the latest stay, those that a rebuild keeps; a batch that is judged again counts
    as late as that.
    """
    monkeypatch.setattr("pipeline.warehouse.load.RUNS_KEPT", 2)
    runs = [memory_pipeline.keep(paper(f"kst-36000-{letter}")) for letter in "ABCD"]
    kept = []
    for run in (*runs, runs[0]):
        memory_pipeline.tell(validated(run))
        memory_pipeline.build()
        kept.append(
            {name for (name,) in memory_pipeline.rows("SELECT DISTINCT run_id FROM quality_result")}
        )
    assert [{*runs[:1]}, {*runs[:2]}, {*runs[1:3]}, {*runs[2:4]}, {runs[3], runs[0]}] == kept
    again = memory_pipeline.path.with_name("again.duckdb")
    memory_pipeline.rebuild(again)
    assert memory_pipeline.tables(again) == memory_pipeline.tables()


def test_warnings_follow_the_text_in_the_tables(memory_pipeline: InMemoryPipeline) -> None:
    """A paper that was held back has none; let in by a person, it has those of its judgement;
    rejected, none again.
    """
    batch = memory_pipeline.keep(paper("kst-36000-A"))
    told = []
    for event in (
        quarantined("kst-36000-A", "Waarom?", batch),
        released("kst-36000-A", "Waarom?"),
        rejected("kst-36000-A", "Waarom?"),
    ):
        memory_pipeline.tell(event)
        memory_pipeline.build()
        told.append(
            memory_pipeline.rows(
                "SELECT publication_id, ordinal, rule, reason, words FROM quality_warning"
            )
        )
    assert [[], [("kst-36000-A", 1, "question.text", "kort", "Waa")], []] == told
