"""The full-text index after many loads: what it holds is what the tables hold."""

from pathlib import Path

import duckdb
import polars as pl
import pytest
from synthetic_warehouse import make

from pipeline.warehouse.fulltext import create_index, create_search, update_index
from pipeline.warehouse.reader import SESSION

QUESTIONS = 600
POSTINGS = """
    SELECT form, passage_id, one.times
    FROM (
        SELECT word_id, unnest(found_in) AS one
        FROM (FROM search_index.posting UNION ALL FROM search_index.late_posting)
    )
    JOIN search_index.word USING (word_id)
    JOIN search_index.passage ON passage.passage_no = one.passage_no
    ORDER BY ALL
"""
ASKED = ("grondstof", "zorg onderwijs", "natuur")


@pytest.fixture
def synthetic_warehouse(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    """Return a made-up warehouse whose passages are all in the index, before any sorting but the
    first.
    """
    make(tmp_path / "made.duckdb", QUESTIONS)
    connection = duckdb.connect(str(tmp_path / "made.duckdb"))
    connection.execute(SESSION)
    _index(connection)
    return connection


def test_updates_of_the_index_equal_a_new_index(
    synthetic_warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Papers that go, come and come again: the same postings, counts and answers in the same order."""
    papers = _papers(synthetic_warehouse)
    _take_out(synthetic_warehouse, papers[3:6])
    for at in range(0, len(papers), 7):
        update_index(synthetic_warehouse, papers[at : at + 2])
    loaded = _told(synthetic_warehouse)
    synthetic_warehouse.execute("DROP SCHEMA search_index CASCADE")
    _index(synthetic_warehouse)
    assert _told(synthetic_warehouse) == loaded


def test_the_number_of_a_deleted_passage_is_not_reused(
    synthetic_warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Its postings stay until the next sorting, and must not be those of another passage."""
    last = synthetic_warehouse.execute(
        "SELECT max(passage_no) FROM search_index.passage"
    ).fetchall()[0][0]
    update_index(synthetic_warehouse, _papers(synthetic_warehouse).tail(1))
    assert (
        last
        < synthetic_warehouse.execute(
            "SELECT min(passage_no) FROM search_index.passage WHERE passage_no >= ?", [last]
        ).fetchall()[0][0]
    )


def test_compacting_leaves_no_posting_of_a_deleted_passage(
    synthetic_warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """One row per form, of passages that are there."""
    update_index(synthetic_warehouse, _papers(synthetic_warehouse))
    rows, forms, gone = synthetic_warehouse.execute(
        """
        SELECT count(*), count(DISTINCT word_id), (
            SELECT count(*)
            FROM (SELECT unnest(found_in).passage_no AS passage_no FROM search_index.posting)
            ANTI JOIN search_index.passage USING (passage_no)
        )
        FROM search_index.posting
        """
    ).fetchall()[0]
    assert (forms, 0) == (rows, gone)


def test_a_search_for_many_passages_begins_with_those_of_a_search_for_few(
    synthetic_warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """A few are looked up in the index, of many the columns are read: the same order, whichever it
    is.
    """
    few, many = (
        synthetic_warehouse.execute(
            "SELECT answer_id, question_id, score FROM search('grondstof', most := ?)", [most]
        ).fetchall()
        for most in (50, 1000)
    )
    assert 300 < len(many)
    assert many[:50] == few


def _index(connection: duckdb.DuckDBPyConnection) -> None:
    create_index(connection)
    update_index(connection, _papers(connection))
    create_search(connection)


def _papers(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return connection.execute("SELECT publication_id FROM publication ORDER BY ALL").pl()


def _take_out(connection: duckdb.DuckDBPyConnection, papers: pl.DataFrame) -> None:
    connection.register("gone", papers)
    for table in ("question_answer", "question", "answer", "publication"):
        connection.execute(f"DELETE FROM {table} WHERE publication_id IN (FROM gone)")  # noqa: S608
    update_index(connection, papers)


def _told(connection: duckdb.DuckDBPyConnection) -> list[object]:
    asked = [connection.execute("FROM search(?)", [words]).fetchall() for words in ASKED]
    counted = connection.execute(
        "SELECT form, passages FROM search_index.word ORDER BY form"
    ).fetchall()
    return [asked, counted, connection.execute(POSTINGS).fetchall()]
