"""Rate limiter: requests per second, concurrent requests and pauses of this process."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from threading import Condition
from time import monotonic


@dataclass(slots=True)
class Turn:
    """Permission to send one request; ``answered`` has to be called when the response begins."""

    pace: RateLimiter
    open: bool = True

    def answered(self) -> None:
        """Record that the source has received the request."""
        if self.open:
            self.open = False
            self.pace.mark_answered()


@dataclass
class RateLimiter:
    """The rate limits shared by all threads of a process; ``per_second`` 0 lifts the first.

    Requests start evenly, 1 / ``per_second`` apart. At most ``per_second`` requests start in any
    second, each counted until one second after its response.

    Why: a request reaches the source at some moment between its sending and its response. Whatever
    delays it, the source then never receives more requests in any second than agreed.
    """

    per_second: float
    concurrency: int
    _changed: Condition = field(default_factory=Condition)
    _answered: deque[float] = field(default_factory=deque)
    _unanswered: int = 0
    _under_way: int = 0
    _next: float = 0.0
    _paused_until: float = 0.0

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Wait for permission to send one request, and hold it until its body has been read."""
        with self._changed:
            while delay := self._delay(monotonic()):
                self._changed.wait(None if delay == math.inf else delay)
            self._under_way += 1
            self._unanswered += 1
            self._next = monotonic() + (1 / self.per_second if self.per_second else 0)
        turn = Turn(self)
        try:
            yield turn
        finally:
            turn.answered()
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def mark_answered(self) -> None:
        """Count one request as received by the source, now."""
        with self._changed:
            self._unanswered -= 1
            if self.per_second:
                self._answered.append(monotonic())
                self._changed.notify_all()

    def pause(self, seconds: float) -> None:
        """Send no requests for this many seconds, as the source asked."""
        with self._changed:
            self._paused_until = max(self._paused_until, monotonic() + seconds)

    def _delay(self, now: float) -> float:
        """Return the seconds to wait before the next check.

        The result is 0 if the request may be sent, and infinite if another request has to end
        first.
        """
        if self._under_way >= self.concurrency:
            return math.inf
        if self._paused_until > now:
            return self._paused_until - now
        if not self.per_second:
            return 0
        if self._next > now:
            return self._next - now
        window = max(1.0, 1 / self.per_second)
        while self._answered and self._answered[0] <= now - window:
            self._answered.popleft()
        most = math.ceil(self.per_second * window - 1e-9)
        if self._unanswered + len(self._answered) < most:
            return 0
        return self._answered[0] + window - now if self._answered else math.inf


@cache
def shared_rate_limiter(per_second: float, concurrency: int) -> RateLimiter:
    """Return the one ``RateLimiter`` of this process for these limits.

    Why: catalogue and repository are the same source, so they share its limits.
    """
    return RateLimiter(per_second, concurrency)
