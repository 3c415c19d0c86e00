"""A paper that is cut off anywhere, as a broken transfer leaves it, is read or refused."""

import pytest

from pipeline.isolation.samples import documents, task
from pipeline.isolation.work import work

STEP = 29
PAPERS = tuple(documents())


@pytest.mark.parametrize(("name", "content"), PAPERS, ids=[name for name, _ in PAPERS])
def test_a_paper_cut_off_anywhere_is_read_or_refused(name: str, content: bytes) -> None:
    """A reply of which only the address is left has no boundary of an answer; it failed on that."""
    for length in range(STEP, len(content), STEP):
        outcome = work(task(name, content[:length]))
        assert outcome.kind in {"done", "unreadable"}, f"{length}: {outcome.detail}"
