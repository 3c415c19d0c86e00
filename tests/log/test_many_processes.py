"""Eight processes append to one log at the same time: nothing is lost, nothing is there twice,
nobody reads past an event.
"""

import time
from concurrent.futures import ProcessPoolExecutor, wait
from threading import Thread

import psycopg
import pytest
from concurrent_appends import append_to_one, follow, note_own, note_same, own_papers, wait_until
from event_builders import PAPER, assigned, fetched
from log_locations import WORKERS, emptied

from pipeline.identity import stream_id
from pipeline.log import open_log
from pipeline.log.storage import CHUNK


@pytest.fixture(autouse=True)
def warm(processes: ProcessPoolExecutor) -> None:
    """Wait until all eight processes have started, so that a test can start them at once."""
    wait([processes.submit(wait_until, time.time() + 0.2) for _ in range(WORKERS)])


def soon() -> float:
    """Return the instant at which all processes shall start."""
    return time.time() + 0.3


def test_processes_that_create_the_log_at_once_lose_no_event(
    log_url: str, processes: ProcessPoolExecutor
) -> None:
    """No log is there yet: all eight make it, and every claim is in it once."""
    start, papers = soon(), 250
    futures = [
        processes.submit(note_own, log_url, worker, papers, start) for worker in range(WORKERS)
    ]
    told = [position for future in futures for position in future.result()]
    with open_log(log_url) as log:
        pairs = list(log.read())
    assert sorted(told) == [position for position, _ in pairs]
    assert {event.stream for worker in range(WORKERS) for event in own_papers(worker, papers)} == {
        e.stream for _, e in pairs
    }
    assert len(pairs) == WORKERS * papers


def test_large_batches_of_two_processes_both_arrive_whole(
    log_url: str, processes: ProcessPoolExecutor
) -> None:
    """Large batches of two processes interleave and both arrive whole, each in its own order."""
    start, papers = soon(), 2 * CHUNK + 100
    futures = [processes.submit(note_own, log_url, worker, papers, start) for worker in range(2)]
    for future in futures:
        positions = future.result()
        assert positions == sorted(set(positions))
    with open_log(log_url) as log:
        streams = [event.stream for _, event in log.read()]
    assert len(streams) == 2 * papers
    assert len(set(streams)) == 2 * papers


def test_processes_that_note_the_same_events_store_each_once(
    log_url: str, processes: ProcessPoolExecutor
) -> None:
    """Ten runs over one interval claim the same of the same papers: each claim is one event, from
    whomever.
    """
    start, papers = soon(), 1_000
    counts = [
        future.result()
        for future in [processes.submit(note_same, log_url, papers, start) for _ in range(WORKERS)]
    ]
    assert sum(counts) == papers
    with open_log(log_url) as log:
        assert own_papers(0, papers) == [event for _, event in log.read()]


def test_processes_that_append_to_one_paper_lose_no_event(
    log_url: str, processes: ProcessPoolExecutor
) -> None:
    """Every append to the same paper conflicts with seven others and is taken anew until it is in,
    once.
    """
    start, times = soon(), 10
    futures = [
        processes.submit(append_to_one, log_url, worker, times, start) for worker in range(WORKERS)
    ]
    assert [times] * WORKERS == [future.result() for future in futures]
    with open_log(log_url) as log:
        state = log.publication(PAPER)
    assert WORKERS * times == state.stream_version
    expected = {f"name {worker}.{number}" for worker in range(WORKERS) for number in range(times)}
    assert expected == {event.value for event in state.identifiers}


def test_a_reader_that_follows_concurrent_writers_misses_no_event(
    log_url: str, processes: ProcessPoolExecutor
) -> None:
    """Whoever reads on from the last position seen, while seven others write, sees what a reader
    sees afterwards.
    """
    open_log(log_url).close()
    start, papers = soon(), 400
    follower = processes.submit(follow, log_url, 7 * papers, start)
    wait([processes.submit(note_own, log_url, worker, papers, start) for worker in range(7)])
    with open_log(log_url) as log:
        assert follower.result() == [position for position, _ in log.read()]


def test_a_reader_never_skips_a_late_commit(postgres: str) -> None:
    """A transaction that holds its positions for long holds up later ones, so that no reader steps
    over it.

    PostgreSQL draws positions from a sequence when rows are inserted, not when they are committed.
    A trigger makes the first writer slow between the two; the second starts meanwhile and must
    neither get in front nor be seen before it.
    """
    url = emptied(postgres)
    slow = stream_id("kst-10000-1").hex
    with open_log(url) as log:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                f"""
                CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF NEW.originator_id = '{slow}'::uuid THEN PERFORM pg_sleep(1); END IF; RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON stored_events
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dawdle();
                """
            )
        writer = Thread(target=log.note, args=([fetched(paper="kst-10000-1")],))
        writer.start()
        time.sleep(0.3)  # the first writer has its position and dawdles before its commit
        begun = time.monotonic()
        seen_meanwhile = list(log.read())
        assert time.monotonic() - begun < 0.3  # readers are not held up
        log.note([assigned("in a hurry")])
        seen_then = [event for _, event in log.read()]
        writer.join()
    assert seen_meanwhile == []
    assert [fetched(paper="kst-10000-1"), assigned("in a hurry")] == seen_then
