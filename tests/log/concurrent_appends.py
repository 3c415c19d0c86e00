"""Steps of the eight processes of the tests: each function opens the log itself and appends to it."""

import time

from event_builders import PAPER, assigned, fetched

from pipeline.domain.events import Event
from pipeline.log import Placed, open_log


def wait_until(moment: float) -> None:
    """Let every process start at the same instant."""
    time.sleep(max(0.0, moment - time.time()))


def own_papers(worker: int, papers: int) -> list[Event]:
    """Return claims about papers that no other worker knows."""
    return [fetched(paper=f"kst-{10_000 + worker}-{number}") for number in range(papers)]


def note_own(url: str, worker: int, papers: int, start: float) -> list[int]:
    """Note one claim about each of many own papers, in one call; the positions that they got."""
    wait_until(start)
    with open_log(url) as log:
        return [position for position, _ in log.note(own_papers(worker, papers))]


def note_same(url: str, papers: int, start: float) -> int:
    """Note what every other worker notes too; how many events came of it."""
    wait_until(start)
    with open_log(url) as log:
        return len(log.note(own_papers(0, papers)))


def append_to_one(url: str, worker: int, times: int, start: float) -> int:
    """Append a name to the paper that every worker appends to, again and again; how many events
    came of it.
    """
    wait_until(start)
    placed: list[Placed] = []
    with open_log(url) as log:
        for number in range(times):
            name = assigned(f"name {worker}.{number}")
            placed += log.record(PAPER, lambda _, name=name: [name])
    return len(placed)


def follow(url: str, until_count: int, start: float) -> list[int]:
    """Read on from the last position seen until so many events were seen; their positions."""
    wait_until(start)
    seen: list[int] = []
    deadline = time.time() + 60
    with open_log(url) as log:
        while len(seen) < until_count and time.time() < deadline:
            seen += [position for position, _ in log.read(after=seen[-1] if seen else 0)]
    return seen
