"""The process that forks for every query: what a query costs before it runs, and who shares it."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.console import run, stream
from pipeline.errors import QueryRefused
from pipeline.sandbox.running import NURSERY, Cancellation, Nursery
from pipeline.sandbox.task import Task
from pipeline.warehouse.reader import SESSION

ENDLESS = "SELECT count(*) FROM range(1000000000000) a, range(1000) b"


def processor_milliseconds(process: int) -> float:
    """Return the processor time that a process and its threads took so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children(process: int) -> list[int]:
    """Return the processes that any thread of a process made and that still run."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for found in lists for number in found.read_text("ascii").split()]


def forks() -> list[int]:
    """Return the processes of queries that run now."""
    (nursery,) = [
        child
        for child in children(os.getpid())
        if b"nursery" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    alive = []
    for process in children(nursery):
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
        if state.split()[0] != "Z":
            alive.append(process)
    return alive


def the_fork() -> int:
    """Return the process of the one query that was started just now."""
    until = time.monotonic() + 30
    while not (found := forks()) and time.monotonic() < until:
        time.sleep(0.005)
    (process,) = found
    return process


def none_left() -> bool:
    """Wait until no query runs; return True if that came to be."""
    until = time.monotonic() + 30
    while forks() and time.monotonic() < until:
        time.sleep(0.05)
    return not forks()


def barriers_of_this_kernel() -> int:
    """Return how many barriers a process can close here."""
    program = "from pipeline.barriers import close_barriers; print(len(close_barriers()))"
    return int(subprocess.check_output([sys.executable, "-I", "-c", program]))


def test_a_query_costs_little_before_it_runs(sample_warehouse: Path) -> None:
    """At most 60 ms of processor time from the fork until the first rows, the query included."""
    run("SELECT 1", path=sample_warehouse)
    costs = []
    for _ in range(5):
        assert none_left()
        task = Task(
            "FROM range(1000000)", {}, str(sample_warehouse.resolve()), SESSION, 10, "512MB", None
        )
        query = NURSERY.start()
        try:
            process = the_fork()
            query.tell(task.to_json().encode())
            query.rows.read(1000)  # the head of the stream: the query has begun, the pipe is full
            costs.append(processor_milliseconds(process))
        finally:
            query.kill()
            query.close()
    assert min(costs) <= 60, costs


def test_a_query_with_parameters_loads_no_pandas(sample_warehouse: Path) -> None:
    """Looked at from outside, in the memory of its process, while it runs."""
    loaded = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            with suppress(OSError):  # a process that ends just now
                for process in forks():
                    maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8")
                    loaded.update(name for name in ("duckdb", "/pandas/") if name in maps)
            time.sleep(0.01)

    run("SELECT 1", path=sample_warehouse)
    watch = threading.Thread(target=look)
    watch.start()
    try:
        with pytest.raises(QueryRefused, match="the 3 seconds"):
            run(
                f"{ENDLESS} WHERE a.range <> $number",
                path=sample_warehouse,
                parameters={"number": 1},
                seconds=3,
            )
    finally:
        ended.set()
        watch.join()
    assert {"duckdb"} == loaded


def test_no_two_queries_share_a_process(sample_warehouse: Path) -> None:
    """Each query runs in a process of its own, which is gone when the query is."""
    run("SELECT 1", path=sample_warehouse)
    assert none_left()
    with stream("FROM range(10000000)", path=sample_warehouse) as one:
        next(one.batches())
        first = set(forks())
        with stream("FROM range(10000000)", path=sample_warehouse) as other:
            next(other.batches())
            both = set(forks())
    assert 1 == len(first)
    assert 2 == len(both)
    assert none_left()


def test_a_query_runs_behind_the_barriers_of_the_kernel(sample_warehouse: Path) -> None:
    """All its threads do; the process that forks it has none, for it has to fork."""
    if barriers_of_this_kernel() < 2:
        pytest.skip("this kernel has no Landlock or no seccomp: only limits hold")
    assert none_left()
    with stream("FROM range(10000000)", path=sample_warehouse) as one:
        next(one.batches())
        (process,) = forks()
        threads = list(Path(f"/proc/{process}/task").iterdir())
        states = [(thread / "status").read_text() for thread in threads]
    assert len(states) > 1
    assert all("Seccomp:\t2" in state and "NoNewPrivs:\t1" in state for state in states)


def test_a_query_is_cancelled_from_another_thread(sample_warehouse: Path) -> None:
    """The query ends at once and says that it was cancelled."""
    cancellation = Cancellation()
    threading.Timer(1.0, cancellation.cancel).start()
    began = time.monotonic()
    with pytest.raises(QueryRefused, match="cancelled"):
        run(ENDLESS, path=sample_warehouse, seconds=60, cancellation=cancellation)
    assert time.monotonic() - began < 20


def test_a_killed_query_server_is_replaced(sample_warehouse: Path) -> None:
    """Whatever ends the nursery, the next query is answered."""
    run("SELECT 1", path=sample_warehouse)
    NURSERY.stop()
    assert [(2,)] == run("SELECT 2", path=sample_warehouse).rows


def test_queries_end_with_the_process_that_asked() -> None:
    """If the socket closes, the nursery ends what runs, and itself."""
    nursery = Nursery()
    before = set(children(os.getpid()))
    query = nursery.start()
    (process,) = set(children(os.getpid())) - before  # the nursery, which start() has started
    nursery.stop()
    assert b"" == query.words.read()
    os.waitpid(process, 0)
    query.close()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to count open files")
def test_a_query_that_cannot_start_leaves_no_pipe_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is out of processes for a while would run out of files as well."""

    def refuse(*_: object) -> None:
        raise BlockingIOError

    nursery = Nursery()
    monkeypatch.setattr(nursery, "_send", refuse)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        with pytest.raises(BlockingIOError):
            nursery.start()
    after = len(list(Path("/proc/self/fd").iterdir()))
    assert after < before + 20  # other threads of the tests open files too
