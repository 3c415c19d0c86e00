"""The SQL console: arbitrary queries on the warehouse, read-only, with time and memory limits.

Every query runs in a process of its own (``pipeline.sandbox``) that may read one file and nothing
else, so nothing that it does to its database, its settings or its memory outlives it or reaches
this process. ``pipeline.sandbox.nursery`` forks these processes; it is started with the first
query. Attacks that were tried: tests/use/test_console_attacks.py; the reasons for this design:
docs/decisions/0009-console.md.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import pyarrow as pa

from pipeline.errors import ConfigurationError, QueryRefused
from pipeline.sandbox.running import NURSERY, Cancellation, Running
from pipeline.sandbox.task import Task
from pipeline.warehouse.reader import SESSION, current_snapshot

START_SECONDS = 5.0
"""The grace period beyond the query's own time, after which its process is killed from here.

It is for the start of the process, and for its report that the time was up.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """The rows as Python values under their column names; ``types`` are DuckDB's names for them.

    ``truncated`` is True if the query has more rows than requested; ``seconds`` is its duration.
    ``sample`` is True if the warehouse holds the fictional sample.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[object, ...]]
    truncated: bool
    seconds: float
    sample: bool


def run(
    sql: str,
    *,
    path: Path,
    parameters: Mapping[str, object] | None = None,
    seconds: float = 10.0,
    memory: str = "512MB",
    rows: int = 1000,
    cancellation: Cancellation | None = None,
) -> Result:
    """Return the first ``rows`` rows of a query on the published warehouse, within its limits.

    ``path`` is where the warehouse is published. ``parameters`` are the values of ``$name`` in the
    query: text, numbers, booleans or None. ``memory`` is written like ``512MB``.

    Raises:
        QueryRefused: it is not SQL, does more than read, fails, or takes more time or memory than
            allowed. Its message is meant for the author of the query.
        ConfigurationError: nothing was published under this path yet.
    """
    began = time.perf_counter()
    with stream(
        sql,
        path=path,
        parameters=parameters,
        seconds=seconds,
        memory=memory,
        rows=rows,
        cancellation=cancellation,
    ) as answer:
        fetched = list(answer.rows())
    return Result(
        tuple(answer.schema.names),
        answer.types,
        fetched,
        answer.truncated,
        time.perf_counter() - began,
        answer.sample,
    )


@contextmanager
def stream(
    sql: str,
    *,
    path: Path,
    parameters: Mapping[str, object] | None = None,
    seconds: float = 10.0,
    memory: str = "512MB",
    rows: int | None = None,
    cancellation: Cancellation | None = None,
) -> Iterator[Answer]:
    """Yield the answer to a query as a stream of rows, at most ``rows`` or all if it is None.

    Raises as ``run`` does, at the latest when the last batch is read.
    """
    snapshot = current_snapshot(path)
    if snapshot is None:
        raise ConfigurationError(
            f"no warehouse was published as {path}: run `griffier ingest` or `griffier rebuild` "
            "first"
        )
    if any("\ud800" <= character <= "\udfff" for character in sql):
        raise QueryRefused("this has half of a character in it: write the query again")
    task = Task(sql, dict(parameters or {}), str(snapshot), SESSION, seconds, memory, rows)
    query = NURSERY.start()
    timer = Timer(seconds + START_SECONDS, query.kill)
    timer.daemon = True
    timer.start()
    if cancellation:
        cancellation.of(query)
    try:
        yield Answer(query, task)
    finally:
        timer.cancel()
        query.kill()
        query.close()


class Answer:
    """The rows of a query while its process sends them.

    ``schema`` is Arrow's, ``types`` are DuckDB's names for the types of the columns. ``truncated``
    is set after the last batch: True if there were more rows. ``empty`` is True until a row came.
    ``sample`` is True if the warehouse holds the fictional sample.
    """

    def __init__(self, query: Running, task: Task) -> None:
        self._query, self._task = query, task
        self.truncated, self.empty = False, True
        try:
            query.tell(task.to_json().encode())
            self._reader = pa.ipc.open_stream(query.rows)
        except (pa.ArrowException, OSError) as error:
            raise self._refusal(self._last_words()) from error
        self.schema: pa.Schema = self._reader.schema
        self.types: tuple[str, ...] = tuple(json.loads(self.schema.metadata[b"types"]))
        self.sample: bool = json.loads(self.schema.metadata[b"sample"])

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows in batches of some thousands.

        Raises:
            QueryRefused: the query failed while it was read, or exceeded a limit.
        """
        try:
            for batch in self._reader:
                self.empty = self.empty and not batch.num_rows
                yield batch
        except (pa.ArrowException, OSError) as error:
            raise self._refusal(self._last_words()) from error
        message = self._last_words()
        if "truncated" not in message:
            raise self._refusal(message)
        self.truncated = bool(message["truncated"])

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows as Python values, one by one.

        Raises:
            QueryRefused: as ``batches`` does; or Python cannot represent a value, such as an
            infinite date.
        """
        for batch in self.batches():
            try:
                columns = [column.to_pylist() for column in batch.columns]
            except (ArithmeticError, ValueError) as error:
                raise QueryRefused(
                    f"a date or number here is too large to show: cast it to VARCHAR ({error})"
                ) from error
            yield from zip(*columns, strict=True)

    def _last_words(self) -> dict[str, object]:
        """Return the last message of the process, empty if it was killed."""
        words = self._query.words.read()
        message: dict[str, object] = json.loads(words) if words else {}
        if "fault" in message:
            raise RuntimeError(f"the console's own process failed:\n{message['fault']}")
        return message

    def _refusal(self, message: Mapping[str, object]) -> QueryRefused:
        """Return the error that explains why there are no rows, or no more of them.

        A process that sent no message exceeded its limits.
        """
        if self._query.cancelled:
            return QueryRefused("cancelled")
        beyond = (
            f"this takes more than the {self._task.seconds:g} seconds or the {self._task.memory} "
            "that a query may take"
        )
        return QueryRefused(str(message.get("refused", beyond)))
