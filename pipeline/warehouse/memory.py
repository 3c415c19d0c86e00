"""Memory that this process may still take, where its user or a service manager limits it.

A limit of the kernel on the whole process (``ulimit -v``, ``ulimit -d``) is unknown to the
libraries of a load: they start threads when they first need them, and wait for one that could not
start without end. Containers limit memory in another way (cgroups), which DuckDB knows.
"""

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import MachineCondition

MEGABYTE = 1 << 20
LEAST = {
    resource.RLIMIT_AS: ("ulimit -v", "VmSize", 512, 256),
    resource.RLIMIT_DATA: ("ulimit -d", "VmData", 256, 128),
}
"""Least megabytes beyond those in use: in all, and per processor (the libraries' threads).

Why: measured on two processors; half of these ended in a wait without end or an abort, these in a
finished load.
"""

WRITTEN_TOGETHER = 120 * MEGABYTE
"""Bytes of rows that are written out together while a new file is made: 28,000 made-up papers.

Why: each checkpoint merges small row groups and writes them again. With one for 5,000 publications
they took 21 s for 100,000, with one for 20,000 6 s; without any, memory would grow with the rows.
"""


def require_memory() -> None:
    """Refuse a load before it begins if this process may not take enough memory.

    Raises:
        MachineCondition: it may take too little.
    """
    for name, room, needed in _rooms():
        if room < needed:
            raise MachineCondition(
                f"this process may take {max(room, 0)} MB more memory, and a load of the warehouse "
                f"needs {needed} MB: raise the limit ({name}); the published file is as it was"
            )


def memory_config() -> dict[str, str]:
    """Return DuckDB's setting for half of what this process may still take, empty if unlimited."""
    least = min((room for _, room, _ in _rooms()), default=None)
    return {} if least is None else {"memory_limit": f"{max(least // 2, 1)}MB"}


def _rooms() -> Iterator[tuple[str, int, int]]:
    """Yield name, room and need, in megabytes, of each limit that this process has."""
    if sys.platform != "linux":
        return
    for limit, (name, counted, base, each) in LEAST.items():
        most = resource.getrlimit(limit)[0]
        if most != resource.RLIM_INFINITY:
            needed = base + each * (os.cpu_count() or 1)
            yield name, most // MEGABYTE - _in_use(counted), needed


def _in_use(counted: str) -> int:
    """Return the megabytes that the kernel counts for this process under a name."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(f"{counted}:"))
