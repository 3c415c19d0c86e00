"""The client of the nursery: it starts queries, communicates with them and stops them."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
from contextlib import suppress
from itertools import count
from threading import Lock
from typing import BinaryIO

from pipeline.sandbox.task import NUMBER_BYTES


class Running:
    """A running query: ``rows`` is its Arrow stream, ``words`` its last message."""

    def __init__(self, nursery: Nursery, number: bytes, task: int, rows: int, words: int) -> None:
        self._nursery, self._number = nursery, number
        self._task = os.fdopen(task, "wb")
        self.rows: BinaryIO = os.fdopen(rows, "rb")
        self.words: BinaryIO = os.fdopen(words, "rb")
        self.cancelled = False

    def tell(self, task: bytes) -> None:
        """Send the query its task."""
        self._task.write(task)
        self._task.close()

    def kill(self) -> None:
        """Stop the query if it has not ended by itself."""
        self._nursery.end(self._number)

    def close(self) -> None:
        """Close the files that this process holds for the query."""
        for file in (self._task, self.rows, self.words):
            with suppress(OSError):
                file.close()


class Cancellation:
    """A way to end a query from another thread, also before it has started."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._query: Running | None = None
        self._wanted = False

    def of(self, query: Running) -> None:
        """Set the query that this cancellation stops."""
        with self._lock:
            self._query = query
        if self._wanted:
            self.cancel()

    def cancel(self) -> None:
        """Stop the query."""
        with self._lock:
            self._wanted = True
            query = self._query
        if query:
            query.cancelled = True
            query.kill()


class Nursery:
    """The client that starts queries, each in its own process; the first starts the nursery."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers = count(1)
        self._socket: socket.socket | None = None
        self._owner = 0

    def start(self) -> Running:
        """Start a query that waits for its task."""
        with self._lock:
            number = next(self._numbers).to_bytes(NUMBER_BYTES, "big")
            (task, tell), (rows, send), (words, last) = os.pipe(), os.pipe(), os.pipe()
            theirs = (task, send, last)
            try:
                self._send(number, theirs)
            except OSError:
                for file in (tell, rows, words):
                    os.close(file)
                raise
            finally:
                for file in theirs:
                    os.close(file)
        return Running(self, number, tell, rows, words)

    def end(self, number: bytes) -> None:
        """Stop the query of this number if it runs."""
        with self._lock, suppress(OSError):
            if self._socket and self._owner == os.getpid():
                self._socket.sendall(number)

    def stop(self) -> None:
        """Stop the nursery and every query."""
        if self._socket and self._owner == os.getpid():
            self._socket.close()
            self._socket = None

    def _send(self, number: bytes, files: tuple[int, int, int]) -> None:
        try:
            socket.send_fds(self._connected(), [number], files)
        except OSError:  # something ended the nursery: another one takes its place
            self._socket = None
            socket.send_fds(self._connected(), [number], files)

    def _connected(self) -> socket.socket:
        """Return the socket of the nursery; a forked process gets one of its own."""
        if self._socket is None or self._owner != os.getpid():
            ours, theirs = socket.socketpair()
            with theirs:
                subprocess.Popen(
                    [sys.executable, "-I", "-m", "pipeline.sandbox.nursery"],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={},
                    cwd="/",
                    # Ctrl-C in a terminal reaches this process only, which then ends the query
                    process_group=0,
                )
            self._socket, self._owner = ours, os.getpid()
            atexit.register(self.stop)
        return self._socket


NURSERY = Nursery()
"""The nursery of this process."""
