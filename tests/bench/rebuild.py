"""A rebuild of the warehouse beside its floor, and its memory, on made-up papers.

Run: python tests/bench/rebuild.py [papers held ...]

The floor is what DuckDB alone needs for the same file: same tables, block size, thread, the Parquet
blobs of all batches read at once, the log's events as raw rows, and the SQL that the project ships
for the index and for the links and views. It folds no event, checks no row and derives nothing.
Each is measured in a process of its own: processor seconds, and the peak of its memory.
"""

import json
import math
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import duckdb
import polars as pl

sys.path.extend(str(Path(__file__).resolve().parents[1] / name) for name in (".", "warehouse"))
from figures import Figure, report
from hand_made_pipeline import new_hand_made_pipeline
from held_papers import hold_many, seconds

from pipeline.store.batches import read_manifest
from pipeline.store.content import ContentStore
from pipeline.warehouse.build import BLOCK_BYTES
from pipeline.warehouse.fulltext import create_index, create_search, update_index
from pipeline.warehouse.memory import memory_config
from pipeline.warehouse.schema import create_tables, create_views

SIZES = (1_000, 10_000)
"""Papers held; 100,000 take a quarter of an hour on a busy machine, so they are asked for by hand."""
LEAST_SHARE, MOST_MB, MOST_EXPONENT = 0.65, 1_000.0, 1.05
"""The share was to be 0.8; docs/performance.md says where the rest goes."""


def rebuild(folder: Path) -> None:
    """Make the warehouse of the papers in the folder as the pipeline does."""
    hand_made_pipeline = new_hand_made_pipeline(folder)
    hand_made_pipeline.rebuild(folder / "rebuilt.duckdb")
    hand_made_pipeline.log.close()


def floor(folder: Path) -> None:
    """Make a file with the same rows of papers by DuckDB alone."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "default_block_size": BLOCK_BYTES,
        "threads": 1,
        **memory_config(),
    }
    with duckdb.connect(str(folder / "floor.duckdb"), config=config) as connection:
        create_tables(connection)
        create_index(connection)
        for table, files in blobs(folder).items():
            connection.execute(f"INSERT INTO {table} BY NAME FROM read_parquet({files})")
        log = sqlite3.connect(folder / "log.sqlite")
        kept_log(connection, log)
        names = connection.execute("SELECT publication_id FROM publication").pl()
        update_index(connection, names, names.clear())
        create_views(connection)
        create_search(connection)
        connection.execute("CHECKPOINT")


def kept_log(connection: duckdb.DuckDBPyConnection, log: sqlite3.Connection) -> None:
    """Copy the stored events as they are, in portions."""
    rows = log.execute("SELECT * FROM stored_events")
    columns = [name for name, *_ in rows.description]
    while portion := rows.fetchmany(50_000):
        connection.register("portion", pl.DataFrame(portion, schema=columns, orient="row"))
        connection.execute("CREATE TABLE IF NOT EXISTS raw_log AS FROM portion LIMIT 0")
        connection.execute("INSERT INTO raw_log FROM portion")


def blobs(folder: Path) -> dict[str, list[str]]:
    """Return the Parquet files of all accepted batches, by table."""
    store = ContentStore((folder / "store").resolve().as_uri())
    accepted = sqlite3.connect(folder / "log.sqlite").execute(
        "SELECT DISTINCT json_extract(state, '$.batch_sha256') FROM stored_events "
        "WHERE topic = 'griffier.publication-accepted'"
    )
    found: dict[str, list[str]] = defaultdict(list)
    for (batch,) in accepted:
        for table, blob in read_manifest(store, batch).tables.items():
            found[table].append(str(folder / "store" / blob[:2] / blob))
    return found


WORK = {"rebuild": rebuild, "floor": floor}


def measured(work: str, folder: Path) -> tuple[float, float]:
    """Do one of the two in a process of its own; return processor seconds and peak MB."""
    done = subprocess.run(
        [sys.executable, __file__, work, str(folder)], stdout=subprocess.PIPE, check=True
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def itself(work: str, folder: str) -> int:
    """Do one of the two in this process; print processor seconds, imports excluded, and peak MB."""
    spent = seconds(lambda: WORK[work](Path(folder)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([spent, peak]))
    return 0


def main(*sizes: int) -> int:
    """Measure each size and report."""
    figures: list[Figure] = []
    spent: dict[int, float] = {}
    for size in sizes or SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            hand_made_pipeline = new_hand_made_pipeline(folder)
            hold_many(hand_made_pipeline, size)
            hand_made_pipeline.log.close()
            least, _ = measured("floor", folder)
            (folder / "floor.duckdb").unlink()
            spent[size], peak = measured("rebuild", folder)
        figures += [
            Figure(f"{size:,} held: floor, s", least),
            Figure(f"{size:,} held: rebuild, s", spent[size]),
            Figure(
                f"{size:,} held: floor beside the rebuild",
                least / spent[size],
                LEAST_SHARE,
                least=True,
            ),
            Figure(f"{size:,} held: peak of the rebuild, MB", peak, MOST_MB),
        ]
    few, many = min(spent), max(spent)
    if few < many:
        exponent = math.log(spent[many] / spent[few]) / math.log(many / few)
        figures.append(Figure(f"exponent from {few:,} to {many:,} held", exponent, MOST_EXPONENT))
    return report("rebuild", figures, {"papers": "made up, 4 questions each"})


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WORK:
        sys.exit(itself(*sys.argv[1:]))
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
