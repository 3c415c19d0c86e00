"""The hosts of a test and what it looks at from outside."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

import obstore
import psycopg
from hosts import Host
from obstore.store import ObjectStore

from pipeline.warehouse.remote import Pointer, RemotePublication

WAIT_SECONDS = 600


def free_port() -> int:
    """Return a port that nobody listens on, whose gRPC neighbour is free as well."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Wait until something is true, or fail saying what never came."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(1)
    raise AssertionError(f"waited {WAIT_SECONDS} s in vain for {what}")


def listens(port: int) -> bool:
    """Return True if something accepts connections on a port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass(frozen=True)
class Cluster:
    """The hosts, and what a test looks at from outside."""

    control: Host
    workers: tuple[Host, Host]
    publication: RemotePublication
    bucket: ObjectStore
    database: str
    environment: dict[str, str]

    def pointer(self) -> Pointer | None:
        """Return the pointer of the shared publication."""
        return self.publication.current().pointer

    def objects(self) -> set[str]:
        """Return the names of all objects of the publication."""
        return {item["path"] for page in obstore.list(self.bucket) for item in page}

    def runs(self, dag: str) -> list[str]:
        """Return the states of the runs of a DAG."""
        with psycopg.connect(self.database) as connection:
            found = connection.execute("SELECT state FROM dag_run WHERE dag_id = %s", [dag])
            return [state for (state,) in found.fetchall()]
