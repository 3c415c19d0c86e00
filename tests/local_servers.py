"""Servers on loopback that tests start and wait for."""

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import uvicorn
from starlette.types import ASGIApp

PORTS = range(20_000, 32_000)
"""Ports below those that the kernel gives to outgoing connections.

Why: such a connection may take a port between the moment it is chosen and its server's start.
"""
_chosen: set[int] = set()


def free_port() -> int:
    """Return a port on which nothing listens, another one at each call."""
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe, suppress(OSError):
            if port not in _chosen:
                probe.bind(("127.0.0.1", port))
                _chosen.add(port)
                return port
    raise AssertionError("no port is free")


def wait_for(condition: Callable[[], object], what: str, seconds: float = 600) -> None:
    """Wait until a condition is true, asked once a second; fail naming what never came."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(1)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


@contextmanager
def served(app: ASGIApp, **options: Any) -> Iterator[int]:  # noqa: ANN401
    """Serve an application in a thread, with these options of uvicorn; yield its port."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", **options))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=10)
