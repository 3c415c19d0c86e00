"""The replayed source behind real HTTP on loopback, with a record of every request it got."""

import asyncio
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from pipeline.errors import ConfigurationError, SourceUnavailable
from pipeline.source.replay.scenario import read_scenario
from pipeline.source.replay.source import ReplayedSource, Reply

HOST = "127.0.0.1"
START_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived.

    ``at`` is the moment (the server's ``time.monotonic``), ``target`` the address, ``status`` that
    of the reply.
    """

    at: float
    target: str
    status: int
    user_agent: str


class ReplayServer:
    """A running replay.

    ``url`` is its address, ``requests`` the requests so far, in order of arrival.
    """

    def __init__(self, url: str, folder: Path, scenario: Path | None = None) -> None:
        self.url = url
        self.show(folder, scenario)

    def show(self, folder: Path, scenario: Path | None = None) -> None:
        """Start again with a folder, at the first step of its scenario and without requests.

        Raises:
            ConfigurationError: the folder does not exist.
        """
        if not folder.is_dir():
            raise ConfigurationError(f"{folder} is no folder: name one with papers to replay")
        self._source = ReplayedSource(folder, read_scenario(scenario) if scenario else None)
        self.requests: list[Seen] = []

    @property
    def catalogue_url(self) -> str:
        """Return the address of its catalogue, for ``GRIFFIER_CATALOGUE_URL``."""
        return f"{self.url}/sru"

    def advance(self) -> str:
        """Move to the next step of the scenario; return its description."""
        return self._source.advance()

    def counts(self) -> Counter[str]:
        """Return the number of requests for each address."""
        return Counter(seen.target for seen in self.requests)

    def busiest(self, seconds: float = 1.0) -> int:
        """Return the most requests that arrived within any interval of this many seconds."""
        times = [seen.at for seen in self.requests]
        most = start = 0
        for end, at in enumerate(times):
            while times[start] <= at - seconds:
                start += 1
            most = max(most, end - start + 1)
        return most

    async def get(self, request: Request) -> Response:
        """Answer one GET as the source does."""
        at = monotonic()
        headers = {name.lower(): value for name, value in request.headers.items()}
        base = str(request.base_url).rstrip("/")
        reply = self._source.answer(request.url.path, dict(request.query_params), headers, base)
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        self.requests.append(Seen(at, target, reply.status, headers.get("user-agent", "")))
        return _response(reply)

    async def step(self, _: Request) -> Response:
        """Move to the next step: ``curl -X POST http://127.0.0.1:PORT/replay/advance``."""
        try:
            return JSONResponse({"says": self.advance(), "step": self._source.step})
        except ConfigurationError as error:
            return JSONResponse({"error": str(error), "step": self._source.step}, status_code=409)

    async def seen(self, _: Request) -> Response:
        """Return every request so far, as JSON."""
        return JSONResponse(
            [
                {"at": seen.at, "target": seen.target, "status": seen.status}
                for seen in self.requests
            ]
        )

    def app(self) -> Starlette:
        """Return the web application."""
        return Starlette(
            routes=[
                Route("/replay/advance", self.step, methods=["POST"]),
                Route("/replay/requests", self.seen),
                Route("/{path:path}", self.get),
            ]
        )


def _response(reply: Reply) -> Response:
    """Return the response to send: complete, with a pause in the middle, or cut off there."""
    headers = dict(reply.headers)
    if not reply.pause and not reply.cut:
        return Response(reply.content, reply.status, headers, reply.media_type)
    half = len(reply.content) // 2
    headers["Content-Length"] = str(len(reply.content))

    async def body() -> AsyncIterator[bytes]:
        yield reply.content[:half]
        await asyncio.sleep(reply.pause)
        if not reply.cut:
            yield reply.content[half:]

    return StreamingResponse(body(), reply.status, headers, reply.media_type)


def _prepare(
    folder: Path, port: int, scenario: Path | None
) -> tuple[ReplayServer, uvicorn.Server, socket.socket]:
    listening = socket.create_server((HOST, port))
    server = ReplayServer(f"http://{HOST}:{listening.getsockname()[1]}", folder, scenario)
    config = uvicorn.Config(
        server.app(), log_level="critical", access_log=False, lifespan="off", date_header=False
    )
    return server, uvicorn.Server(config), listening


@contextmanager
def serve(folder: Path, *, port: int = 0, scenario: Path | None = None) -> Iterator[ReplayServer]:
    """Serve a folder in a thread of this process until the block ends.

    Port 0 takes a free port.

    Raises:
        SourceUnavailable: the server did not start in time.
    """
    server, machine, listening = _prepare(folder, port, scenario)
    thread = Thread(target=machine.run, kwargs={"sockets": [listening]}, name="replay", daemon=True)
    thread.start()
    deadline = monotonic() + START_SECONDS
    while not machine.started:
        if monotonic() > deadline or not thread.is_alive():
            raise SourceUnavailable(f"the replay server did not start on {server.url}")
        sleep(0.005)
    try:
        yield server
    finally:
        machine.should_exit = True
        thread.join()
        listening.close()


def main(folder: Path, port: int = 0, scenario: Path | None = None) -> None:
    """Serve a folder until interrupted; the first line on standard output is the address."""
    server, machine, listening = _prepare(folder, port, scenario)
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    machine.run(sockets=[listening])
