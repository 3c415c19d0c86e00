"""Hosts on one machine: each with a name and a disk of its own, all on one loopback network."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

DISK = "/var/lib/griffier-host"
"""Folder in which each host has a disk that no other host sees."""

SETUP = f'hostname "$1"; mkdir -p {DISK}; mount -t tmpfs none {DISK}; exec sleep infinity'


class Host:
    """A mount and UTS namespace with an empty disk under ``DISK``."""

    def __init__(self, name: str, environment: Mapping[str, str], logs: Path) -> None:
        self.name = name
        self._logs = logs
        self._environment = {
            **os.environ,
            **environment,
            "AIRFLOW_HOME": f"{DISK}/airflow",
            "GRIFFIER_HOME": f"{DISK}/griffier",
        }
        command = [
            "unshare",
            "-m",
            "-u",
            "--propagation",
            "private",
            "bash",
            "-c",
            SETUP,
            "-",
            name,
        ]
        self._holder = subprocess.Popen(command)
        self._running: list[subprocess.Popen[bytes]] = []
        # Before the disk is mounted, a command would see the machine's own.
        while self.run("mountpoint", "--quiet", DISK).returncode:
            assert self._holder.poll() is None, f"the host {name} did not start"
            time.sleep(0.05)

    def run(
        self, *command: str, changes: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command on this host and return what came of it."""
        return subprocess.run(
            self._inside(command),
            env={**self._environment, **(changes or {})},
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *command: str, changes: Mapping[str, str] | None = None) -> None:
        """Start a service on this host; its output goes into a file of the host's name."""
        with (self._logs / f"{self.name}.log").open("ab") as log:
            self._running.append(self.popen(*command, changes=changes, output=log.fileno()))

    def popen(
        self, *command: str, output: int, changes: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a command on this host and return its process."""
        environment = {**self._environment, **(changes or {})}
        return subprocess.Popen(
            self._inside(command), env=environment, stdout=output, stderr=output
        )

    def stop(self) -> None:
        """Kill everything on this host; its disk goes with it."""
        for process in (*self._running, self._holder):
            _kill_family(process.pid)

    def _inside(self, command: Sequence[str]) -> list[str]:
        return ["nsenter", "-t", str(self._holder.pid), "-m", "-u", "--", *command]


def _kill_family(pid: int) -> None:
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        family = [*parent.children(recursive=True), parent]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        psutil.wait_procs(family, timeout=30)
