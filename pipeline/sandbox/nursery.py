"""The parent process of queries: ``python -I -m pipeline.sandbox.nursery``.

It imports what a query needs once and then forks for each query, so a query starts in milliseconds
and still has a process of its own: no state of one query reaches another. It opens no database and
starts no thread, so that a fork is safe.

Requests come over the socket that is its standard input, as a number of eight bytes. With three
file descriptors it is a new query of that number: its task comes from the first, its rows go to the
second, its last message to the third. Without descriptors it stops the query of that number. When
the socket closes, every query is stopped and so is this process.
"""

import gc
import json
import os
import signal
import socket
import sys

import duckdb

from pipeline.no_pandas import leave_out_pandas
from pipeline.sandbox import statements, worker
from pipeline.sandbox.task import NUMBER_BYTES

FILES = 3
NICENESS = 5
"""The niceness of queries, so that pages on the same processor have priority."""


def main() -> None:
    """Serve requests until the socket closes."""
    requests = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    leave_out_pandas()  # each of these processes would import it anew
    running: dict[bytes, int] = {}
    statements.REMEMBERED[duckdb.__version__] = _functions()
    gc.collect()
    gc.freeze()  # what is here now is never looked at again, so that forks share it
    while True:
        number, files, *_ = socket.recv_fds(requests, NUMBER_BYTES, FILES)
        if len(number) < NUMBER_BYTES:
            break
        _reap(running)
        if len(files) == FILES:
            running[number] = _start(requests, files)
        elif number in running:
            os.kill(running[number], signal.SIGKILL)
    for process in running.values():
        os.kill(process, signal.SIGKILL)


def _functions() -> frozenset[str]:
    """Return DuckDB's functions, read in a process that ends, because a database starts threads."""
    ours, theirs = os.pipe()
    process = os.fork()
    if not process:
        with os.fdopen(theirs, "w") as file, duckdb.connect() as connection:
            json.dump(sorted(statements.more_than_reading(connection)), file)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as file:
        names = json.load(file)
    os.waitpid(process, 0)
    return frozenset(names)


def _start(requests: socket.socket, files: list[int]) -> int:
    """Fork a process that answers one query; return its number."""
    process = os.fork()
    if process:
        for file in files:
            os.close(file)
        return process
    requests.close()
    os.nice(NICENESS)
    nothing = os.open(os.devnull, os.O_WRONLY)
    for number, file in enumerate((files[0], files[1], nothing)):
        os.dup2(file, number)
    try:
        worker.serve(files[2])
    finally:
        os._exit(0)


def _reap(running: dict[bytes, int]) -> None:
    """Remove the queries that ended; the kernel may reuse their process numbers."""
    for number, process in list(running.items()):
        ended, _ = os.waitpid(process, os.WNOHANG)
        if ended:
            del running[number]


if __name__ == "__main__":
    main()
