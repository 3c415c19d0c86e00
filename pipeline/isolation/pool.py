"""The pool: warm worker processes that read and parse documents on all cores.

A worker serves many documents. If one dies, only its present document is affected: that one is
tried once more alone, in a new process while no other works, and is then given up with the reason
that the kernel reports.
"""

import atexit
import json
import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from functools import lru_cache
from itertools import islice
from typing import IO

from pipeline.errors import ConfigurationError
from pipeline.isolation.task import (
    ANSWER,
    MEGABYTE,
    TASK,
    Limits,
    Outcome,
    Task,
    outcome_of,
    task_header,
)

logger = logging.getLogger(__name__)

SERVED = 2_000
"""Documents after which a worker is replaced, because libraries do not free all memory."""
WAITING = 8
"""Most documents that wait to be tried alone; each holds its bytes."""
START_SECONDS = 120.0
"""Longest wait for a worker to be loaded, in seconds, on a busy machine."""
PATIENCE = 10
"""Longest wait for an answer, as a multiple of the processor time that a document may take.

Why: a worker that blocks without using processor time has to be ended too.
"""


class WorkerDied(Exception):
    """The end of a worker before its answer; the message describes it."""


class Worker:
    """One worker process, and the pipes to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.served = 0
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-m", "pipeline.isolation.worker", json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={},
            cwd="/",
            # Ctrl-C in a terminal reaches this process only, which then ends the other
            process_group=0,
        )
        self._input: IO[bytes] = self._process.stdin  # type: ignore[assignment]
        self._output: IO[bytes] = self._process.stdout  # type: ignore[assignment]
        try:
            self.barriers: list[str] = json.loads(self._answer(START_SECONDS))["barriers"]
        except WorkerDied as error:
            raise self._not_started(str(error)) from error

    @property
    def process_id(self) -> int:
        """Return the id of the process."""
        return self._process.pid

    def ask(self, task: Task) -> Outcome:
        """Return the outcome of this task.

        Raises:
            WorkerDied: it exceeded a limit, or ended the process.
        """
        header = task_header(task)
        self.served += 1
        try:
            self._input.write(TASK.pack(len(header), len(task.content)) + header)
            self._input.write(task.content)
            self._input.flush()
        except OSError as error:
            raise self._death() from error
        try:
            return outcome_of(self._answer(PATIENCE * self._limits.seconds))
        except ValueError as error:
            self._process.kill()
            raise WorkerDied(f"the reader gave {error}") from error

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # unwritten bytes are dropped
                    continue

    def _answer(self, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        (length,) = ANSWER.unpack(self._bytes(ANSWER.size, deadline))
        if length > 2 * self._limits.output_mb * MEGABYTE:
            self._process.kill()
            raise WorkerDied(f"the reader gave more than {self._limits.output_mb} MB")
        return self._bytes(length, deadline)

    def _bytes(self, count: int, deadline: float) -> bytes:
        descriptor = self._output.fileno()
        waiting = select.poll()
        waiting.register(descriptor, select.POLLIN)
        received = bytearray()
        while len(received) < count:
            if not waiting.poll(max(deadline - time.monotonic(), 0) * 1000):
                self._process.kill()
                raise WorkerDied("the reader gave no answer and used no processor time")
            portion = os.read(descriptor, min(count - len(received), MEGABYTE))
            if not portion:
                raise self._death()
            received += portion
        return bytes(received)

    def _death(self) -> WorkerDied:
        """Return the reason why the process ended, in words."""
        code = self._process.wait()
        limits = self._limits
        if code == -signal.SIGXCPU:
            return WorkerDied(f"took more than {limits.seconds} s of processor time")
        if code < 0:
            return WorkerDied(
                f"the reader was ended by signal {-code}, probably out of memory at "
                f"{limits.memory_mb} MB"
            )
        return WorkerDied(f"the reader ended with exit code {code}")

    def _not_started(self, how: str) -> ConfigurationError:
        output = self._process.stderr.read() if self._process.stderr else b""
        self.close()
        last = output.decode(errors="replace").strip().rpartition("\n")[2]
        return ConfigurationError(
            f"the process that reads documents did not start ({how}; {last}): see that the locked "
            "packages are installed, and that GRIFFIER_READER_MEMORY_MB is enough "
            f"({self._limits.memory_mb})"
        )


class Pool:
    """A pool of at most ``size`` workers, started when they are first needed and kept warm."""

    def __init__(self, limits: Limits | None = None, size: int = 0) -> None:
        self.limits = limits or Limits()
        self.size = size or len(os.sched_getaffinity(0))
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    def one(self, task: Task) -> Outcome:
        """Return the outcome of one task."""
        return next(outcome for _, outcome in self.run([task]))

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Outcome]]:
        """Yield the number of each task, from 0, with its outcome, as soon as it is known."""
        numbered = enumerate(tasks)
        died: list[tuple[int, Task]] = []
        under_way: dict[Future[Outcome | None], tuple[int, Task]] = {}
        executor = ThreadPoolExecutor(self.size)
        try:
            while True:
                room = 2 * self.size - len(under_way) if len(died) < WAITING else 0
                for number, task in islice(numbered, room):
                    under_way[executor.submit(self._attempt, task)] = number, task
                if not under_way:
                    yield from ((number, self._alone(task)) for number, task in died)
                    if len(died) < WAITING:
                        return
                    died.clear()
                    continue
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    number, task = under_way.pop(future)
                    outcome = future.result()
                    if outcome is None:
                        died.append((number, task))
                    else:
                        yield number, outcome
        finally:
            executor.shutdown(cancel_futures=True)

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def barriers(self) -> list[str]:
        """Return the names of the kernel's restrictions of a worker (``pipeline.barriers``)."""
        worker = self._take()
        self._give_back(worker)
        return worker.barriers

    def processes(self) -> list[int]:
        """Return the ids of the workers that wait for a document."""
        return [worker.process_id for worker in self._idle]

    def _attempt(self, task: Task) -> Outcome | None:
        """Return the outcome of a task by a warm worker, None if the worker died."""
        worker = self._take()
        try:
            outcome = worker.ask(task)
        except WorkerDied:
            worker.close()
            return None
        self._give_back(worker)
        return outcome

    def _alone(self, task: Task) -> Outcome:
        """Return the outcome of a task by a new worker for this task only."""
        worker = Worker(self.limits)
        try:
            return worker.ask(task)
        except WorkerDied as error:
            return Outcome("killed", reason=str(error))
        finally:
            worker.close()

    def _take(self) -> Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        worker = Worker(self.limits)
        if not worker.barriers:
            logger.warning(
                "this kernel has neither Landlock nor seccomp: documents are read within limits of "
                "processor time and memory only"
            )
        return worker

    def _give_back(self, worker: Worker) -> None:
        if worker.served >= SERVED:
            worker.close()
            return
        with self._lock:
            self._idle.append(worker)


def shared_pool(limits: Limits, size: int) -> Pool:
    """Return this process's pool with these limits; its workers end with the process."""
    return _pool_of(os.getpid(), limits, size)


@lru_cache
def _pool_of(_process: int, limits: Limits, size: int) -> Pool:
    """Return the pool of one process.

    Why: after a fork, the pipes of the other process must not be used.
    """
    pool = Pool(limits, size)
    atexit.register(pool.close)
    return pool
