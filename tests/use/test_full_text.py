"""Full-text search in the published warehouse."""

from pathlib import Path

from pipeline.warehouse import connect


def test_every_passage_is_in_the_index_once(warehouse: Path) -> None:
    """The loader writes whole passages, and none twice."""
    with connect(warehouse) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'search_index' ORDER BY 1"
            ).fetchall()
        ]
        assert "passage" in tables
        counts = connection.execute(
            "SELECT (SELECT count(*) FROM question) + (SELECT count(*) FROM answer), (SELECT count(*) FROM search_index.passage)"
        ).fetchall()
    assert counts[0][0] == counts[0][1]


def test_a_word_finds_its_plural_and_nothing_finds_a_word_that_stands_nowhere(warehouse: Path) -> None:
    """Dutch stems, and an honest nothing."""
    with connect(warehouse) as connection:
        found = {
            word: connection.execute("SELECT count(*) FROM search(?)", [word]).fetchall()[0][0] for word in ("brug", "xyzzy")
        }
    assert 0 == found["xyzzy"]
