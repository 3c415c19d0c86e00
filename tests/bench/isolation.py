"""Reading in the limited process pool, beside reading in this process, over the papers at hand.

Run: python tests/bench/isolation.py [papers]

Processor time of this process and its workers together, the median of five alternating rounds.
"""

import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from figures import Figure, report

from pipeline.isolation import Limits, Pool, Task
from pipeline.isolation.work import work
from pipeline.parsing.origin import Origin

PROJECT = Path(__file__).resolve().parents[2]
FOLDERS = (PROJECT.parent / "shared" / "corpus" / "letters", PROJECT / "sample" / "letters")
ROUNDS = 5
MOST_MS, MOST_SHARE = 2.0, 1.15
LEAST_SPEEDUP, MOST_PARENT = 1.8, 0.10


def tasks(most: int) -> list[Task]:
    """Return every paper at hand, small folders several times over."""
    files = sorted(file for folder in FOLDERS if folder.is_dir() for file in folder.iterdir())
    read = [(file, file.read_bytes()) for file in files[:most] if file.is_file()]
    return [Task(told, file.name, origin=Origin.of_file(file.stem, told)) for file, told in read]


def spent(work_: Callable[[], object]) -> float:
    """Return the processor seconds of this process and of its children that ended."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
    work_()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = after.ru_utime + after.ru_stime - before[0].ru_utime - before[0].ru_stime
    return children + time.process_time() - before[1]


def processor_seconds(process: int) -> float:
    """Return the processor time that a running process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(most: int = 10_000) -> int:
    """Measure and report."""
    asked = tasks(most)
    pool = Pool(Limits(), 1)
    warm = sum(1 for _ in pool.run(asked))
    here, there, parents = [], [], []
    for _ in range(ROUNDS):
        here.append(spent(lambda: [work(task) for task in asked]))
        (worker,) = pool.processes()
        before, own = processor_seconds(worker), time.process_time()
        assert warm == sum(1 for _ in pool.run(asked))
        parents.append(time.process_time() - own)
        there.append(processor_seconds(worker) - before + parents[-1])
    pool.close()
    share = median(b / a for a, b in zip(here, there, strict=True))
    more = median((b - a) / warm * 1000 for a, b in zip(here, there, strict=True))
    figures = [
        Figure("pool: processor time beside in process", share, MOST_SHARE),
        Figure("pool: more milliseconds a paper", more, MOST_MS),
        Figure("pool: share of the parent", median(parents) / median(there), MOST_PARENT),
        Figure("in process: milliseconds a paper", median(here) / warm * 1000),
    ]
    if os.getloadavg()[0] < 1 and len(os.sched_getaffinity(0)) > 1:
        figures.append(
            Figure("pool: two workers beside one", speedup(asked), LEAST_SPEEDUP, least=True)
        )
    return report("isolation", figures, {"papers": warm})


def speedup(asked: list[Task]) -> float:
    """Return how many times as fast two workers are, by the clock."""
    taken = {}
    for size in (1, 2):
        pool = Pool(Limits(), size)
        list(pool.run(asked[:20]))
        rounds = []
        for _ in range(3):
            began = time.perf_counter()
            list(pool.run(asked))
            rounds.append(time.perf_counter() - began)
        taken[size] = min(rounds)
        pool.close()
    return taken[1] / taken[2]


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
