"""Full-text search in the published warehouse."""

import hashlib
from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse import connect
from pipeline.warehouse.fulltext import create_index, create_search
from pipeline.warehouse.schema import create_tables


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


@pytest.mark.parametrize(
    ("word", "form", "tie"),
    [
        ("woning", "woningen", "same"),
        ("tunnels", "tunnel", "same"),
        ("haven", "havens", "compound"),
        ("haven", "proefhavens", "compound"),
        ("haven", "havenvereniging", "compound"),
    ],
)
def test_a_word_finds_its_plural_and_its_compounds(
    warehouse: Path, word: str, form: str, tie: str
) -> None:
    """By Dutch stems, and by the words of the collection itself."""
    with connect(warehouse) as connection:
        ties = dict(connection.execute("SELECT form, tie FROM search_words(?)", [word]).fetchall())
        texts = [
            text
            for (text,) in connection.execute(
                "SELECT lower(text) FROM search(?)", [word]
            ).fetchall()
        ]
    assert tie == ties[form]
    assert any(form in text for text in texts)
    assert all(any(known in text for known in ties) for text in texts)


@pytest.mark.parametrize(
    ("asked", "stem"),
    [
        ("golven", "golf"),
        ("huizen", "huis"),
        ("wetten", "wet"),
        ("boom", "bom"),
        ("bomen", "bom"),
        ("wonings", "woning"),
    ],
)
def test_a_form_that_stands_nowhere_finds_the_others_of_its_word(asked: str, stem: str) -> None:
    """Searching has no stemmer, so what stems look like is known to the search itself: huizen finds
    huis.
    """
    with duckdb.connect() as connection:
        create_tables(connection)
        create_index(connection)
        connection.execute(
            "INSERT INTO search_index.word VALUES (1, $form, $stem, 1, md5_number_lower($form)), (2, 'bo', 'bo', 1, 0)",
            {"form": f"{stem}x", "stem": stem},
        )
        create_search(connection)
        assert [(f"{stem}x", "same")] == connection.execute(
            "SELECT form, tie FROM search_words(?)", [asked]
        ).fetchall()


def test_a_form_is_found_by_its_number_as_by_its_letters(warehouse: Path) -> None:
    """Every form has the number by which a search looks for it, whatever program opens the file."""
    with connect(warehouse) as connection:
        keys = dict(connection.execute("SELECT form, key FROM search_index.word").fetchall())
    expected = {
        form: int.from_bytes(
            hashlib.md5(form.encode(), usedforsecurity=False).digest()[8:], "little"
        )
        for form in keys
    }
    assert expected == keys


def test_a_word_that_stands_nowhere_finds_nothing(warehouse: Path) -> None:
    """An honest nothing, not the nearest letters."""
    with connect(warehouse) as connection:
        assert [] == connection.execute("FROM search('xyzzy')").fetchall()
