"""A paper that disappeared may come back."""

from collections.abc import Callable
from typing import Any


def test_a_withdrawn_paper_that_is_listed_and_served_again_is_back_in_the_tables(office: Callable[..., Any]) -> None:
    """Also when the catalogue says nothing new about it."""
    gone = '[[step]]\n[[step.fault]]\nkind = "status"\nstatus = 404\npath = "*kst-36999-A*"\n[[step]]\n'
    opened = office(gone)
    opened.ingest()
    opened.server.advance()
    opened.ingest(recheck=True)
    opened.ingest(recheck=True)
    assert ["kst-36999-B"] == opened.held()
    opened.server.advance()
    opened.ingest()
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()
