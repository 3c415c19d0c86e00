"""One deadline for a whole request: connection, interim answers, head and body together.

Every read of the requesting thread gets at most the time that is left to its request.

Why: the client's own time-outs are per read, so a server that sends a byte, or one more
"100 Continue", just before each of them keeps a request waiting without end.
"""

import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

import httpcore
import httpx


@dataclass(slots=True)
class Deadline:
    """The moment by which a request has to end; ``until`` can be extended while bytes arrive."""

    until: float

    def left(self) -> float:
        """Return the seconds that are left, at least a little.

        Raises:
            httpcore.ReadTimeout: no time is left.
        """
        seconds = self.until - monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout("the whole answer took too long")
        return seconds


_CURRENT = threading.local()


@contextmanager
def deadline(seconds: float) -> Iterator[Deadline]:
    """Apply a deadline, in seconds from now, to all reads of this thread."""
    _CURRENT.deadline = Deadline(monotonic() + seconds)
    try:
        yield _CURRENT.deadline
    finally:
        del _CURRENT.deadline


def _at_most(timeout: float | None) -> float | None:
    """Return the time-out of one read: the requested one, or less if the deadline is nearer."""
    current: Deadline | None = getattr(_CURRENT, "deadline", None)
    if current is None:
        return timeout
    left = current.left()
    return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection whose reads and writes end at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _at_most(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _at_most(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _at_most(timeout)))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's own signature
        return self._stream.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """The library's way to connect, with connections that respect the deadline."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(
            self._backend.connect_tcp(host, port, _at_most(timeout), local_address, socket_options)
        )

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)


def keep_deadlines(client: httpx.Client) -> None:
    """Apply the deadline of the requesting thread to all reads of a client's connections.

    The client has no setting for it, so its connection pools get another backend; a test checks
    that they do.
    """
    transports = [client._transport, *client._mounts.values()]  # noqa: SLF001
    for transport in transports:
        pool = getattr(transport, "_pool", None)
        if pool is not None:
            pool._network_backend = _Backend(pool._network_backend)  # noqa: SLF001
