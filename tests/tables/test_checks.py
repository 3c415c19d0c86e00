"""Frames are refused exactly where DuckDB would refuse them, and by publication."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tables import (
    PARSED,
    Column,
    Row,
    Violation,
    frame,
    tables,
    violations,
    without_violations,
)

PUBLICATIONS = st.sampled_from(["kst-36000-A", "file-é/ü 𝄞", "p"])
WORDS: Mapping[str, st.SearchStrategy[object]] = {
    "VARCHAR": st.sampled_from(
        ["EK", "kst", "reply", "own", "true", "brief", "url", "resolved", "minister", "", "x" * 64]
    ),
    "VARCHAR[]": st.lists(st.sampled_from(["a", "b"]), max_size=2),
    "INTEGER": st.integers(-1, 3),
    "BIGINT": st.integers(-1, 3),
    "DOUBLE": st.sampled_from([-0.1, 0.0, 0.5, 1.0, 1.1, float("nan"), float("inf")]),
    "BOOLEAN": st.booleans(),
    "DATE": st.just(date(2025, 6, 17)),
    "TIMESTAMP WITH TIME ZONE": st.just(datetime(2025, 6, 17, tzinfo=UTC)),
}


def _values(table: str, column: Column, publication_id: str) -> st.SearchStrategy[object]:
    if column.name == "publication_id":
        return st.just(publication_id)
    if column.name.endswith("_id") and column.name in tables()[table].primary_key:
        own = column.name.removesuffix("_id")
        return st.integers(0, 2).map(lambda n: f"{publication_id}/{own}-{n}") | st.just(
            "other/question-1"
        )
    return WORDS[column.sql_type] | st.none()


@st.composite
def rows(draw: st.DrawFn, table: str) -> list[Row]:
    """Draw up to three rows of a table, many of them against its rules."""
    made: list[Row] = []
    for _ in range(draw(st.integers(1, 3))):
        publication_id = draw(PUBLICATIONS)
        made.append(
            {
                column.name: draw(_values(table, column, publication_id))
                for column in tables()[table].columns
            }
        )
    return made


def _accepted(table: str, found: pl.DataFrame) -> bool:
    connection = duckdb.connect()
    connection.execute(tables()[table].statements)
    try:
        connection.register("found", found).execute(f"INSERT INTO {table} FROM found")
    except duckdb.ConstraintException:
        return False
    return True


@pytest.mark.parametrize("table", PARSED)
def test_duckdb_and_the_frames_refuse_the_same_rows(table: str) -> None:
    """Whatever the rows: DuckDB takes them exactly when no violation is found."""

    @settings(max_examples=30, deadline=None)
    @given(rows(table))
    def agree(made: list[Row]) -> None:
        found = frame(table, made)
        assert _accepted(table, found) == (violations({table: found}) == [])

    agree()


@pytest.mark.parametrize("table", PARSED)
def test_the_rows_without_refused_publications_load(table: str) -> None:
    """The rows of every publication without a violation of its own go in, whatever the others
    brought.
    """

    @settings(max_examples=15, deadline=None)
    @given(rows(table))
    def loads(made: list[Row]) -> None:
        found = frame(table, made)
        refused = {violation.publication_id for violation in violations({table: found})}
        assert _accepted(table, found.filter(~pl.col("publication_id").is_in(list(refused))))

    loads()


@pytest.mark.parametrize("table", sorted(tables()))
def test_sound_publications_load_and_the_others_are_named(table: str) -> None:
    """Of every table, also of those that are made out of the log: rows stay out exactly where
    something is said of them.
    """

    @settings(max_examples=15, deadline=None)
    @given(rows(table))
    def split(made: list[Row]) -> None:
        found = frame(table, made)
        kept, refused = without_violations(table, found)
        assert _accepted(table, kept)
        assert violations({table: found}) == refused
        assert (kept.height < found.height) == bool(refused)

    split()


def test_a_violation_names_row_rule_and_value() -> None:
    """The reason can be read by a person without opening the batch."""
    row: Row = {
        "question_id": "p/question-1",
        "answer_id": "p/answer-1",
        "publication_id": "p",
        "relation": "own",
        "refers_to_question_id": None,
        "confidence": 1.5,
    }
    expected = Violation(
        "p",
        "question_answer",
        "p/question-1 p/answer-1",
        "question_answer.confidence.check",
        "confidence is 1.5; must hold: confidence BETWEEN 0 AND 1",
    )
    assert [expected] == violations({"question_answer": frame("question_answer", [row])})
