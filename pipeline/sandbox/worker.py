"""The process of one query: it reads its task, writes the answer and ends.

The task comes as JSON on standard input, the rows go to standard output as an Arrow stream; a third
file gets, as JSON, the reason why there are none, or whether there were more (``nursery`` starts
the process). The kernel enforces limits that DuckDB does not: it may not write a byte to a file,
nor use more memory or processor time than it was given. If the kernel has Landlock and seccomp, it
may also read no file but the warehouse and Python's own, open no connection and start no process.
"""

import json
import os
import re
import resource
import signal
import sys
import traceback
from pathlib import Path
from threading import Timer

import duckdb
import pyarrow as pa
from duckdb.sqltypes import DuckDBPyType

from pipeline.barriers import close_barriers, lower_limit
from pipeline.errors import QueryRefused
from pipeline.sandbox.statements import readable
from pipeline.sandbox.task import Task

THREADS = 2
BATCH_ROWS = 10_000
SHOWN_BYTES = 32 * 1024 * 1024
"""The largest size in bytes of a result with a row limit, which is meant for a screen."""
KERNEL_MARGIN = 512 * 1024 * 1024
"""The address space beyond DuckDB's limit: thread stacks, and memory its allocator keeps."""
OF_THE_MEMORY = (Path("/proc/self/cgroup"), Path("/sys/fs/cgroup"))
"""The files that tell how much memory a container has.

Why: DuckDB 1.5.5 ends the process if they are there and cannot be read.
"""
UNREADABLE = (
    "the warehouse cannot be read: its file is damaged, or no warehouse; `griffier rebuild` makes "
    "it again from the log"
)
UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
UNSAID = frozenset({"bit", "bignum", "time with time zone", "type", "uhugeint", "variant"})
"""The types whose values Arrow would change or lose: it has no number as large, and no timetz."""
NESTED = frozenset({"array", "list", "map", "struct", "union"})
SIZE = re.compile(
    r"\s*(?P<number>\d{1,9}(?:\.\d{1,9})?)\s*(?P<unit>[KMG]I?B)\s*", re.IGNORECASE
)  # 512MB, 1.5 GiB


def serve(last_words: int) -> None:
    """Answer the task on standard input; write why there are no more rows into a file descriptor.

    Nothing is written there if the kernel kills this process for exceeding its limits.
    """
    try:
        task = Task(**json.load(sys.stdin))
        _hold_to_limits(task)
        # Before DuckDB starts its threads: those that run already would not be restricted.
        readable_paths = (
            Path(task.snapshot),
            *(place for place in OF_THE_MEMORY if place.exists()),
        )
        close_barriers(readable_paths, threads=True)
        message: dict[str, object] = {"truncated": answer(task)}
    except QueryRefused as error:
        message = {"refused": str(error)}
    except (MemoryError, duckdb.OutOfMemoryException):  # opening the file may already take too much
        message = {
            "refused": f"this needs more than the {task.memory} of memory that a query may take"
        }
    except duckdb.Error:  # DuckDB's own message has the path of the file
        message = {"refused": UNREADABLE}
    except Exception:  # noqa: BLE001 -- whatever it is, the other side tells of it
        message = {"fault": traceback.format_exc()}
    sys.stdout.flush()
    with os.fdopen(last_words, "w", encoding="utf-8") as file:
        json.dump(message, file)


def answer(task: Task) -> bool:
    """Write the rows of the task to standard output; return True if there are more than allowed.

    Raises:
        QueryRefused: the query does more than read, fails, or exceeds a limit.
    """
    with connect(task) as connection:
        sample = _holds_sample(connection)
        statements = readable(connection, task.sql)
        timer = Timer(task.seconds, connection.interrupt)
        timer.daemon = True
        timer.start()
        signal.setitimer(
            signal.ITIMER_REAL, task.seconds + 1
        )  # where DuckDB does not hear the timer, the kernel ends us
        try:
            for statement in statements:
                connection.execute(statement, task.parameters or None)
            columns = connection.description or ()
            if unsaid := next((column for column in columns if _is_unsaid(column[1])), None):
                raise QueryRefused(
                    f"{unsaid[0]} is of type {unsaid[1]}, which cannot be shown: cast it to VARCHAR"
                )
            types = json.dumps([str(column[1]) for column in columns])
            return _write(
                connection.to_arrow_reader(
                    BATCH_ROWS if task.rows is None else min(task.rows + 1, BATCH_ROWS)
                ),
                {"types": types, "sample": json.dumps(sample)},
                task.rows,
            )
        except duckdb.InterruptException as error:
            raise QueryRefused(
                f"this takes longer than the {task.seconds:g} seconds that a query may take"
            ) from error
        except duckdb.OutOfMemoryException:
            raise
        except (duckdb.Error, pa.ArrowException) as error:
            raise QueryRefused(str(error)) from error
        finally:
            timer.cancel()


def connect(task: Task) -> duckdb.DuckDBPyConnection:
    """Return a connection that can only read the snapshot, with locked settings."""
    limits: dict[str, str | bool | int | float | list[str]] = {
        "threads": THREADS,
        "memory_limit": task.memory,
        "secret_directory": "none",  # a default would name the home of this user
        "temp_directory": "",  # what does not fit into memory is refused, not written to disk
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "python_enable_replacements": False,  # FROM x never means a variable of this program
    }
    connection = duckdb.connect(task.snapshot, read_only=True, config=limits)
    connection.execute(task.session)
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def _holds_sample(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return True if the warehouse holds the fictional sample; a foreign file does not."""
    try:
        row = connection.execute("SELECT sample FROM load").fetchone()
    except duckdb.Error:
        return False
    return bool(row and row[0])


def _is_unsaid(kind: DuckDBPyType) -> bool:
    """Return True if values of this type, or a part of them, cannot be transferred unchanged."""
    if kind.id in NESTED:
        return any(isinstance(part, DuckDBPyType) and _is_unsaid(part) for _, part in kind.children)
    return kind.id in UNSAID


def bytes_of(size: str) -> int:
    """Return a size such as ``512MB`` or ``1.5 GiB`` in bytes.

    Raises:
        QueryRefused: it is not such a size.
    """
    if not (match := SIZE.fullmatch(size)):
        raise QueryRefused(f"{size!r} is no amount of memory: write it like 512MB or 2GB")
    return int(float(match["number"]) * UNITS[match["unit"].upper()])


def _hold_to_limits(task: Task) -> None:
    """Set the limits that the kernel enforces on this process from now on."""
    memory = bytes_of(task.memory)
    processor_seconds = int(task.seconds * THREADS) + 5
    limits = {
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: processor_seconds,
    }
    if sys.platform == "linux":  # elsewhere the kernel does not count address space
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limits[resource.RLIMIT_AS] = pages * resource.getpagesize() + memory + KERNEL_MARGIN
    for limit, most in limits.items():
        lower_limit(limit, most)


def _write(reader: pa.RecordBatchReader, metadata: dict[str, str], rows: int | None) -> bool:
    """Write at most ``rows`` rows (None: all) to standard output; return True if there were more.

    They are written as an Arrow stream, its schema with this metadata.
    """
    schema = reader.schema.with_metadata(metadata)
    left, room = rows, SHOWN_BYTES
    with pa.ipc.new_stream(sys.stdout.buffer, schema) as out:
        for batch in reader:
            shown = batch if left is None else batch.slice(0, left)
            if left is not None:
                room -= shown.nbytes
                if room < 0:
                    raise QueryRefused(
                        "these rows are too large to show: ask for fewer, or for parts of the texts"
                    )
                left -= shown.num_rows
            out.write_batch(shown.replace_schema_metadata(schema.metadata))
            if batch.num_rows > shown.num_rows:
                return True
    return False
