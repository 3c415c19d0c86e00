"""Cost of reading: no garbage in cycles, for which Python's collector would look."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document

LETTER = min((Path(__file__).parents[2] / "sample" / "letters").glob("*.pdf"))


def test_reading_a_pdf_leaves_no_cycles() -> None:
    """All that a reading made is freed as soon as nothing refers to it."""
    content = LETTER.read_bytes()
    read_document(content)  # compiles expressions
    gc.collect()
    gc.disable()
    try:
        read_document(content)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_the_collector_works_again_after_a_reading_and_a_refusal() -> None:
    """The collector is switched on again however a reading ends."""
    read_document(b"Geachte voorzitter,\n", name="x.txt")
    assert gc.isenabled()
    with pytest.raises(UnreadableDocument):
        read_document(b"%PDF-1.4 broken", name="x.pdf")
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off() -> None:
    """A program that switched the collector off finds it so."""
    gc.disable()
    try:
        read_document(b"Geachte voorzitter,\n", name="x.txt")
        assert not gc.isenabled()
    finally:
        gc.enable()
