"""The file formats, by the ending of the file's name, with the writers of JSON and Parquet."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from pipeline.downloads.answer import About, Rows
from pipeline.downloads.delimited import DUTCH, PLAIN, SPREADSHEET, write_delimited
from pipeline.errors import QueryRefused
from pipeline.json_encoding import distinct, json_value

Writer = Callable[[Rows, IO[bytes], About], None]


@dataclass(frozen=True, slots=True)
class DownloadFormat:
    """A format: its media type and its writer."""

    media_type: str
    write: Writer


def _write_records(rows: Rows, file: IO[bytes]) -> None:
    """Write all rows. Text is unchanged, because JSON marks it as text."""
    names = distinct(rows.schema.names)
    between = "[\n"
    for row in rows.rows():
        record = {name: json_value(value) for name, value in zip(names, row, strict=True)}
        file.write((between + json.dumps(record, ensure_ascii=False)).encode())
        between = ",\n"
    file.write(b"[]\n" if between == "[\n" else b"\n]\n")


def _write_columnar(rows: Rows, file: IO[bytes]) -> None:
    """Write all rows. Text is unchanged, because Parquet has typed text columns.

    Raises:
        QueryRefused: a column has a type that Parquet lacks.
    """
    names = distinct(rows.schema.names)
    schema = pa.schema(
        [field.with_name(name) for field, name in zip(rows.schema, names, strict=True)]
    )
    try:
        with ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in rows.batches():
                writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
    except pa.ArrowNotImplementedError as error:
        raise QueryRefused(
            f"Parquet has no such type: cast the column to VARCHAR ({error})"
        ) from error


def _workbook(rows: Rows, file: IO[bytes], about: About) -> None:
    # takes 40 ms to import, which only those pay who ask for Excel
    from pipeline.downloads.workbook import write_workbook  # noqa: PLC0415

    write_workbook(rows, file, about)


CSV = "text/csv; charset=utf-8"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOWNLOAD_FORMATS: Mapping[str, DownloadFormat] = {
    "csv": DownloadFormat(CSV, lambda rows, file, _: write_delimited(rows, file, SPREADSHEET)),
    "nl.csv": DownloadFormat(CSV, lambda rows, file, _: write_delimited(rows, file, DUTCH)),
    "xlsx": DownloadFormat(EXCEL, _workbook),
    "json": DownloadFormat("application/json", lambda rows, file, _: _write_records(rows, file)),
    "parquet": DownloadFormat(
        "application/vnd.apache.parquet", lambda rows, file, _: _write_columnar(rows, file)
    ),
}
"""The formats on the page; both CSV formats begin with the UTF-8 mark that spreadsheets need."""

PROGRAMS: Mapping[str, DownloadFormat] = {
    **{name: form for name, form in DOWNLOAD_FORMATS.items() if name != "nl.csv"},
    "csv": DownloadFormat(CSV, lambda rows, file, _: write_delimited(rows, file, PLAIN)),
}
"""The formats of the command line: CSV without that mark, which other programs cannot handle."""


def write(rows: Rows, form: DownloadFormat, file: IO[bytes], about: About | None = None) -> None:
    """Write rows into a file in one format.

    Raises:
        QueryRefused: the query fails while it is read, or returns a value that the format lacks.
    """
    form.write(rows, file, about or About())
