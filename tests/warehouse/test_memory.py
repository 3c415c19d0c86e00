"""A load under a memory limit finishes, or ends with a message; readers keep what they had."""

from collections.abc import Callable
from typing import Any

import duckdb
import pytest
from event_builders import accepted, fetched, listed
from hand_made_pipeline import HandMadePipeline, paper

from pipeline.conditions import foreseen_as_conditions
from pipeline.errors import MachineCondition
from pipeline.log import eventlog
from pipeline.warehouse import build, load

PAPERS = [f"kst-36{number:03}-A" for number in range(15)]
TEXT = "Waarom? " * 200
LIMITS = ("4MB", "12MB", "40MB", "400MB")


def tell(hand_made_pipeline: HandMadePipeline, names: list[str]) -> None:
    """Let these papers be accepted in one batch."""
    batch = hand_made_pipeline.keep(*(paper(name, TEXT, questions=5) for name in names))
    for name in names:
        hand_made_pipeline.tell(
            listed(name), fetched(TEXT, name), accepted(TEXT, paper=name, batch_sha256=batch)
        )


def limited(monkeypatch: pytest.MonkeyPatch, memory: str) -> None:
    """Give DuckDB so much memory where it writes."""
    connect = duckdb.connect

    def less(path: str, **given: Any) -> duckdb.DuckDBPyConnection:  # noqa: ANN401
        if not given.get("read_only"):
            given["config"] = {**given.get("config", {}), "memory_limit": memory}
        return connect(path, **given)

    monkeypatch.setattr(build.duckdb, "connect", less)


def end_of(load: Callable[[], object]) -> str:
    """Run a load; return *finished*, or the message with which it ended."""
    try:
        with foreseen_as_conditions():
            load()
    except MachineCondition as error:
        return str(error)
    return "finished"


@pytest.mark.parametrize("form", ["update", "anew"])
def test_a_load_ends_or_finishes_and_never_harms_what_is_published(
    form: str,
    hand_made_pipeline: HandMadePipeline,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Too little memory is no damage: nothing is made anew because of it."""
    tell(hand_made_pipeline, PAPERS[:2])
    hand_made_pipeline.build()
    before = hand_made_pipeline.tables()
    tell(hand_made_pipeline, PAPERS[2:])
    made = (
        hand_made_pipeline.build
        if form == "update"
        else lambda: hand_made_pipeline.rebuild(hand_made_pipeline.path)
    )
    ends = []
    for memory in LIMITS:
        with monkeypatch.context() as patched:
            limited(patched, memory)
            ends.append(end_of(made))
        if ends[-1] == "finished":
            break
        assert before == hand_made_pipeline.tables()
    assert ["finished"] == ends[-1:]
    assert "memory ran out" in ends[0]
    assert "damaged" not in caplog.text
    now = hand_made_pipeline.tables()
    again = hand_made_pipeline.path.with_name("again.duckdb")
    hand_made_pipeline.rebuild(again)
    assert hand_made_pipeline.tables(again) == now
    assert len(PAPERS) == len(now["publication"])
    assert not [file for file in hand_made_pipeline.path.parent.iterdir() if "tmp" in file.name]


def test_a_new_file_is_written_out_by_the_size_of_its_rows(
    hand_made_pipeline: HandMadePipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few long papers wait in memory no longer than many short ones."""
    tell(hand_made_pipeline, PAPERS)
    monkeypatch.setattr(eventlog, "SLICE", 3)
    monkeypatch.setattr(load, "WRITTEN_TOGETHER", 3 * len(TEXT))
    waiting = []
    write_out = load.Target.write_out

    def noted(target: load.Target, at_least: int) -> None:
        write_out(target, at_least)
        waiting.append(target.waiting)

    monkeypatch.setattr(load.Target, "write_out", noted)
    hand_made_pipeline.build()
    assert [0] * (1 + len(PAPERS) // 3) == waiting
    assert len(PAPERS) == len(hand_made_pipeline.tables()["publication"])


@pytest.mark.parametrize("form", ["update", "anew"])
def test_a_file_is_written_by_one_thread(
    form: str, hand_made_pipeline: HandMadePipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its many small statements pay for a second one and gain nothing from it."""
    tell(hand_made_pipeline, PAPERS[:1])
    if form == "update":
        hand_made_pipeline.build()
        tell(hand_made_pipeline, PAPERS[1:2])
    threads = []
    connect = duckdb.connect

    def noted(path: str, **given: Any) -> duckdb.DuckDBPyConnection:  # noqa: ANN401
        connection = connect(path, **given)
        if not given.get("read_only"):
            threads.extend(connection.execute("SELECT current_setting('threads')").fetchone() or ())
        return connection

    monkeypatch.setattr(build.duckdb, "connect", noted)
    hand_made_pipeline.build()
    assert {1} == set(threads)
