"""Files that a table of the warehouse is taken along as: CSV, Excel, JSON and Parquet.

``write(rows, form, file, about)`` writes any answer to a query. The page, the command line and the
exports share these writers, so a cell that would run as a formula is made harmless in one place
(``cells``).
"""

from pipeline.downloads.about import About
from pipeline.downloads.answer import Rows, Selected
from pipeline.downloads.cells import neutral
from pipeline.downloads.file_formats import FORMS, DownloadForm, write

__all__ = ["FORMS", "About", "DownloadForm", "Rows", "Selected", "neutral", "write"]
