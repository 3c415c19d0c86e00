"""The hosts of a test and what it looks at from outside."""

import json
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import obstore
import psycopg
from hosts import Host
from obstore.store import ObjectStore

from pipeline.warehouse.remote import Pointer, RemotePublication


def listens(port: int) -> bool:
    """Return True if something accepts connections on a port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Statsd:
    """A UDP socket that keeps the names of the metrics that it gets."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.2)
        self.port = int(self._socket.getsockname()[1])
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._receive)

    def __enter__(self) -> Self:
        """Begin to receive."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Close the socket."""
        self._ended.set()
        self._thread.join()
        self._socket.close()

    def _receive(self) -> None:
        while not self._ended.is_set():
            with suppress(TimeoutError):
                told = self._socket.recv(65_536).decode()
                self.names |= {line.partition(":")[0] for line in told.splitlines()}


@dataclass(frozen=True)
class Cluster:
    """The hosts, and what a test looks at from outside."""

    control: Host
    workers: tuple[Host, Host]
    publication: RemotePublication
    bucket: ObjectStore
    database: str
    environment: dict[str, str]
    folder: Path

    def pointer(self) -> Pointer | None:
        """Return the pointer of the shared publication."""
        return self.publication.current().pointer

    def objects(self) -> set[str]:
        """Return the names of all objects of the publication."""
        return {item["path"] for page in obstore.list(self.bucket) for item in page}

    def lineage(self) -> set[tuple[str, str, str]]:
        """Return what OpenLineage reported: job, inputs or outputs, and the dataset's full name."""
        file = self.folder / "lineage.json"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        events = []
        for line in lines:
            with suppress(ValueError):  # a line that is being written
                events.append(json.loads(line))
        return {
            (event["job"]["name"], side, f"{dataset['namespace']}/{dataset['name']}")
            for event in events
            for side in ("inputs", "outputs")
            for dataset in event.get(side) or ()
        }

    def runs(self, dag: str) -> list[str]:
        """Return the states of the runs of a DAG."""
        with psycopg.connect(self.database) as connection:
            found = connection.execute("SELECT state FROM dag_run WHERE dag_id = %s", [dag])
            return [state for (state,) in found.fetchall()]
