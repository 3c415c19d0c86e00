"""Rows of the warehouse for a page: as dicts, page by page, and within a time limit."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import Any, TypeAlias

import duckdb

Row: TypeAlias = dict[str, Any]
"""One row of a query, by column name."""
ASKING = "coalesce(party, array_to_string(parties, ', '))"
"""The SQL of the parties that ask a question, for a view with both columns.

Why: a joint question has no single party in its row, and would be shown as one of none.
"""


def rows(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Mapping[str, object] | Sequence[object] = (),
) -> list[Row]:
    """Return the rows of a query as dicts by column name."""
    result = connection.execute(sql, parameters)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def last_page(total: int, size: int) -> int:
    """Return the number of the last page of a list with ``size`` rows on a page, at least 1."""
    return max(1, -(-total // size))


def page_of(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    values: Mapping[str, object],
    page: int,
    size: int,
) -> tuple[list[Row], int, int]:
    """Return the rows of a page, its number, and the total of the list.

    ``sql`` takes ``$size`` and ``$skip``, and has the column ``total``. A page beyond the end
    becomes the last one.
    """
    page_rows = rows(connection, sql, {**values, "size": size, "skip": (page - 1) * size})
    if page_rows or page == 1:
        return page_rows, page, page_rows[0]["total"] if page_rows else 0
    first = rows(connection, sql, {**values, "size": 1, "skip": 0})
    last = last_page(first[0]["total"], size) if first else 1
    return page_of(connection, sql, values, min(last, page - 1), size)


@contextmanager
def time_limit(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt the query that a connection runs if the block takes longer than this."""
    timer = Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
