"""A hundred hostile answers: each ends in an outcome or in a foreseen error, within the deadline."""

import resource
import time

import pytest
from answering import fetched
from hostile_answers import ANSWERS
from running import Note

from pipeline.source.fetch_results import Failed, Fetched, Gone, NotModified

LONGEST = 16.0
"""Seconds that two fetches may take: two attempts each of at most three time-outs, and some air."""
MOST_MEMORY_KB = 300_000


def test_the_hostile_answers_are_a_hundred() -> None:
    """The figure that the documents name."""
    assert len(ANSWERS) >= 100


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_answer_ends_in_a_fetch_result_within_the_deadline(name: str, note: Note) -> None:
    """Never a traceback, never a wait without end, never more memory than the limit."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    assert isinstance(fetched(ANSWERS[name]), Failed | Fetched | Gone | NotModified)
    assert time.monotonic() - begun < LONGEST
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY_KB
    note("hostile answers over HTTP")
