"""A load in a process of its own with a limit of the kernel; it writes how the load ended.

Arguments: the folder of a pipeline, *update* or *anew*, the name of the limit, and its value; for
memory the value is what the process may take beyond what it has when the load begins.
"""

import os
import resource
import signal
import subprocess
import sys
import traceback
from pathlib import Path

import pyarrow as pa  # noqa: F401 -- a load imports it late, and the limit is to meet the load
from hand_made_pipeline import HandMadePipeline, new_hand_made_pipeline

from pipeline.conditions import foreseen
from pipeline.errors import GriffierError


def load_within(
    hand_made_pipeline: HandMadePipeline, form: str, limit: str, value: int
) -> tuple[int, str]:
    """Run a load in a child with this limit; return its exit code and what it wrote."""
    child = subprocess.run(
        [sys.executable, __file__, hand_made_pipeline.path.parent, form, limit, str(value)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        timeout=120,
        check=False,
    )
    return child.returncode, child.stdout + child.stderr


def _in_use(limit: str) -> int:
    """Return the bytes that this process has of what the limit counts."""
    names = {"RLIMIT_AS": "VmSize:", "RLIMIT_DATA": "VmData:"}
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(
        (int(line.split()[1]) * 1024 for line in status if line.startswith(names.get(limit, "-"))),
        0,
    )


def _main(folder: str, form: str, limit: str, value: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    hand_made_pipeline = new_hand_made_pipeline(Path(folder))
    most = _in_use(limit) + int(value)
    resource.setrlimit(getattr(resource, limit), (most, most))
    try:
        hand_made_pipeline.build() if form == "update" else hand_made_pipeline.rebuild(
            hand_made_pipeline.path
        )
    except Exception as error:  # noqa: BLE001 -- that is what is looked at
        told = error if isinstance(error, GriffierError) else foreseen(error)
        sys.stdout.write(str(told or traceback.format_exc()))
    else:
        sys.stdout.write("finished")


if __name__ == "__main__":
    _main(*sys.argv[1:])
