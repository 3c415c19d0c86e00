"""Downloads of a table of the warehouse as a file: CSV, Excel, JSON and Parquet.

``write(rows, form, file, about)`` writes any answer to a query. The page, the command line and the
exports share these writers, so a cell that would run as a formula is neutralised in one place
(``delimited``).
"""

from pipeline.downloads.answer import About, Rows, Selected
from pipeline.downloads.delimited import neutral, neutral_sql
from pipeline.downloads.file_formats import DOWNLOAD_FORMATS, PROGRAMS, write

__all__ = [
    "DOWNLOAD_FORMATS",
    "PROGRAMS",
    "About",
    "Rows",
    "Selected",
    "neutral",
    "neutral_sql",
    "write",
]
