"""Downloads of a table of the warehouse as a file: CSV, Excel, JSON and Parquet.

``write(rows, form, file, about)`` writes any answer to a query. The page, the command line and the
exports share these writers, so a cell that would run as a formula is neutralised in one place
(``cells``).
"""

from pipeline.downloads.about import About
from pipeline.downloads.answer import Rows, Selected
from pipeline.downloads.cells import neutral
from pipeline.downloads.file_formats import DOWNLOAD_FORMATS, DownloadFormat, write

__all__ = ["DOWNLOAD_FORMATS", "About", "DownloadFormat", "Rows", "Selected", "neutral", "write"]
