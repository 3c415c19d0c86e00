"""Servers on this machine, for one person, on 127.0.0.1, until stopped: the page, MCP."""

import socket
import sys
import threading
import webbrowser
from contextlib import suppress

import duckdb
import uvicorn
from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware

from pipeline.errors import ConfigurationError, GriffierError
from pipeline.no_pandas import without_pandas
from pipeline.page.app import create_app
from pipeline.page.serving.half_open import CutHalfOpen
from pipeline.page.serving.snapshots import Snapshots
from pipeline.settings import settings
from pipeline.warehouse import connect

HOST = "127.0.0.1"
WARMING_SECONDS = 5.0


class Announced(uvicorn.Server):
    """A server that prints its address once it answers, and opens it in a browser if requested."""

    title, path = "the page", ""
    url = ""
    browser = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the server, then print its address."""
        await super().startup(sockets)
        sys.stdout.write(f"griffier: {self.title} is at {self.url} (Ctrl-C stops it)\n")
        sys.stdout.flush()
        if self.browser:
            threading.Thread(target=webbrowser.open, args=(self.url,), daemon=True).start()


class Warming(threading.Thread):
    """A thread that opens a new snapshot soon after it is published, before a reader asks for it.

    Why: its figures take seconds to compute. At 20,000 questions the first reader of a snapshot
    waited 3.6 seconds for the front page, one after that less than a tenth of a second.
    """

    def __init__(self, snapshots: Snapshots, seconds: float = WARMING_SECONDS) -> None:
        super().__init__(daemon=True)
        self._snapshots, self._seconds = snapshots, seconds
        self._ended = threading.Event()

    def run(self) -> None:
        """Look for a new snapshot again and again, until ended."""
        while not self._ended.is_set():
            with suppress(GriffierError, duckdb.Error, OSError):  # a reader is told about it
                self._snapshots.connect().close()
            self._ended.wait(self._seconds)

    def end(self) -> None:
        """End the thread."""
        self._ended.set()
        self.join()


def main(port: int, *, browser: bool) -> None:
    """Serve the page until stopped.

    Raises:
        ConfigurationError: nothing was published yet, or another program uses the port.
    """
    connect(settings().warehouse_path).close()
    app = create_app(settings())
    # Only these names lead here: a page on the web cannot point a name of its own at this machine
    # and read along.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
    warming = Warming(app.state.snapshots)
    warming.start()
    try:
        _serve(Announced(server_config(app)), port, browser=browser)
    finally:
        warming.end()


def serve_mcp(port: int) -> None:
    """Serve the MCP server over HTTP until stopped.

    Raises:
        ConfigurationError: nothing was published yet, or another program uses the port.
    """
    from pipeline.page.mcp import create_server  # noqa: PLC0415 -- slow, and the page needs it not

    connect(settings().warehouse_path).close()
    server = Announced(server_config(create_server(settings()).streamable_http_app(host=HOST)))
    server.title, server.path = "the MCP server", "mcp"
    _serve(server, port, browser=False)


def server_config(app: Starlette) -> uvicorn.Config:
    """Return the configuration of a server on this machine, with a deadline for each request."""
    return uvicorn.Config(app, http=CutHalfOpen, log_level="warning", access_log=False)


def _serve(server: Announced, port: int, *, browser: bool) -> None:
    """Serve on a port of 127.0.0.1 until stopped; 0 takes a free one."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        raise ConfigurationError(
            f"port {port} of this machine is taken ({error}): choose another with --port, 0 takes "
            "a free one"
        ) from error
    server.url = f"http://{HOST}:{listening.getsockname()[1]}/{server.path}"
    server.browser = browser
    with without_pandas():  # 0.9 s for the first reader who searches
        server.run(sockets=[listening])
