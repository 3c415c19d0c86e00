"""Writer of CSV by RFC 4180, in two dialects: with commas, and for Dutch spreadsheets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

from pipeline.downloads.answer import Rows
from pipeline.downloads.cells import neutral
from pipeline.json_encoding import text_of

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Dialect:
    """Separator, decimal mark, and whether the file begins with a byte order mark."""

    separator: str = ","
    decimal: str = "."
    bom: bool = False

    @property
    def quoted(self) -> re.Pattern[str]:
        """Match a cell that needs quotes: separator, quote or line end in it, or empty text.

        Why: NULL is an empty cell, so empty text has to be ``""``.
        """
        return re.compile(rf'["\r\n{re.escape(self.separator)}]|^$')


PLAIN = Dialect()
SPREADSHEET = Dialect(bom=True)
DUTCH = Dialect(separator=";", decimal=",", bom=True)
"""The CSV dialect that Excel and LibreOffice open directly where the decimal mark is a comma.

R reads it with read.csv2.
"""


def write_delimited(rows: Rows, file: IO[bytes], dialect: Dialect = PLAIN) -> None:
    """Write a header and all rows. NULL is an empty cell, empty text is ``""``."""
    quoted = dialect.quoted
    if dialect.bom:
        file.write(BOM)
    file.write(_line(map(neutral, rows.schema.names), dialect, quoted))
    for row in rows.rows():
        file.write(_line((_cell(value, dialect) for value in row), dialect, quoted))


def _line(cells: Iterable[str | None], dialect: Dialect, quoted: re.Pattern[str]) -> bytes:
    fields = ("" if cell is None else _quote(cell, quoted) for cell in cells)
    return (dialect.separator.join(fields) + "\r\n").encode()


def _quote(cell: str, quoted: re.Pattern[str]) -> str:
    return '"' + cell.replace('"', '""') + '"' if quoted.search(cell) else cell


def _cell(value: object, dialect: Dialect) -> str | None:
    if value is None:
        return None
    text = text_of(value)
    if isinstance(value, float | Decimal):
        return text.replace(".", dialect.decimal)
    return text if isinstance(value, int) else neutral(text)
