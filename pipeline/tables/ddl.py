"""Reader of sql/tables/: one Table per file, with its columns, types, rules, key and comments."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

import polars as pl

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

LINE = re.compile(
    r" {4}(?P<name>[a-z]\w*) (?P<type>[A-Z]+(?: [A-Z]+)*?(?:\[\])?)"
    r"(?P<not_null> NOT NULL)?(?: CHECK \((?P<check>.+)\))?,\n"
)
"""Line of a column in a CREATE TABLE statement.

Example: ``    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),``
"""
FILE = re.compile(
    r"-- [^\n]+\nCREATE TABLE (?P<name>\w+) \(\n(?P<lines>(?: {4}[^\n]+,\n)+)"
    r" {4}PRIMARY KEY \((?P<key>\w+(?:, \w+)*)\)\n\);\n\s*(?P<comments>.*)",
    re.DOTALL,
)
"""A file: its grain, the CREATE TABLE statement with a column a line, and comments of columns."""
COMMENT = re.compile(
    r"COMMENT ON COLUMN (?P<table>\w+)\.(?P<column>\w+) IS '(?P<words>(?:[^']|'')*)';\n\s*"
)
LITERAL = re.compile(r"'[^']*'")
POLARS_NAMES = {"regexp_matches": "regexp_like"}
"""Functions that Polars' SQL calls otherwise than DuckDB's."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``check`` is its CHECK rule in SQL, None if it has none."""

    name: str
    sql_type: str
    dtype: DType
    nullable: bool
    comment: str
    check: str | None

    @property
    def polars_check(self) -> str:
        """Return the CHECK rule in the SQL that Polars reads, "" if it has none."""
        rule = self.check or ""
        for duckdb_name, polars_name in POLARS_NAMES.items():
            rule = rule.replace(f"{duckdb_name}(", f"{polars_name}(")
        return rule


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
    comment = grain(path.stem, text)
    file = FILE.fullmatch(text)
    if not file or file["name"] != path.stem:
        raise SchemaMismatch(
            f"{path.name} must hold CREATE TABLE {path.stem} with a column a line and a PRIMARY "
            "KEY clause last, then comments of its columns, and nothing else"
        )
    comments = _comments(path, file["comments"])
    columns = tuple(
        _column(path, line, comments) for line in file["lines"].splitlines(keepends=True)
    )
    return Table(path.stem, comment, columns, tuple(file["key"].split(", ")), text)


def _comments(path: Path, statements: str) -> dict[str, str]:
    """Return the comments that the end of a file states, by column name."""
    comments: dict[str, str] = {}
    end = 0
    for comment in COMMENT.finditer(statements):
        if comment.start() != end or comment["table"] != path.stem:
            break
        end = comment.end()
        comments[comment["column"]] = comment["words"].replace("''", "'")
    if rest := statements[end:].strip():
        raise SchemaMismatch(
            f"{path.name} may hold one table and the comments of its columns only, not "
            f"{rest.splitlines()[0]}"
        )
    return comments


def _column(path: Path, line: str, comments: Mapping[str, str]) -> Column:
    """Return one column of the DDL.

    Raises:
        SchemaMismatch: the column has a type or rule that is not known here.
    """
    column = LINE.fullmatch(line)
    if not column or column["type"] not in DTYPES or not _closed(column["check"] or ""):
        raise SchemaMismatch(
            f"{path.name}: {line.strip()} is of a type or holds a rule that pipeline.tables cannot "
            "read"
        )
    name = column["name"]
    comment = comments.get(name) or meaning(path.stem, name)
    dtype = DTYPES[column["type"]]
    nullable = not column["not_null"]
    return Column(name, column["type"], dtype, nullable, comment, column["check"])


def _closed(rule: str) -> bool:
    """Return True if each bracket of a rule closes one that the rule opened.

    Why: ``a > 1) UNIQUE CHECK (b`` is what two rules of a column would look like.
    """
    brackets = [{"(": 1, ")": -1}.get(sign, 0) for sign in LITERAL.sub("", rule)]
    return min(accumulate(brackets), default=0) >= 0
