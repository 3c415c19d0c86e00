"""A hundred hostile answers: each ends in an outcome or in a foreseen error, within the deadline."""

import resource
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from conftest import Note
from hostile_answers import ANSWERS, Send

from pipeline.errors import GriffierError
from pipeline.settings import Settings
from pipeline.source.outcomes import Failed, Fetched, Gone, NotModified
from pipeline.source.repository import Repository
from pipeline.source.transport import Patience

TIMEOUT = 1.0
LONGEST = 8.0
"""Seconds that one fetch may take: two attempts of at most three time-outs, and some air."""
MOST_MEMORY_KB = 300_000
PATIENCE = Patience(attempts=2, first_wait=0.01, longest_wait=0.02, jitter=0.0, longest_pause=0.1)


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


def test_there_are_a_hundred() -> None:
    """The figure that the documents name."""
    assert len(ANSWERS) >= 100


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_answer_is_an_outcome_in_time(name: str, note: Note) -> None:
    """Never a traceback, never a wait without end, never more memory than the limit."""
    settings = Settings(
        allow_loopback=True, requests_per_second=0, timeout_seconds=TIMEOUT, max_bytes=2_000_000
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    with server(ANSWERS[name]) as port:
        repository = Repository(settings, PATIENCE)
        url = f"http://127.0.0.1:{port}/kst-36999-A.html"
        try:
            outcome = repository.fetch(url)
            assert isinstance(outcome, Failed | Fetched | Gone | NotModified)
            if isinstance(outcome, Fetched):
                repository.fetch(url, etag=outcome.etag, last_modified=outcome.last_modified)
        except GriffierError:
            pass
        finally:
            repository.close()
    assert time.monotonic() - begun < 2 * LONGEST
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY_KB
    note("hostile answers over HTTP")
