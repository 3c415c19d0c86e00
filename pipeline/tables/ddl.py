"""Reader of sql/tables/: one Table per file, with its columns, types, rules, key and comments."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import polars as pl
import sqlglot
from sqlglot import expressions as exp

from pipeline.errors import SchemaMismatch
from pipeline.files import FILES
from pipeline.tables.comments import grain, meaning

DDL = FILES / "sql" / "tables"
"""The folder of CREATE TABLE and COMMENT statements, one file per table."""

RENAMES = DDL.parent / "renames.toml"
"""Old column names in stored batches, by table, with their names in the current DDL."""

KEY_CLAUSE = re.compile(r",\s*PRIMARY KEY\s*\([^()]*\)")

DType: TypeAlias = "pl.DataType | type[pl.DataType]"

DTYPES: Mapping[str, DType] = {
    "VARCHAR": pl.String,
    "VARCHAR[]": pl.List(pl.String),
    "INTEGER": pl.Int32,
    "BIGINT": pl.Int64,
    "DOUBLE": pl.Float64,
    "BOOLEAN": pl.Boolean,
    "DATE": pl.Date,
    "TIMESTAMP WITH TIME ZONE": pl.Datetime("us", "UTC"),
}
"""Polars type of each SQL type of the DDL."""

SQLGLOT_NAMES = {
    "TEXT": "VARCHAR",
    "TEXT[]": "VARCHAR[]",
    "INT": "INTEGER",
    "TIMESTAMPTZ": "TIMESTAMP WITH TIME ZONE",
}
"""SQL type names of sqlglot, with the names that DuckDB's catalogue and our DDL use."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``check`` is its CHECK rule in SQL that Polars reads, None if it has none."""

    name: str
    sql_type: str
    dtype: DType
    nullable: bool
    comment: str
    check: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``comment`` begins with its grain, ``statements`` is the text of its file."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    statements: str

    @property
    def statements_without_key(self) -> str:
        """Return the statements without the PRIMARY KEY clause, to create a published file.

        Why: with a key DuckDB 1.5 rewrites the last row group of every table at each load (82.8 MB
        for one row added to 20,000 instead of 0.5 MB without).
        """
        return KEY_CLAUSE.sub("", self.statements, count=1)

    @property
    def schema(self) -> pl.Schema:
        """Return column names and Polars types, in the order of the DDL."""
        return pl.Schema({column.name: column.dtype for column in self.columns})


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Table]:
    """Return every table by name, in the order of their file names.

    Raises:
        SchemaMismatch: a file holds something that this reader does not know, so a rule would be
            missed.
    """
    return {path.stem: read_table(path) for path in sorted(DDL.glob("*.sql"))}


@lru_cache(maxsize=1)
def renames() -> Mapping[str, Mapping[str, str]]:
    """Return the current column name by table and old name, as listed in ``sql/renames.toml``.

    Example: ``renames()["question"] == {"fraction": "party"}``.
    """
    with RENAMES.open("rb") as file:
        listed: Mapping[str, Mapping[str, str]] = tomllib.load(file)
    return listed


def read_table(path: Path) -> Table:
    """Return the table that one DDL file creates; raises as ``tables`` does."""
    text = path.read_text(encoding="utf-8")
    create, *rest = (statement for statement in sqlglot.parse(text, dialect="duckdb") if statement)
    if not (isinstance(create, exp.Create) and isinstance(create.this, exp.Schema)):
        raise SchemaMismatch(f"{path.name} must begin with CREATE TABLE and its columns")
    name = create.this.this.name
    comments = _comments(path, name, rest)
    columns: list[Column] = []
    primary_key: tuple[str, ...] = ()
    for part in create.this.expressions:
        if isinstance(part, exp.ColumnDef):
            columns.append(_column(path, part, comments))
        elif isinstance(part, exp.PrimaryKey):
            primary_key = tuple(column.name for column in part.expressions)
        else:
            raise SchemaMismatch(
                f"{path.name}: {part.sql(dialect='duckdb')} is a rule that pipeline.tables cannot "
                "read"
            )
    if name != path.stem or not primary_key:
        raise SchemaMismatch(
            f"{path.name} must create the table {path.stem}, with a PRIMARY KEY clause"
        )
    return Table(name, grain(path.stem, text), tuple(columns), primary_key, text)


def _comments(path: Path, table: str, statements: Iterable[exp.Expr]) -> dict[str, str]:
    """Return the comments that a file states, by column name."""
    comments: dict[str, str] = {}
    for statement in statements:
        about = statement.this if isinstance(statement, exp.Comment) else None
        if not isinstance(about, exp.Column) or about.table != table:
            raise SchemaMismatch(
                f"{path.name} may hold one table and the comments of its columns only, not "
                f"{statement.sql(dialect='duckdb')}"
            )
        comments[about.name] = statement.expression.name
    return comments


def _column(path: Path, part: exp.ColumnDef, comments: Mapping[str, str]) -> Column:
    """Return one column of the DDL.

    Raises:
        SchemaMismatch: the column has a type or rule that is not known here.
    """
    type_name = part.kind.sql(dialect="duckdb") if part.kind else ""
    sql_type = SQLGLOT_NAMES.get(type_name, type_name)
    nullable, check = True, None
    for constraint in part.constraints:
        if isinstance(constraint.kind, exp.NotNullColumnConstraint):
            nullable = False
        elif isinstance(constraint.kind, exp.CheckColumnConstraint) and check is None:
            check = constraint.kind.this.sql(
                dialect="postgres"
            )  # the dialect that Polars' SQL follows
        else:
            raise SchemaMismatch(
                f"{path.name}: {part.sql(dialect='duckdb')} holds a rule that pipeline.tables "
                "cannot read"
            )
    if sql_type not in DTYPES:
        raise SchemaMismatch(
            f"{path.name}: {part.name} is {sql_type}, which has no Polars type in "
            "pipeline.tables.ddl"
        )
    comment = comments.get(part.name) or meaning(path.stem, part.name)
    return Column(part.name, sql_type, DTYPES[sql_type], nullable, comment, check)
