"""The process that reads documents within limits: ``python -I -m pipeline.isolation.worker``.

It takes its limits as JSON in its one argument, loads everything, closes the barriers, reports
that, and answers tasks until its input ends. A task is two lengths, a header and the document; an
answer is a length and an outcome.
"""

import gc
import json
import os
import resource
import sys
import time
from pathlib import Path

from pipeline.barriers import close_barriers, lower_limit
from pipeline.isolation import samples
from pipeline.isolation.task import (
    ANSWER,
    MEGABYTE,
    TASK,
    Limits,
    Outcome,
    Task,
    outcome_bytes,
    task_of,
)
from pipeline.isolation.work import work

HEADROOM_MB = 256
"""Least address space of a worker beyond what it uses when it starts."""


def main() -> None:
    """Answer tasks from standard input until it ends."""
    limits = Limits(**json.loads(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    load()
    _limit(limits)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    barriers = close_barriers([Path(__file__).parents[1]])
    # Whatever a library prints from here on must not end up among the answers, nor fill a pipe that
    # nobody reads.
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    _send(answers.fileno(), json.dumps({"barriers": barriers}).encode())
    while (task := _next_task()) is not None:
        _send(answers.fileno(), _answer(task, limits))


def load() -> None:
    """Load all that reading and parsing need, by reading and parsing one sample per format.

    Raises:
        RuntimeError: a sample cannot be read, which is a fault of this program.
    """
    for name, content in samples.documents():
        outcome = work(samples.task(name, content))
        if outcome.kind == "failed":
            raise RuntimeError(f"the reader cannot read its own sample {name}: {outcome.detail}")
    gc.collect()
    gc.freeze()


def _answer(task: Task, limits: Limits) -> bytes:
    """Return the encoded outcome of one task; end the process if memory does not suffice."""
    used = int(time.process_time())
    lower_limit(resource.RLIMIT_CPU, used + 1 + limits.seconds, resource.RLIM_INFINITY)
    try:
        answer = outcome_bytes(work(task))
        if len(answer) > limits.output_mb * MEGABYTE:
            reason = f"it gives more than {limits.output_mb} MB of rows: no letter is that long"
            answer = outcome_bytes(Outcome("killed", reason=reason))
    except MemoryError:
        os.abort()
    return answer


def _limit(limits: Limits) -> None:
    """Limit this process's memory, and forbid it files and core dumps."""
    most = {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":  # elsewhere the kernel does not count address space
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        least = pages * resource.getpagesize() + HEADROOM_MB * MEGABYTE
        most[resource.RLIMIT_AS] = max(limits.memory_mb * MEGABYTE, least)
    for limit, value in most.items():
        lower_limit(limit, value)


def _next_task() -> Task | None:
    lengths = sys.stdin.buffer.read(TASK.size)
    if len(lengths) < TASK.size:
        return None
    header, content = TASK.unpack(lengths)
    return task_of(sys.stdin.buffer.read(header), sys.stdin.buffer.read(content))


def _send(descriptor: int, answer: bytes) -> None:
    left = memoryview(ANSWER.pack(len(answer)) + answer)
    while left:
        left = left[os.write(descriptor, left) :]


if __name__ == "__main__":
    main()
