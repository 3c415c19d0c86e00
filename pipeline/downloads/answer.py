"""Answers of queries, the input of all writers of files: their rows, and what they are about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
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


@dataclass(frozen=True, slots=True)
class About:
    """The text around a downloaded table: question, query, columns, day and source.

    ``title`` is the question in words, ``filters`` the filters applied, ``columns`` the meaning of
    each column by its name. ``words`` are the labels of the sheet with all this, by name. ``link``
    returns the address of a cell's page, or None.
    """

    title: str = ""
    watch_out: str = ""
    address: str = ""
    sql: str = ""
    filters: Mapping[str, object] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    log_position: int | None = None
    source: str = ""
    licence: str = ""
    sample: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    link: Callable[[str, str], str | None] = lambda _column, _value: None

    def lines(self) -> list[tuple[str, str]]:
        """Return the label and the text of every known property, in reading order."""
        facts = [
            ("title", self.title),
            ("sample", self.sample),
            ("watch_out", self.watch_out),
            ("filters", "; ".join(f"{name} = {value}" for name, value in self.filters.items())),
            ("as_of", self.as_of.isoformat() if self.as_of else ""),
            ("log_position", "" if self.log_position is None else str(self.log_position)),
            ("address", self.address),
            ("source", self.source),
            ("licence", self.licence),
            ("sql", self.sql),
        ]
        return [(self.words.get(name, name), text) for name, text in facts if text]
