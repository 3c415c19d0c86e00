"""Full-text search in the published warehouse."""

import hashlib
import re
from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse import connect
from pipeline.warehouse.fulltext import create_index, create_search
from pipeline.warehouse.schema import create_tables


def test_every_passage_is_in_the_index_once(sample_warehouse: Path) -> None:
    """The loader writes whole passages, and none twice."""
    with connect(sample_warehouse) as connection:
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
    ("word", "form", "match"),
    [
        ("woning", "woningen", "same"),
        ("tunnels", "tunnel", "same"),
        ("haven", "havens", "compound"),
        ("haven", "proefhavens", "compound"),
        ("haven", "havenvereniging", "compound"),
    ],
)
def test_a_word_finds_its_plural_and_its_compounds(
    sample_warehouse: Path, word: str, form: str, match: str
) -> None:
    """By Dutch stems, and by the words of the collection itself."""
    with connect(sample_warehouse) as connection:
        matches = dict(
            connection.execute("SELECT form, match FROM search_words(?)", [word]).fetchall()
        )
        texts = [
            text
            for (text,) in connection.execute(
                "SELECT lower(text) FROM search(?)", [word]
            ).fetchall()
        ]
    assert match == matches[form]
    assert any(form in text for text in texts)
    assert all(any(known in text for known in matches) for text in texts)


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
def test_an_inflection_absent_from_the_index_finds_the_others(asked: str, stem: str) -> None:
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
            "SELECT form, match FROM search_words(?)", [asked]
        ).fetchall()


def test_every_form_has_the_number_that_a_search_computes(sample_warehouse: Path) -> None:
    """Every form has the number by which a search looks for it, whatever program opens the file."""
    with connect(sample_warehouse) as connection:
        keys = dict(connection.execute("SELECT form, key FROM search_index.word").fetchall())
    expected = {
        form: int.from_bytes(
            hashlib.md5(form.encode(), usedforsecurity=False).digest()[8:], "little"
        )
        for form in keys
    }
    assert expected == keys


def test_an_unknown_word_finds_nothing(sample_warehouse: Path) -> None:
    """An honest nothing, not the nearest letters."""
    with connect(sample_warehouse) as connection:
        assert [] == connection.execute("FROM search('xyzzy')").fetchall()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            '"vaste commissie" water* -haven',
            [
                ("haven", True, False, False),
                ("vaste commissie", False, True, False),
                ("water", False, False, True),
            ],
        ),
        ("e-mail", [("e mail", False, False, False)]),
        ('-"vaste commissie"', [("vaste commissie", True, True, False)]),
        ('"half', [("half", False, False, False)]),
        ("„Élan vital”", [("elan vital", False, True, False)]),
        ("de*", [("de", False, False, False)]),
        ('- * ""', []),
    ],
)
def test_a_query_is_split_into_words_phrases_and_exclusions(
    typed: str, expected: list[tuple[object, ...]]
) -> None:
    """A hyphen within a word excludes nothing; a quotation mark without its end quotes nothing."""
    with duckdb.connect() as connection:
        create_tables(connection)
        create_index(connection)
        create_search(connection)
        assert (
            expected
            == connection.execute(
                "SELECT text, excluded, quoted, begins FROM search_parts(?) ORDER BY text", [typed]
            ).fetchall()
        )


def _passages(warehouse: Path, query: str) -> dict[str, str]:
    """Return every passage that a query finds, by its key, in small letters."""
    with connect(warehouse) as connection:
        return dict(
            connection.execute(
                "SELECT coalesce(answer_id, question_id), lower(text) FROM search(?, most := 9999)",
                [query],
            ).fetchall()
        )


def test_a_phrase_is_found_as_it_is_written(sample_warehouse: Path) -> None:
    """Every passage that has it, in any number of words, and no other."""
    bare, phrase = (
        _passages(sample_warehouse, q) for q in ("openbare uurwerken", '"openbare uurwerken"')
    )
    assert phrase == {
        key: text for key, text in bare.items() if "openbare uurwerken" in " ".join(text.split())
    }
    assert 0 < len(phrase) < len(bare)
    assert {} == _passages(sample_warehouse, '"uurwerken openbare"')
    rest = _passages(sample_warehouse, 'openbare uurwerken -"openbare uurwerken"')
    assert bare.keys() - phrase.keys() == rest.keys()


def test_a_single_word_in_quotation_marks_is_that_form_only(sample_warehouse: Path) -> None:
    """Neither its plural nor a compound."""
    bare, quoted = (_passages(sample_warehouse, q) for q in ("haven", '"haven"'))
    assert 0 < len(quoted) < len(bare)
    assert all(re.search(r"\bhaven\b", text) for text in quoted.values())


def test_an_excluded_word_is_in_no_result(sample_warehouse: Path) -> None:
    """Nor are the other forms of the word."""
    every, without = (_passages(sample_warehouse, q) for q in ("leden", "leden -haven"))
    assert 0 < len(without) < len(every)
    assert not any(re.search(r"\bhavens?\b", text) for text in without.values())
    assert all(re.search(r"\bhavens?\b", every[key]) for key in every.keys() - without.keys())


def test_a_prefix_finds_every_word_that_starts_with_it(sample_warehouse: Path) -> None:
    """However many these are; each word of the query counts once."""
    begun = _passages(sample_warehouse, "haven*")
    assert begun
    assert all(re.search(r"\bhaven", text) for text in begun.values())
    with connect(sample_warehouse) as connection:
        held = connection.execute(
            """
            SELECT count(*) FROM (
                SELECT text FROM question UNION ALL SELECT text FROM answer
            ) WHERE regexp_matches(lower(strip_accents(text)), '(^|[^a-z0-9])haven')
            """
        ).fetchone()
        words = connection.execute("SELECT max(words_found) FROM search('haven*')").fetchone()
    assert (len(begun),) == held
    assert (1,) == words


def test_a_search_of_one_kind_finds_the_passages_of_that_kind(sample_warehouse: Path) -> None:
    """However many of the other kind rank before them."""
    with connect(sample_warehouse) as connection:
        every = connection.execute("FROM search('leden', most := 10000)").fetchall()
        for kind in ("question", "answer"):
            of_kind = [row for row in every if row[0] == kind]
            found = connection.execute("FROM search('leden', most := 1, of_kind := $1)", [kind])
            assert len(of_kind) > 1
            assert found.fetchall() == of_kind[:1]
