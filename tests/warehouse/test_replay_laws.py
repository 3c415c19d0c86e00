"""Whatever the history: catching up step by step and building from nothing give the same tables."""

from pathlib import Path

import duckdb
import pytest
from event_builders import (
    accepted,
    fetched,
    listed,
    listing,
    quarantined,
    rejected,
    released,
    validated,
    withdrawn,
)
from hand_made_pipeline import HandMadePipeline, new_hand_made_pipeline, paper
from hypothesis import HealthCheck, given, settings
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


def _history(hand_made_pipeline: HandMadePipeline) -> None:
    """Append a history with something of everything."""
    batch = hand_made_pipeline.keep(
        paper("kst-36000-A"), paper("kst-36000-D", questions=2), paper("file-brief")
    )
    for name in ("kst-36000-A", "kst-36000-D", "file-brief"):
        hand_made_pipeline.tell(
            listed(name),
            fetched("Waarom?", name),
            accepted("Waarom?", paper=name, batch_sha256=batch),
        )
    hand_made_pipeline.tell(validated(batch), listing("2025-06-01", "2025-06-30"))
    worse = hand_made_pipeline.keep(paper("kst-36000-A", "Waarom niet?", questions=3))
    hand_made_pipeline.tell(
        fetched("Waarom niet?", "kst-36000-A"),
        quarantined("Waarom niet?", paper="kst-36000-A", batch_sha256=worse),
    )
    hand_made_pipeline.tell(
        released("Waarom niet?", "kst-36000-A"),
        withdrawn("kst-36000-D"),
        rejected("Waarom niet?", "kst-36000-A"),
    )


def test_a_build_up_to_any_position_equals_a_replay(hand_made_pipeline: HandMadePipeline) -> None:
    """A build that goes on from position to position passes through exactly what a replay up to
    each of them gives.
    """
    _history(hand_made_pipeline)
    for position in range(0, hand_made_pipeline.log.position() + 1, 5):
        assert position == hand_made_pipeline.build(until=position).position
        replayed = hand_made_pipeline.path.with_name(f"as-of-{position}.duckdb")
        hand_made_pipeline.rebuild(replayed, until=position)
        assert hand_made_pipeline.tables(replayed) == hand_made_pipeline.tables()


def test_a_build_at_an_earlier_position_replays_the_log(
    hand_made_pipeline: HandMadePipeline,
) -> None:
    """Asking for the past of a warehouse that is further gives that past, and the next build goes
    on from there.
    """
    _history(hand_made_pipeline)
    hand_made_pipeline.build()
    now = hand_made_pipeline.tables()
    assert 4 == hand_made_pipeline.build(until=4).position
    assert 4 == published_position(hand_made_pipeline.path)
    hand_made_pipeline.build()
    assert now == hand_made_pipeline.tables()


def test_a_build_without_new_events_publishes_nothing(hand_made_pipeline: HandMadePipeline) -> None:
    """A second build finds its work done and leaves the published file alone."""
    _history(hand_made_pipeline)
    assert hand_made_pipeline.build().published
    snapshot = hand_made_pipeline.path.resolve()
    assert not hand_made_pipeline.build().published
    assert snapshot == hand_made_pipeline.path.resolve()


@pytest.mark.parametrize("table", ["load", "coverage"])
def test_a_damaged_published_file_is_rebuilt(
    hand_made_pipeline: HandMadePipeline, table: str
) -> None:
    """A published file that is damaged, or lacks what it must have, is replaced by one made from
    the log.
    """
    _history(hand_made_pipeline)
    hand_made_pipeline.build()
    expected = hand_made_pipeline.tables()
    snapshot = hand_made_pipeline.path.resolve()
    snapshot.chmod(0o644)
    if table == "load":
        with duckdb.connect(str(snapshot)) as connection:
            connection.execute("DELETE FROM load")
    else:
        snapshot.write_bytes(b"not a database")
    assert hand_made_pipeline.build().published
    assert expected == hand_made_pipeline.tables()


def test_a_warehouse_of_another_log_is_rebuilt(
    hand_made_pipeline: HandMadePipeline, tmp_path: Path
) -> None:
    """Positions of another log mean nothing here, even when they are as high."""
    _history(hand_made_pipeline)
    hand_made_pipeline.build()
    (tmp_path / "other").mkdir()
    other = new_hand_made_pipeline(tmp_path / "other")
    for number in range(hand_made_pipeline.log.position()):
        other.tell(listed(f"kv-ek-{number}"))
    other.path = hand_made_pipeline.path
    assert other.build().published
    assert [(other.log.position(),)] == other.rows("SELECT count(*) FROM coverage")


def test_quality_results_are_kept_for_the_latest_runs_only(
    hand_made_pipeline: HandMadePipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many runs the latest stay, those that a rebuild keeps; a batch that is judged again counts
    as late as that.
    """
    monkeypatch.setattr("pipeline.warehouse.load.RUNS_KEPT", 2)
    runs = [hand_made_pipeline.keep(paper(f"kst-36000-{letter}")) for letter in "ABCD"]
    kept = []
    for run in (*runs, runs[0]):
        hand_made_pipeline.tell(validated(run))
        hand_made_pipeline.build()
        kept.append(
            {
                name
                for (name,) in hand_made_pipeline.rows("SELECT DISTINCT run_id FROM quality_result")
            }
        )
    assert [{*runs[:1]}, {*runs[:2]}, {*runs[1:3]}, {*runs[2:4]}, {runs[3], runs[0]}] == kept
    again = hand_made_pipeline.path.with_name("again.duckdb")
    hand_made_pipeline.rebuild(again)
    assert hand_made_pipeline.tables(again) == hand_made_pipeline.tables()


def test_warnings_follow_the_text_in_the_tables(hand_made_pipeline: HandMadePipeline) -> None:
    """A paper that was held back has none; let in by a person, it has those of its judgement;
    rejected, none again.
    """
    batch = hand_made_pipeline.keep(paper("kst-36000-A"))
    told = []
    for event in (
        quarantined("Waarom?", paper="kst-36000-A", batch_sha256=batch),
        released("Waarom?", "kst-36000-A"),
        rejected("Waarom?", "kst-36000-A"),
    ):
        hand_made_pipeline.tell(event)
        hand_made_pipeline.build()
        told.append(
            hand_made_pipeline.rows(
                "SELECT publication_id, ordinal, rule, reason, words FROM quality_warning"
            )
        )
    assert [[], [("kst-36000-A", 1, "question.length", "kort", "3.")], []] == told
