"""The queue of queries: some run at once, the others wait without a thread.

A query whose client leaves is removed.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request

from pipeline.errors import QueryRefused
from pipeline.sandbox.running import Cancellation

Answer = TypeVar("Answer")
AT_ONCE = 4
"""Queries that run at the same time, so that together they stay within a machine's memory."""
PATIENCE = 10.0
"""Seconds that a query waits for its turn."""
MOST = 200
"""Queries that wait; one more is refused at once."""


class Turns:
    """The queue of one application."""

    def __init__(self) -> None:
        self._waiting = 0
        self._limiters: tuple[CapacityLimiter, CapacityLimiter] | None = None

    async def run(
        self, request: Request, query: Callable[[], Answer], cancellation: Cancellation
    ) -> Answer:
        """Run a query in a thread reserved for queries when its turn comes.

        Why: pages have other threads, so that no number of queries delays a page. The query is
        stopped when its client leaves.

        Raises:
            QueryRefused: too many queries wait, its turn did not come in time, or as ``query``
            does.
        """
        turns, threads = self._limits()
        if self._waiting >= MOST:
            raise QueryRefused("too many queries are waiting at this moment: try again shortly")
        self._waiting += 1
        try:
            with anyio.fail_after(PATIENCE):
                await turns.acquire_on_behalf_of(query)
        except TimeoutError as error:
            raise QueryRefused(
                "too many queries are running at this moment: try again shortly"
            ) from error
        finally:
            self._waiting -= 1
        try:
            return await self._watched(request, query, cancellation, threads)
        finally:
            turns.release_on_behalf_of(query)

    async def _watched(
        self,
        request: Request,
        query: Callable[[], Answer],
        cancellation: Cancellation,
        threads: CapacityLimiter,
    ) -> Answer:
        """Run the query, and stop it when its client leaves."""
        answers: list[Answer] = []
        failed: list[Exception] = []
        async with anyio.create_task_group() as group:
            group.start_soon(_end_with_client, request, cancellation)
            try:
                answers.append(await to_thread.run_sync(query, limiter=threads))
            except Exception as error:  # noqa: BLE001 -- raised below, outside the group
                failed.append(error)
            group.cancel_scope.cancel()
        if failed:
            raise failed[0]
        return answers[0]

    def _limits(self) -> tuple[CapacityLimiter, CapacityLimiter]:
        """Return the limiters, which belong to the running event loop."""
        if self._limiters is None:
            self._limiters = CapacityLimiter(AT_ONCE), CapacityLimiter(AT_ONCE)
        return self._limiters


async def _end_with_client(request: Request, cancellation: Cancellation) -> None:
    """Stop the query when the connection closes."""
    with suppress(RuntimeError):  # the server has nothing more to say of this request
        while (await request.receive())["type"] != "http.disconnect":
            pass
        cancellation.cancel()
