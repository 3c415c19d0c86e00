"""Answers of queries as streams of rows, the input of all writers of files."""

from collections.abc import Iterator, Mapping
from typing import Protocol

import duckdb
import pyarrow as pa

BATCH_ROWS = 10_000


class Rows(Protocol):
    """The rows of a query. ``schema`` is Arrow's, ``types`` are DuckDB's names of the types."""

    schema: pa.Schema
    types: tuple[str, ...]

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows, some thousands at a time."""

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows as Python values."""


class Selected:
    """The rows of one of our queries on an open connection."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sql: str,
        parameters: Mapping[str, object] | None = None,
    ) -> None:
        connection.execute(sql, dict(parameters) if parameters else None)
        self.types = tuple(str(column[1]) for column in connection.description or ())
        self._reader = connection.to_arrow_reader(BATCH_ROWS)
        self.schema: pa.Schema = self._reader.schema

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows, some thousands at a time."""
        yield from self._reader

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows as Python values."""
        for batch in self.batches():
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
