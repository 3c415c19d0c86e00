"""Long lists, divided into numbered pages."""

from collections.abc import Mapping

import duckdb

from pipeline.page.request_context import Row, rows


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
