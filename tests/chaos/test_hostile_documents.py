"""A hundred hostile documents: each is read or given up within its limits, and the next is read."""

import resource
from collections.abc import Iterator

import hostile_hundred
import pytest
from running import Note

from pipeline.isolation import Limits, Pool, Task
from pipeline.isolation.samples import task

LIMITS = Limits(seconds=5, memory_mb=768)
LONGEST = 2 * (LIMITS.seconds + 2) + 8
"""Processor seconds that two tries may take, with the start of the processes that try."""
FAIR = Task(b"Geachte voorzitter,\n\nHoeveel vuurtorens zijn er?\n", "brief.txt")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Yield one worker with limits that a test can wait for."""
    made = Pool(LIMITS, 1)
    yield made
    made.close()


def test_the_hostile_documents_are_a_hundred() -> None:
    """The figure that the documents name."""
    assert len(hostile_hundred.DOCUMENTS) >= 100


@pytest.mark.parametrize("name", hostile_hundred.DOCUMENTS)
def test_a_hostile_document_leaves_the_worker_pool_usable(
    pool: Pool, name: str, note: Note
) -> None:
    """Rows, or a reason; no fault of ours, no more than the limits, and a worker for the next."""
    content = hostile_hundred.DOCUMENTS[name]()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    asked = task(name.replace(" ", "-"), content)
    outcome = pool.one(asked)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    assert outcome.kind in {"done", "unreadable", "killed"}, outcome.reason + outcome.detail
    assert outcome.kind == "done" or outcome.reason
    assert spent < LONGEST
    assert "done" == pool.one(FAIR).kind
    note(f"hostile documents: {outcome.kind}")
