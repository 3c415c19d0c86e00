"""Which statements the console runs: one that reads. The words are DuckDB's own, so nothing is
guessed from text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import duckdb
from duckdb import StatementType

from pipeline.errors import QueryRefused

# EXPLAIN, EXPLAIN ANALYZE and EXPLAIN (FORMAT json): what follows is the statement that is
# explained.
EXPLAIN = re.compile(
    r"\s*EXPLAIN\s+(?:ANALYZE\s+)?(?:\((?:ANALYZE|FORMAT)[^()]*\)\s*)?", re.IGNORECASE
)
NAME = re.compile(
    r'(?P<plain>\w+)|"(?P<quoted>(?:[^"]|"")*)"'
)  # a name as SQL writes it: bare, or quoted with "" for "

MAY_READ = re.compile(
    r"(?:duckdb|pragma)_\w+"  # DuckDB's own catalogue, which DESCRIBE and SHOW read too
    r"|range|generate_series|unnest|repeat|repeat_row"  # rows out of nothing
    r"|json_each|json_tree|summary"  # of values and tables that the query names
    r"|pg_timezone_names|icu_calendar_names"
)
"""Table functions that only look at the warehouse. Those not named here read files, run text as SQL
or switch something, as does whatever a later DuckDB brings."""
TELLS_PATHS = frozenset(
    {
        "duckdb_databases",
        "duckdb_extensions",
        "duckdb_external_file_cache",
        "duckdb_log_contexts",
        "duckdb_logs",
        "duckdb_logs_parsed",
        "duckdb_secrets",
        "duckdb_settings",
        "duckdb_temporary_files",
        "pragma_database_list",
        "pg_settings",
        "current_setting",
    }
)
"""Functions and views of DuckDB that show where files of this machine are."""
SWITCHES = frozenset({"write_log"})
"""Functions in a SELECT list that do more than calculate."""
ALLOWED = (
    "SELECT, FROM, WITH, VALUES, SHOW, DESCRIBE, SUMMARIZE, PIVOT, UNPIVOT and EXPLAIN of these"
)


class Token(NamedTuple):
    """A word or sign of SQL: ``start`` counts bytes; ``text`` reaches to the next one, with the
    comments between them.
    """

    start: int
    text: str


def tokens(sql: str) -> list[Token]:
    """The words and signs as DuckDB reads them, up to a quote or comment that does not end."""
    told = sql.encode()
    starts = (start for start, _ in duckdb.tokenize(sql))
    return [Token(start, told[start:end].decode()) for start, end in pairwise((*starts, len(told)))]


def readable(connection: duckdb.DuckDBPyConnection, sql: str) -> list[duckdb.Statement]:
    """The statements to execute, in order, for what a person wrote as one; the last one gives the
    rows.

    PIVOT without a list of values is two for DuckDB, which first asks for the values.

    Raises:
        QueryRefused: it is no SQL, not one statement, or one that does more than read the
            warehouse.
    """
    try:
        statements = connection.extract_statements(sql)
        explained = _explained(connection, statements)
    except duckdb.Error as error:  # IMPORT DATABASE looks for its files while it is parsed
        raise QueryRefused(str(error)) from error
    found = [statement for statement in explained if not _made_by_pivot(statement)]
    kinds = [statement.type for statement in found]
    if not kinds:
        raise QueryRefused(
            "there is no statement in this: write a query, such as FROM exchange LIMIT 10"
        )
    if any(kind != StatementType.SELECT for kind in kinds):
        said = next(kind.name for kind in kinds if kind != StatementType.SELECT)
        raise QueryRefused(f"{said} is not among what may be asked here: {ALLOWED}")
    if len(kinds) > 1:
        raise QueryRefused(f"these are {len(kinds)} statements: ask them one at a time")
    # As it was typed, and as DuckDB runs it: it takes spaces of Unicode for plain ones, its
    # tokenizer for letters of a name.
    texts = (sql, *(statement.query for statement in explained))
    called = {name for text in texts for name in _called(text)}
    if told := sorted({name for text in texts for name in _names(text)} & TELLS_PATHS):
        raise QueryRefused(
            f"{told[0]} tells of this machine, not of the papers: ask for the tables and views only"
        )
    if switched := sorted(called & _switching(connection)):
        raise QueryRefused(
            f"{switched[0]}() does more than read the warehouse: ask for its tables and views only"
        )
    return statements


def _explained(
    connection: duckdb.DuckDBPyConnection, statements: Sequence[duckdb.Statement]
) -> Sequence[duckdb.Statement]:
    """What EXPLAIN explains, else the statements themselves."""
    if [statement.type for statement in statements] != [StatementType.EXPLAIN]:
        return statements
    query = statements[0].query
    match = EXPLAIN.match(query)
    return connection.extract_statements(query[match.end() :]) if match else statements


def _made_by_pivot(statement: duckdb.Statement) -> bool:
    """Whether DuckDB made it up: the type that holds the values of a PIVOT, which nobody wrote."""
    return statement.type == StatementType.CREATE and not statement.query


def _names(sql: str) -> Iterator[str]:
    """Yield every name in a query, bare or quoted."""
    for token in tokens(sql):
        if match := NAME.match(token.text):
            yield (match["plain"] or match["quoted"].replace('""', '"')).lower()


def _called(sql: str) -> Iterator[str]:
    """The names of the functions that a query calls: every name before an opening bracket."""
    for token, following in pairwise(tokens(sql)):
        if following.text.startswith("(") and (match := NAME.match(token.text)):
            yield (match["plain"] or match["quoted"].replace('""', '"')).lower()


def more_than_reading(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the functions of this DuckDB that do more than look at the warehouse."""
    of_tables = connection.execute(
        "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('table', "
        "'pragma')"
    ).fetchall()
    return frozenset(name for (name,) in of_tables if not MAY_READ.fullmatch(name)) | SWITCHES


REMEMBERED: dict[str, frozenset[str]] = {}
"""What ``more_than_reading`` told before, by DuckDB's version: it takes 17 ms of processor time."""


def _switching(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    known = REMEMBERED.get(duckdb.__version__)
    return more_than_reading(connection) if known is None else known
