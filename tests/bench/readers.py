"""100 readers query while 50 loads publish: no error, no torn read, no reader left on an old
snapshot.

Run: python tests/bench/readers.py [readers] [loads]

Half of the readers open a connection for every query, half keep one for twenty queries. Every load
rewrites one paper with other questions and, as its text, a checksum over them, so a reader that saw
rows of two loads would know.
"""

import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import duckdb

sys.path.extend(str(Path(__file__).resolve().parents[1] / name) for name in (".", "warehouse"))
from event_builders import accepted, fetched
from figures import Figure, report
from hand_made_pipeline import HandMadePipeline, new_hand_made_pipeline, paper

from pipeline.warehouse import connect

PROCESSES = 4
MOST_PUBLISH_SECONDS = 0.5
QUESTIONS = 200
PAPER = "kst-36000-A"
CHECKSUM = """
    SELECT (SELECT text FROM publication_text) = (SELECT sha256(string_agg(text, '|' ORDER BY ordinal)) FROM question)
       AND (SELECT log_position FROM publication) = (SELECT log_position FROM load),
       (SELECT log_position FROM load)
"""


def publish(hand_made_pipeline: HandMadePipeline, number: int) -> None:
    """Load and publish the version ``number`` of the paper."""
    rows = paper(PAPER, f"version {number}", questions=QUESTIONS)
    for question in rows["question"]:
        question["text"] = f"question {question['ordinal']} of version {number}"
    checksum = sha256(
        "|".join(str(question["text"]) for question in rows["question"]).encode()
    ).hexdigest()
    rows["publication_text"][0]["text"] = checksum
    batch = hand_made_pipeline.keep(rows)
    hand_made_pipeline.tell(
        fetched(checksum, PAPER), accepted(checksum, paper=PAPER, batch_sha256=batch)
    )
    hand_made_pipeline.build()


def look(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the position of the snapshot that this connection reads, once its checksum was found
    to be right.
    """
    found = connection.execute(CHECKSUM).fetchone()
    if found is None or not found[0]:
        raise AssertionError(f"torn read: {found}")
    return int(found[1])


def read(path: Path, stop: Path, *, holds: bool) -> tuple[int, list[float]]:
    """Query until the file ``stop`` is there; return the number of queries and how long
    each opening took.
    """
    queries, openings, last = 0, [], 0
    while not stop.exists():
        began = time.perf_counter()
        with connect(path) as connection:
            openings.append(time.perf_counter() - began)
            position = look(connection)
            if position < last:
                raise AssertionError(f"went back from {last} to {position}")
            last = position
            queries += 1
            for _ in range(19 if holds else 0):
                if look(connection) != position:
                    raise AssertionError("a held connection changed its snapshot")
                queries += 1
                time.sleep(0.5)
        time.sleep(1)
    return queries, openings


def read_in_threads(path: Path, stop: Path, readers: int) -> tuple[int, list[float]]:
    """Run that many readers in one process."""
    with ThreadPoolExecutor(readers) as pool:
        found = [pool.submit(read, path, stop, holds=bool(number % 2)) for number in range(readers)]
        results = [one.result() for one in found]
    return sum(queries for queries, _ in results), [
        taken for _, openings in results for taken in openings
    ]


def main(readers: int = 100, loads: int = 50) -> int:
    """Run it and report; raises where a reader saw anything wrong."""
    with tempfile.TemporaryDirectory() as folder:
        hand_made_pipeline = new_hand_made_pipeline(Path(folder))
        stop = Path(folder) / "stop"
        publish(hand_made_pipeline, 0)
        taken: list[float] = []
        with (
            connect(hand_made_pipeline.path) as held,
            ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool,
        ):
            first = look(held)
            found = [
                pool.submit(read_in_threads, hand_made_pipeline.path, stop, readers // PROCESSES)
                for _ in range(PROCESSES)
            ]
            time.sleep(3)  # the readers' processes have started
            for number in range(1, loads + 1):
                began = time.process_time()
                publish(hand_made_pipeline, number)
                taken.append(time.process_time() - began)
                with connect(hand_made_pipeline.path) as same_process:
                    if look(same_process) != hand_made_pipeline.log.position():
                        raise AssertionError(
                            "a reader that opened after the publish did not see it"
                        )
            stop.touch()
            results = [one.result() for one in found]
            if look(held) != first:
                raise AssertionError("a connection held through all loads changed its snapshot")
        script = f"from pathlib import Path; from pipeline.warehouse import published_position; print(published_position(Path({str(hand_made_pipeline.path)!r})))"
        seen = subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, text=True
        ).stdout
        if int(seen) != hand_made_pipeline.log.position():
            raise AssertionError("a new process did not see the last publish")
        openings = [one for _, several in results for one in several]
        queries = sum(queries for queries, _ in results)
        figures = [
            Figure("load and publish, s of this process", median(taken), MOST_PUBLISH_SECONDS),
            Figure("queries, none torn", queries, 1, least=True),
            Figure("opening by the clock, median s", median(openings)),
            Figure("threads left", threading.active_count(), 1),
        ]
    return report("readers", figures, {"readers": readers, "loads": loads})


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
