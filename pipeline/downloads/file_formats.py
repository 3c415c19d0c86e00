"""The file formats, by the ending of the file's name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from pipeline.downloads.about import About
from pipeline.downloads.answer import Rows
from pipeline.downloads.columnar import write_columnar
from pipeline.downloads.delimited import DUTCH, PLAIN, SPREADSHEET, write_delimited
from pipeline.downloads.records import write_records

Writer = Callable[[Rows, IO[bytes], About], None]


@dataclass(frozen=True, slots=True)
class DownloadFormat:
    """A format: the ending of the file's name, its media type, and its writer."""

    ending: str
    media_type: str
    write: Writer


def _workbook(rows: Rows, file: IO[bytes], about: About) -> None:
    # takes 40 ms to import, which only those pay who ask for Excel
    from pipeline.downloads.workbook import write_workbook  # noqa: PLC0415

    write_workbook(rows, file, about)


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOWNLOAD_FORMATS: Mapping[str, DownloadFormat] = {
    "csv": DownloadFormat(
        "csv",
        "text/csv; charset=utf-8",
        lambda rows, file, _: write_delimited(rows, file, SPREADSHEET),
    ),
    "nl.csv": DownloadFormat(
        "nl.csv",
        "text/csv; charset=utf-8",
        lambda rows, file, _: write_delimited(rows, file, DUTCH),
    ),
    "xlsx": DownloadFormat("xlsx", EXCEL, _workbook),
    "json": DownloadFormat(
        "json", "application/json", lambda rows, file, _: write_records(rows, file)
    ),
    "parquet": DownloadFormat(
        "parquet",
        "application/vnd.apache.parquet",
        lambda rows, file, _: write_columnar(rows, file),
    ),
}
"""The formats on the page; both CSV formats begin with the UTF-8 mark that spreadsheets need."""

PROGRAMS: Mapping[str, DownloadFormat] = {
    **{name: form for name, form in DOWNLOAD_FORMATS.items() if name != "nl.csv"},
    "csv": DownloadFormat(
        "csv", "text/csv; charset=utf-8", lambda rows, file, _: write_delimited(rows, file, PLAIN)
    ),
}
"""The formats of the command line: CSV without that mark, which other programs cannot handle."""


def write(rows: Rows, form: DownloadFormat, file: IO[bytes], about: About | None = None) -> None:
    """Write rows into a file in one format.

    Raises:
        QueryRefused: the query fails while it is read, or returns a value that the format lacks.
    """
    form.write(rows, file, about or About())
