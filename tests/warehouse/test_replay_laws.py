"""Whatever the history: catching up step by step and building from nothing give the same tables."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from in_memory_pipeline import (
    World,
    accepted,
    fetched,
    listed,
    listing,
    new_world,
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


def _history(world: World) -> None:
    """Append a history with something of everything."""
    batch = world.keep(paper("kst-36000-A"), paper("kst-36000-D", questions=2), paper("file-brief"))
    for name in ("kst-36000-A", "kst-36000-D", "file-brief"):
        world.tell(listed(name), fetched(name, "Waarom?"), accepted(name, "Waarom?", batch))
    world.tell(validated(batch), listing("2025-06-01", "2025-06-30"))
    worse = world.keep(paper("kst-36000-A", "Waarom niet?", questions=3))
    world.tell(
        fetched("kst-36000-A", "Waarom niet?"), quarantined("kst-36000-A", "Waarom niet?", worse)
    )
    world.tell(
        released("kst-36000-A", "Waarom niet?"),
        withdrawn("kst-36000-D"),
        rejected("kst-36000-A", "Waarom niet?"),
    )


def test_the_warehouse_as_of_any_position(world: World) -> None:
    """A build that goes on from position to position passes through exactly what a replay up to
    each of them gives.
    """
    _history(world)
    for position in range(0, world.log.position() + 1, 5):
        assert position == world.build(until=position).position
        replayed = world.path.with_name(f"as-of-{position}.duckdb")
        world.rebuild(replayed, until=position)
        assert world.tables(replayed) == world.tables()


def test_an_earlier_position_is_replayed(world: World) -> None:
    """Asking for the past of a warehouse that is further gives that past, and the next build goes
    on from there.
    """
    _history(world)
    world.build()
    now = world.tables()
    assert 4 == world.build(until=4).position
    assert 4 == published_position(world.path)
    world.build()
    assert now == world.tables()


def test_nothing_new_publishes_nothing(world: World) -> None:
    """A second build finds its work done and leaves the published file alone."""
    _history(world)
    assert world.build().published
    snapshot = world.path.resolve()
    assert not world.build().published
    assert snapshot == world.path.resolve()


@pytest.mark.parametrize("table", ["load", "coverage"])
def test_a_file_that_cannot_be_trusted_is_made_anew(world: World, table: str) -> None:
    """A published file that is damaged, or lacks what it must have, is replaced by one made from
    the log.
    """
    _history(world)
    world.build()
    expected = world.tables()
    snapshot = world.path.resolve()
    snapshot.chmod(0o644)
    if table == "load":
        with duckdb.connect(str(snapshot)) as connection:
            connection.execute("DELETE FROM load")
    else:
        snapshot.write_bytes(b"not a database")
    assert world.build().published
    assert expected == world.tables()


def test_a_warehouse_of_another_log_is_made_anew(world: World, tmp_path: Path) -> None:
    """Positions of another log mean nothing here, even when they are as high."""
    _history(world)
    world.build()
    (tmp_path / "other").mkdir()
    other = new_world(tmp_path / "other")
    for number in range(world.log.position()):
        other.tell(listed(f"kv-ek-{number}"))
    other.path = world.path
    assert other.build().published
    assert [(other.log.position(),)] == other.rows("SELECT count(*) FROM coverage")


def test_the_history_of_quality_is_bounded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many runs the latest stay, those that a rebuild keeps; a batch that is judged again counts
    as late as that.
    """
    monkeypatch.setattr("pipeline.warehouse.load.RUNS_KEPT", 2)
    runs = [world.keep(paper(f"kst-36000-{letter}")) for letter in "ABCD"]
    kept = []
    for run in (*runs, runs[0]):
        world.tell(validated(run))
        world.build()
        kept.append({name for (name,) in world.rows("SELECT DISTINCT run_id FROM quality_result")})
    assert [{*runs[:1]}, {*runs[:2]}, {*runs[1:3]}, {*runs[2:4]}, {runs[3], runs[0]}] == kept
    again = world.path.with_name("again.duckdb")
    world.rebuild(again)
    assert world.tables(again) == world.tables()


def test_warnings_follow_the_text_in_the_tables(world: World) -> None:
    """A paper that was held back has none; let in by a person, it has those of its judgement;
    rejected, none again.
    """
    batch = world.keep(paper("kst-36000-A"))
    told = []
    for event in (
        quarantined("kst-36000-A", "Waarom?", batch),
        released("kst-36000-A", "Waarom?"),
        rejected("kst-36000-A", "Waarom?"),
    ):
        world.tell(event)
        world.build()
        told.append(
            world.rows("SELECT publication_id, ordinal, rule, reason, words FROM quality_warning")
        )
    assert [[], [("kst-36000-A", 1, "question.text", "kort", "Waa")], []] == told
