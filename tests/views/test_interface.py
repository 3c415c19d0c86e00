"""Every view explains itself, reads tables only, and keeps its names and columns."""

from pathlib import Path

import duckdb
import pytest
from little import Little

from pipeline.warehouse.schema import VIEWS, create_tables

INTERFACE = Path(__file__).with_name("interface.txt")
FILES = sorted(VIEWS.glob("*.sql"))


@pytest.fixture(scope="module")
def tables_only() -> duckdb.DuckDBPyConnection:
    """A warehouse before its views."""
    connection = duckdb.connect()
    create_tables(connection)
    return connection


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_view_reads_tables_and_never_views(
    tables_only: duckdb.DuckDBPyConnection, path: Path
) -> None:
    """Each file makes its view where there are tables only, under the name of the file."""
    tables_only.begin()
    tables_only.execute(path.read_text(encoding="utf-8"))
    made = tables_only.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    tables_only.rollback()
    assert [(path.stem,)] == made


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_view_states_its_grain_and_every_column_its_meaning(empty: Little, path: Path) -> None:
    """The comment begins with One row, the file repeats it as the grain, and no column goes
    unexplained.
    """
    found = empty.ask("SELECT comment FROM duckdb_views() WHERE view_name = ?", path.stem)
    comment = str(found[0][0])
    assert comment.startswith("One row ")
    assert path.read_text(encoding="utf-8").startswith(
        "-- Grain: one row " + comment.removeprefix("One row ")
    )
    columns = empty.ask("SELECT comment FROM duckdb_columns() WHERE table_name = ?", path.stem)
    assert all(str(told).endswith(".") for (told,) in columns)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_view_of_an_empty_warehouse_can_be_asked(empty: Little, path: Path) -> None:
    """Nothing loaded yet is no error: no rows, or zero counts where the grain is one row in all."""
    assert len(empty.ask(f"FROM {path.stem}")) == (path.stem == "freshness")


def test_the_documentation_names_every_view_and_its_grain() -> None:
    """docs/warehouse.md has a line for each, with the grain in the words of the file."""
    told = (VIEWS.parents[1] / "docs" / "warehouse.md").read_text(encoding="utf-8")
    grains = {
        path.stem: path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("-- Grain: ")
        for path in FILES
    }
    assert [] == [view for view, grain in grains.items() if f"| `{view}` | {grain} |" not in told]


def test_names_and_columns_are_a_stable_interface(empty: Little) -> None:
    """A change to any view's columns has to be meant: write it in CHANGELOG.md, then in
    interface.txt beside this test.
    """
    found = empty.ask(
        "SELECT table_name || '.' || column_name || ' ' || data_type FROM duckdb_columns() JOIN duckdb_views()"
        " ON view_name = table_name WHERE NOT duckdb_views.internal ORDER BY table_name, column_index"
    )
    assert INTERFACE.read_text(encoding="utf-8").splitlines() == [str(line) for (line,) in found]
