"""A server on loopback that gives one answer to every request, and the client that asks it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from hostile_answers import Send

from pipeline.errors import GriffierError
from pipeline.settings import Settings
from pipeline.source.fetch_results import Failed, Fetched, Outcome
from pipeline.source.repository import Repository
from pipeline.source.transport import RetryPolicy

TIMEOUT = 1.0
PATIENCE = RetryPolicy(
    attempts=2, first_wait=0.01, longest_wait=0.02, jitter=0.0, longest_pause=0.1
)


@contextmanager
def server(send: Send) -> Iterator[int]:
    """Serve one answer to every connection; yields the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=one, args=(connection,), daemon=True).start()

        def one(connection: socket.socket) -> None:
            with suppress(OSError), connection:
                connection.recv(65_536)
                send(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]


def fetched(send: Send) -> Outcome:
    """Fetch a paper from a server that answers so, and once more where bytes came."""
    settings = Settings(
        allow_loopback=True, requests_per_second=0, timeout_seconds=TIMEOUT, max_bytes=2_000_000
    )
    with server(send) as port:
        repository = Repository(settings, PATIENCE)
        url = f"http://127.0.0.1:{port}/kst-36999-A.html"
        try:
            outcome = repository.fetch(url)
            if isinstance(outcome, Fetched):
                repository.fetch(url, etag=outcome.etag, last_modified=outcome.last_modified)
        except GriffierError as error:  # the whole source counts as down
            return Failed(url, "unavailable", str(error))
        finally:
            repository.close()
    return outcome
