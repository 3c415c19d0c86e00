"""The DDL: tables, rules and comments, each defined once."""

from pathlib import Path

import duckdb
import pytest

from pipeline.errors import SchemaMismatch
from pipeline.tables import DDL, PARSED, Table, frames, tables
from pipeline.tables.comments import meaning
from pipeline.tables.ddl import read_table
from pipeline.warehouse.schema import create_tables


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_every_table_states_its_grain_and_every_column_its_meaning(table: Table) -> None:
    """The first line of the file is the comment of the table, and no column goes unexplained."""
    assert table.comment.startswith("One row ")
    assert table.statements.startswith(
        "-- Grain: one row " + table.comment.removeprefix("One row ")
    )
    assert all(column.comment.endswith(".") for column in table.columns)


def test_a_file_without_its_grain_is_refused(tmp_path: Path) -> None:
    """The error names the file and the line that it needs."""
    path = tmp_path / "letter.sql"
    path.write_text("CREATE TABLE letter (a VARCHAR, PRIMARY KEY (a));", encoding="utf-8")
    with pytest.raises(SchemaMismatch, match=r'letter\.sql must begin with "-- Grain: one row per'):
        read_table(path)


@pytest.mark.parametrize(
    ("relation", "column", "words"),
    [
        ("letter", "char_start", "Offset of the first character in publication_text.text"),
        ("quarantine", "char_start", "Offset of the first character of the failing text"),
        ("letter", "unknown", ""),
    ],
)
def test_the_meaning_for_a_table_precedes_that_for_a_name(
    relation: str, column: str, words: str
) -> None:
    """A key with the table's name counts first; a column without a key has no shared meaning."""
    assert meaning(relation, column).startswith(words)
    assert bool(meaning(relation, column)) == bool(words)


def test_the_database_has_the_comments_of_the_ddl() -> None:
    """Readers of a published file see the same words as the frames have."""
    with duckdb.connect() as connection:
        create_tables(connection)
        stored = connection.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
            " UNION ALL SELECT table_name, NULL, comment FROM duckdb_tables()"
        ).fetchall()
    expected = {
        (table.name, column.name, column.comment)
        for table in tables().values()
        for column in table.columns
    }
    assert expected | {(table.name, None, table.comment) for table in tables().values()} == {
        *stored
    }


def test_the_ddl_reader_and_duckdb_agree_on_tables() -> None:
    """Names, types and NOT NULL are what DuckDB's own catalogue says after running the files."""
    connection = duckdb.connect()
    for table in tables().values():
        connection.execute(table.statements)
    expected = connection.execute(
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal"
        " ORDER BY table_name, column_index"
    ).fetchall()
    found = [
        (table.name, column.name, column.sql_type)
        for table in tables().values()
        for column in table.columns
    ]
    nullable = [column.nullable for table in tables().values() for column in table.columns]
    assert [row[:3] for row in expected] == found
    assert [row[3] for row in expected] == nullable


def test_the_ddl_reader_and_duckdb_agree_on_primary_keys() -> None:
    """The key that is checked in frames is the one that DuckDB enforces."""
    connection = duckdb.connect()
    for table in tables().values():
        connection.execute(table.statements)
    keys = connection.execute(
        "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    ).fetchall()
    assert dict(keys) == {table.name: list(table.primary_key) for table in tables().values()}


def test_frames_have_the_columns_of_the_ddl() -> None:
    """Every parsed table has a frame with exactly the columns and types of its file, also without
    rows.
    """
    assert {name: tables()[name].schema for name in PARSED} == {
        name: frame.schema for name, frame in frames({}).items()
    }


KEY = "    PRIMARY KEY (a)\n);\n"


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        ("CREATE VIEW letter AS SELECT 1 AS a;\n", "must hold CREATE TABLE letter"),
        ("CREATE TABLE letter (\n    a VARCHAR,\n);\n", "must hold CREATE TABLE letter"),
        (f"CREATE TABLE other (\n    a VARCHAR,\n{KEY}", "must hold CREATE TABLE letter"),
        (f"CREATE TABLE letter (\n    a VARCHAR UNIQUE,\n{KEY}", "a VARCHAR UNIQUE, is of a"),
        (f"CREATE TABLE letter (\n    a BLOB,\n{KEY}", "a BLOB, is of a type"),
        (f"CREATE TABLE letter (\n    a INTEGER CHECK (a > 1) DEFAULT (2),\n{KEY}", "a INTEGER CH"),
        (f"CREATE TABLE letter (\n    a INTEGER,\n    CHECK (a > 1),\n{KEY}", r"CHECK \(a > 1\),"),
        (f"CREATE TABLE letter (\n    a VARCHAR,\n{KEY}DROP TABLE letter;\n", "not DROP TABLE"),
        (
            f"CREATE TABLE letter (\n    a VARCHAR,\n{KEY}COMMENT ON COLUMN other.a IS 'A.';\n",
            "not COMMENT ON COLUMN other",
        ),
    ],
)
def test_an_unknown_ddl_rule_is_refused(tmp_path: Path, statements: str, reason: str) -> None:
    """A constraint that frames could not check is an error when the DDL is read, not a surprise
    during a load.
    """
    path = tmp_path / "letter.sql"
    path.write_text(f"-- Grain: one row per letter.\n{statements}", encoding="utf-8")
    with pytest.raises(SchemaMismatch, match=rf"letter\.sql.*{reason}"):
        read_table(path)


def test_every_file_of_the_ddl_folder_is_a_table() -> None:
    """Every file in sql/tables/ is one table."""
    assert sorted(path.name for path in DDL.iterdir()) == sorted(f"{name}.sql" for name in tables())
