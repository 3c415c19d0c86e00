"""A request that does not become complete is cut, however it stays open; whole ones are answered."""

import socket
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from local_servers import served
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pipeline.page.serving import local_server
from pipeline.page.serving.half_open import CutHalfOpen

WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n"


class Soon(CutHalfOpen):
    """The same with a deadline that a test can wait for."""

    seconds = 1.0


async def echo(request: Request) -> PlainTextResponse:
    """Answer with what was sent."""
    return PlainTextResponse(f"got {(await request.body()).decode()}")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Yield the port of a server with that deadline."""
    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"])])
    with served(app, http=Soon, timeout_keep_alive=60) as listening:
        yield listening


def answer(connection: socket.socket) -> bytes:
    """Return what arrives until the body of one answer, or the end of the connection."""
    got = b""
    while b"got" not in got and (portion := connection.recv(4096)):
        got += portion
    return got


def drip(connection: socket.socket) -> None:
    """Send a head of a thousand bytes, twenty a second."""
    for byte in b"GET / HTTP/1.1\r\nX: " + b"a" * 1000:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET /", b"GET / HTTP/1.1\r\nHost: local", POST, POST + b"half"],
    ids=["nothing", "half a line", "half a head", "no body", "half a body"],
)
def test_a_request_that_stays_half_open_is_cut(port: int, sent: bytes) -> None:
    """The server ends the connection; without a deadline it would wait as long as the client."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(sent)
        assert b"got" not in answer(connection)


def test_a_request_sent_byte_by_byte_is_cut_at_the_deadline(port: int) -> None:
    """It counts from the first byte, not from the last."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as connection,
        pytest.raises(OSError, match=r"reset|pipe|abort"),
    ):
        drip(connection)


def test_a_half_open_second_request_is_cut_too(port: int) -> None:
    """The first was answered; half of another one does not hold the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(WHOLE)
        assert b"got" in answer(connection)
        connection.sendall(WHOLE[:10])
        assert b"" == connection.recv(100)


def test_whole_requests_are_answered_also_after_a_pause_between_them(port: int) -> None:
    """A connection that waits for nothing is the server's own business (keep-alive)."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        for sent in (WHOLE, POST + b"ten bytes.", WHOLE):
            connection.sendall(sent)
            assert b"200 OK" in answer(connection)
            time.sleep(Soon.seconds * 1.2)


def test_the_page_is_served_with_that_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """`griffier open` takes it."""
    taken: list[object] = []
    page = Starlette()
    page.state.snapshots = SimpleNamespace(connect=socket.socket)  # of which only close() is used

    class Stopped(Exception):
        """The end of the start of the server."""

    def config(_app: object, **given: object) -> None:
        taken.append(given["http"])
        raise Stopped

    monkeypatch.setattr(local_server.uvicorn, "Config", config)
    monkeypatch.setattr(local_server, "connect", lambda _: socket.socket())
    monkeypatch.setattr(local_server, "create_app", lambda _: page)
    with pytest.raises(Stopped):
        local_server.main(0, browser=False)
    assert [CutHalfOpen] == taken
