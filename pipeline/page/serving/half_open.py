"""Time-out for half-open requests: a connection without a complete request is closed.

Why: the server has no such limit of its own. A connection that sends a byte a minute, or nothing,
would be held until the server stops, and enough of them use up its file descriptors.
"""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 15.0
"""Longest time from the first byte of a request, or from the connection, to its last byte."""


class CutHalfOpen(H11Protocol):
    """The HTTP protocol of the server, with a deadline for each request to arrive whole."""

    seconds = REQUEST_SECONDS
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the deadline of the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Handle a part of a request; the deadline ends with its last part."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the deadline."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if not self._is_half_open():
            self._stop()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self.seconds, self._cut)

    def _is_half_open(self) -> bool:
        """Return True if neither an answer is being made nor a whole request has arrived."""
        cycle = self.cycle
        return cycle is None or cycle.response_complete or cycle.more_body

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _cut(self) -> None:
        self._deadline = None
        if self._is_half_open():
            self.transport.close()
