"""Every view explains itself, defines one notion, and keeps its names and columns."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from in_memory_warehouse import InMemoryWarehouse

from pipeline.tables import DDL
from pipeline.tables.comments import COLUMNS
from pipeline.warehouse.links import LINKS
from pipeline.warehouse.schema import VIEWS

INTERFACE = Path(__file__).with_name("interface.txt")
FILES = sorted(VIEWS.glob("*.sql"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_makes_one_view_under_its_own_name(
    empty_warehouse: InMemoryWarehouse, path: Path
) -> None:
    """Each view can be found by the name of its file."""
    made = re.findall(r"CREATE OR REPLACE VIEW (\w+)", path.read_text(encoding="utf-8"))
    assert [path.stem] == made
    assert [(1,)] == empty_warehouse.ask(
        "SELECT count(*) FROM duckdb_views() WHERE view_name = ?", path.stem
    )


def test_no_notion_is_defined_twice() -> None:
    """Each of answered, repeated and deferred is decided in one file; others read its view."""
    files = (*FILES, *sorted(LINKS.glob("*.sql")))
    texts = {
        path.relative_to(VIEWS.parent).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in files
    }
    deciding = {
        "relation <> 'refers'": ["links/question_state"],
        "jaro_winkler_similarity": ["links/letter_repeat"],
        "kind = 'voorlopig_verslag'": ["links/letter_link"],
        "FROM identifier": ["views/citation_name"],
        ">= 5": [],
    }
    for words, homes in deciding.items():
        assert homes == [name for name, text in texts.items() if words in text], words


def test_every_shared_meaning_is_that_of_a_column(empty_warehouse: InMemoryWarehouse) -> None:
    """A key of sql/columns.toml is a column, or a column and all tables or views that have it."""
    stored = empty_warehouse.ask(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    )
    for key, words in tomllib.loads(COLUMNS.read_text(encoding="utf-8")).items():
        column, _, relations = key.partition(" of ")
        users = {relation for relation, *rest in stored if rest == [column, words]}
        assert users, key
        assert not relations or users == set(relations.split(", ")), key


def test_no_meaning_of_a_column_is_written_twice() -> None:
    """Neither two files nor a file and sql/columns.toml have the same words."""
    texts = [path.read_text(encoding="utf-8") for path in (*DDL.glob("*.sql"), *FILES)]
    own = [
        words.replace("''", "'")
        for text in texts
        for words in re.findall(r"COMMENT ON COLUMN \w+\.\w+ IS '(.*)';", text)
    ]
    shared = tomllib.loads(COLUMNS.read_text(encoding="utf-8")).values()
    counts = Counter([*own, *shared])
    assert [] == [words for words, count in counts.items() if count > 1]
    assert len(own) > 100


def test_no_grain_is_written_twice() -> None:
    """A table, view or link that has the rows of another refers to it."""
    paths = (*DDL.glob("*.sql"), *FILES, *LINKS.glob("*.sql"))
    grains = Counter(path.read_text(encoding="utf-8").partition("\n")[0] for path in paths)
    assert [] == [grain for grain, count in grains.items() if count > 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_view_states_its_grain_and_every_column_its_meaning(
    empty_warehouse: InMemoryWarehouse, path: Path
) -> None:
    """The first line of the file is the comment of the view, and no column goes unexplained."""
    found = empty_warehouse.ask("SELECT comment FROM duckdb_views() WHERE view_name = ?", path.stem)
    comment = str(found[0][0])
    assert comment.startswith("One row ")
    assert path.read_text(encoding="utf-8").startswith(
        "-- Grain: one row " + comment.removeprefix("One row ")
    )
    columns = empty_warehouse.ask(
        "SELECT comment FROM duckdb_columns() WHERE table_name = ?", path.stem
    )
    assert all(str(told).endswith(".") for (told,) in columns)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_view_of_an_empty_warehouse_can_be_asked(
    empty_warehouse: InMemoryWarehouse, path: Path
) -> None:
    """Nothing loaded yet is no error: no rows, or zero counts where the grain is one row in all."""
    assert len(empty_warehouse.ask(f"FROM {path.stem}")) == (path.stem == "freshness")


def test_the_documentation_names_every_view_and_its_grain() -> None:
    """docs/warehouse.md has a line for each, with the grain in the words of the file."""
    told = (VIEWS.parents[1] / "docs" / "warehouse.md").read_text(encoding="utf-8")
    grains = {
        path.stem: path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("-- Grain: ")
        for path in FILES
    }
    assert [] == [view for view, grain in grains.items() if f"| `{view}` | {grain} |" not in told]


def test_names_and_columns_are_a_stable_interface(empty_warehouse: InMemoryWarehouse) -> None:
    """A change to any view's columns has to be meant: write it in CHANGELOG.md, then in
    interface.txt beside this test.
    """
    found = empty_warehouse.ask(
        "SELECT table_name || '.' || column_name || ' ' || data_type FROM duckdb_columns() JOIN duckdb_views()"
        " ON view_name = table_name WHERE NOT duckdb_views.internal ORDER BY table_name, column_index"
    )
    assert INTERFACE.read_text(encoding="utf-8").splitlines() == [str(line) for (line,) in found]
