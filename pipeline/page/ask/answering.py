"""The execution of a named query: once, for its total, its numbers, its page and its chart."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from pipeline.page.ask.questions import Chart, Presentation
from pipeline.page.warehouse_rows import Row, last_page, rows, time_limit
from pipeline.queries import Value

PAGE = 50
"""Rows of a table on one page."""
SECONDS = 10.0
BARS = 15
"""Bars of a chart: more cannot be compared on a phone."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a question: ``total`` rows, those of one page, the numbers in its sentence."""

    total: int
    page: int
    numbers: Mapping[str, object]
    columns: tuple[tuple[str, str], ...]
    rows: list[tuple[object, ...]]
    bars: list[Row]


@contextmanager
def hold(
    connection: duckdb.DuckDBPyConnection, question: Presentation, values: Mapping[str, Value]
) -> Iterator[None]:
    """Store the rows of a question in the temporary table ``asked``, in their order.

    Why: the total, the sentence, the chart and the page are then read from the result of one query.
    A query beyond ``SECONDS`` is interrupted.
    """
    with time_limit(connection, SECONDS):
        sql = f"CREATE OR REPLACE TEMP TABLE asked AS\n{question.query.sql}"
        connection.execute(sql, dict(values) or None)
        yield


def answer(
    connection: duckdb.DuckDBPyConnection,
    question: Presentation,
    values: Mapping[str, Value],
    page: int,
) -> Answered:
    """Run the query of a question; return one page of its rows, the total, numbers and chart.

    A ``page`` beyond the end gives the last page.
    """
    with hold(connection, question, values):
        measures = f", {question.measure}" if question.measure else ""
        numbers = rows(connection, f"SELECT count(*) AS n{measures} FROM asked")[0]  # noqa: S608
        page = min(page, last_page(numbers["n"], PAGE))
        shown = connection.execute("FROM asked LIMIT ? OFFSET ?", [PAGE, (page - 1) * PAGE])
        columns = tuple((column[0], str(column[1])) for column in shown.description or ())
        page_rows = shown.fetchall()
        bars = _bars(connection, question.chart) if question.chart else []
    return Answered(numbers["n"], page, numbers, columns, page_rows, bars)


def _bars(connection: duckdb.DuckDBPyConnection, chart: Chart) -> list[Row]:
    """Return the labels and values of the longest bars."""
    label = f'"{chart.label}"'
    value = f'max("{chart.value}")' if chart.value else "count(*)"
    names = {row[0] for row in connection.execute("DESCRIBE asked").fetchall()}
    enough = "enough" if "enough" in names else "true"  # few of a kind are not compared
    sql = f"""
        SELECT {label} AS label, {value} AS value FROM asked WHERE {label} IS NOT NULL AND {enough}
        GROUP BY ALL HAVING value IS NOT NULL ORDER BY value DESC, label LIMIT {BARS}
    """  # noqa: S608
    return rows(connection, sql)
