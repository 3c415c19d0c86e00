"""Batches of rows: one name for the tables of many letters."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.errors import ConfigurationError, ContentMismatch
from pipeline.store.batches import read_batch, read_manifest, write_batch
from pipeline.store.content import ContentStore

LETTERS = pl.DataFrame(
    {
        "publication_id": ["kst-99999-B", "kst-99999-A", "kst-99999-A"],
        "dated_on": [date(2026, 1, 5), None, date(2026, 1, 6)],
        "modified_at": [None, datetime(2026, 1, 6, 9, tzinfo=UTC), None],
        "askers": [["Van den Berg (VVD)", "Ó Súilleabháin"], [], None],
        "confidence": [0.1, None, 1.0],
        "ordinal": [1, 1, 2],
        "in_office": [True, None, False],
    }
)
QUESTIONS = pl.DataFrame({"publication_id": ["kst-99999-C"], "text": ["Waarom?"]})
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "publication_id": st.sampled_from(["kst-1-A", "kst-1-B", "kst-1-C"]),
            "text": st.none() | st.text(max_size=20),
            "number": st.none() | st.integers(-(2**31), 2**31),
            "names": st.none() | st.lists(st.none() | st.text(max_size=5), max_size=3),
        }
    ),
    max_size=30,
)
SCHEMA = {
    "publication_id": pl.String,
    "text": pl.String,
    "number": pl.Int64,
    "names": pl.List(pl.String),
}


@pytest.fixture
def store() -> ContentStore:
    """Return an empty store."""
    return ContentStore("memory://")


def assert_equal(expected: Mapping[str, pl.DataFrame], actual: Mapping[str, pl.DataFrame]) -> None:
    """Assert that both have the same tables, with the same rows in one order and of the same types."""
    assert set(expected) == set(actual)
    for name, frame in expected.items():
        assert_frame_equal(frame, actual[name])


def test_a_batch_reads_back_as_written(store: ContentStore) -> None:
    """Every table with its rows in order and its types, also a table without rows."""
    frames = {"letter": LETTERS, "question": QUESTIONS, "answer": QUESTIONS.clear()}
    assert_equal(frames, read_batch(store, write_batch(store, frames)))


@given(ROWS, st.integers(0, 30), st.integers(0, 30))
def test_equal_frames_are_one_batch(rows: list[dict[str, object]], cut: int, spare: int) -> None:
    """However the rows came together in memory: in pieces, or cut out of something larger."""
    store = ContentStore("memory://")
    frame = pl.DataFrame(rows, schema=SCHEMA)
    pieces = pl.concat([frame[:cut], frame[cut:]], rechunk=False)
    cut_out = pl.concat([frame[:spare], frame])[min(spare, len(frame)) :]
    name = write_batch(store, {"letter": frame})
    assert name == write_batch(store, {"letter": pieces})
    assert name == write_batch(store, {"letter": cut_out})
    assert_equal({"letter": frame}, read_batch(store, name))


def test_the_order_of_tables_does_not_matter(store: ContentStore) -> None:
    """The order of rows does, because tables are compared row for row."""
    name = write_batch(store, {"letter": LETTERS, "question": QUESTIONS})
    assert name == write_batch(store, {"question": QUESTIONS, "letter": LETTERS})
    assert name != write_batch(store, {"question": QUESTIONS, "letter": LETTERS.reverse()})


def test_the_publications_of_a_batch_are_read_without_its_rows(store: ContentStore) -> None:
    """Each once, over all tables, in order."""
    manifest = read_manifest(store, write_batch(store, {"letter": LETTERS, "question": QUESTIONS}))
    assert manifest.publications == ["kst-99999-A", "kst-99999-B", "kst-99999-C"]
    assert set(manifest.tables) == {"letter", "question"}


def test_single_tables_can_be_read(store: ContentStore) -> None:
    """A table that did not exist yet when the batch was written is left out."""
    name = write_batch(store, {"letter": LETTERS, "question": QUESTIONS})
    assert_equal({"question": QUESTIONS}, read_batch(store, name, ["question", "commitment"]))


def test_a_blob_that_is_no_batch_is_refused(store: ContentStore) -> None:
    """A letter, any JSON, or a table of a batch is not taken for a batch."""
    table = read_manifest(store, write_batch(store, {"letter": LETTERS})).tables["letter"]
    for name in (
        store.put(b"Geachte mevrouw"),
        store.put(b"[1]"),
        store.put(b'{"format": 1}'),
        table,
    ):
        with pytest.raises(ConfigurationError, match="names no batch"):
            read_batch(store, name)


def test_a_batch_of_a_newer_release_is_refused(store: ContentStore) -> None:
    """Half understood rows would be worse than none."""
    name = store.put(json.dumps({"format": 99, "tables": {}, "publications": []}).encode())
    with pytest.raises(ConfigurationError, match="newer Griffier"):
        read_batch(store, name)


def test_a_missing_table_is_an_error(store: ContentStore) -> None:
    """A manifest without its rows must not pass for an empty batch."""
    manifest = read_manifest(store, write_batch(store, {"letter": LETTERS}))
    other = ContentStore("memory://")
    name = other.put(
        json.dumps(
            {"format": 1, "publications": manifest.publications, "tables": manifest.tables}
        ).encode()
    )
    with pytest.raises(ContentMismatch):
        read_batch(other, name)
