"""A load under a memory limit finishes, or ends with a message; readers keep what they had."""

from collections.abc import Callable
from typing import Any

import duckdb
import pytest
from in_memory_pipeline import InMemoryPipeline, accepted, fetched, listed, paper

from pipeline.conditions import conditions_told
from pipeline.errors import MachineCondition
from pipeline.warehouse import build

PAPERS = [f"kst-36{number:03}-A" for number in range(15)]
TEXT = "Waarom? " * 200
LIMITS = ("4MB", "12MB", "40MB", "400MB")


def tell(memory_pipeline: InMemoryPipeline, names: list[str]) -> None:
    """Let these papers be accepted in one batch."""
    batch = memory_pipeline.keep(*(paper(name, TEXT, questions=5) for name in names))
    for name in names:
        memory_pipeline.tell(listed(name), fetched(name, TEXT), accepted(name, TEXT, batch))


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
        with conditions_told():
            load()
    except MachineCondition as error:
        return str(error)
    return "finished"


@pytest.mark.parametrize("form", ["update", "anew"])
def test_a_load_ends_or_finishes_and_never_harms_what_is_published(
    form: str,
    memory_pipeline: InMemoryPipeline,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Too little memory is no damage: nothing is made anew because of it."""
    tell(memory_pipeline, PAPERS[:2])
    memory_pipeline.build()
    before = memory_pipeline.tables()
    tell(memory_pipeline, PAPERS[2:])
    made = (
        memory_pipeline.build
        if form == "update"
        else lambda: memory_pipeline.rebuild(memory_pipeline.path)
    )
    ends = []
    for memory in LIMITS:
        with monkeypatch.context() as patched:
            limited(patched, memory)
            ends.append(end_of(made))
        if ends[-1] == "finished":
            break
        assert before == memory_pipeline.tables()
    assert ["finished"] == ends[-1:]
    assert "memory ran out" in ends[0]
    assert "damaged" not in caplog.text
    now = memory_pipeline.tables()
    again = memory_pipeline.path.with_name("again.duckdb")
    memory_pipeline.rebuild(again)
    assert memory_pipeline.tables(again) == now
    assert len(PAPERS) == len(now["publication"])
    assert not [file for file in memory_pipeline.path.parent.iterdir() if "tmp" in file.name]
