"""The check that the console runs a single statement that only reads.

It uses DuckDB's own tokenizer and parser.
"""

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
"""The table functions that only read the warehouse.

All others are refused: they read files, run text as SQL or change settings, and so may functions
that a later DuckDB adds.
"""
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
"""The functions and views of DuckDB that show the paths of files on this machine."""
SWITCHES = frozenset({"write_log"})
"""The scalar functions that change settings or write."""
ALLOWED = (
    "SELECT, FROM, WITH, VALUES, SHOW, DESCRIBE, SUMMARIZE, PIVOT, UNPIVOT and EXPLAIN of these"
)


class Token(NamedTuple):
    """A token of SQL; ``start`` counts bytes.

    ``text`` extends to the next token and includes comments in between.
    """

    start: int
    text: str


def tokens(sql: str) -> list[Token]:
    """Return the tokens of DuckDB's tokenizer, up to an unterminated quote or comment."""
    encoded = sql.encode()
    starts = (start for start, _ in duckdb.tokenize(sql))
    return [
        Token(start, encoded[start:end].decode())
        for start, end in pairwise((*starts, len(encoded)))
    ]


def readable(connection: duckdb.DuckDBPyConnection, sql: str) -> list[duckdb.Statement]:
    """Return the statements to execute, in order, for one statement; the last one returns the rows.

    DuckDB splits PIVOT without a list of values in two: the first selects the values.

    Raises:
        QueryRefused: it is not SQL, not one statement, or one that does more than read the
            warehouse.
    """
    try:
        statements = connection.extract_statements(sql)
        explained = _explained(connection, statements)
    except duckdb.Error as error:  # IMPORT DATABASE looks for its files while it is parsed
        raise QueryRefused(str(error)) from error
    typed = [statement for statement in explained if not _made_by_pivot(statement)]
    kinds = [statement.type for statement in typed]
    if not kinds:
        raise QueryRefused(
            "there is no statement in this: write a query, such as FROM answered_question LIMIT 10"
        )
    if any(kind != StatementType.SELECT for kind in kinds):
        kind_name = next(kind.name for kind in kinds if kind != StatementType.SELECT)
        raise QueryRefused(f"{kind_name} is not among what may be asked here: {ALLOWED}")
    if len(kinds) > 1:
        raise QueryRefused(f"these are {len(kinds)} statements: ask them one at a time")
    # As it was typed, and as DuckDB runs it: it takes spaces of Unicode for plain ones, its
    # tokenizer for letters of a name.
    texts = (sql, *(statement.query for statement in explained))
    called = {name for text in texts for name in _called(text)}
    if forbidden := sorted({name for text in texts for name in _names(text)} & TELLS_PATHS):
        raise QueryRefused(
            f"{forbidden[0]} tells of this machine, not of the papers: ask for the tables and "
            "views only"
        )
    if switched := sorted(called & _switching(connection)):
        raise QueryRefused(
            f"{switched[0]}() does more than read the warehouse: ask for its tables and views only"
        )
    return statements


def _explained(
    connection: duckdb.DuckDBPyConnection, statements: Sequence[duckdb.Statement]
) -> Sequence[duckdb.Statement]:
    """Return the statements that EXPLAIN explains, or the statements themselves."""
    if [statement.type for statement in statements] != [StatementType.EXPLAIN]:
        return statements
    query = statements[0].query
    match = EXPLAIN.match(query)
    return connection.extract_statements(query[match.end() :]) if match else statements


def _made_by_pivot(statement: duckdb.Statement) -> bool:
    """Return True if DuckDB added the statement: the type that holds the values of a PIVOT."""
    return statement.type == StatementType.CREATE and not statement.query


def _names(sql: str) -> Iterator[str]:
    """Yield every name in a query, bare or quoted."""
    for token in tokens(sql):
        if match := NAME.match(token.text):
            yield (match["plain"] or match["quoted"].replace('""', '"')).lower()


def _called(sql: str) -> Iterator[str]:
    """Yield the names of the functions that a query calls: every name before an opening bracket."""
    for token, following in pairwise(tokens(sql)):
        if following.text.startswith("(") and (match := NAME.match(token.text)):
            yield (match["plain"] or match["quoted"].replace('""', '"')).lower()


def more_than_reading(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the functions of this DuckDB that do more than read the warehouse."""
    of_tables = connection.execute(
        "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('table', "
        "'pragma')"
    ).fetchall()
    return frozenset(name for (name,) in of_tables if not MAY_READ.fullmatch(name)) | SWITCHES


REMEMBERED: dict[str, frozenset[str]] = {}
"""The earlier results of ``more_than_reading``, by DuckDB's version.

Why: it takes 17 ms of processor time.
"""


def _switching(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    known = REMEMBERED.get(duckdb.__version__)
    return more_than_reading(connection) if known is None else known
