"""Writer of CSV by RFC 4180, in two dialects: with commas, and for Dutch spreadsheets.

A text that a spreadsheet would run as a formula gets an apostrophe before it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

from pipeline.downloads.answer import Rows
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
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""The start of a text that a spreadsheet may execute as a formula.

After any apostrophes, it is a sign that begins a formula (ASCII or full width), or a tab or line
end, after which some programs look for one.

Seen in: OWASP, "CSV Injection".
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


def neutral(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet could run it.

    Example: ``=1+1`` becomes ``'=1+1``, and ``'=1+1`` becomes ``''=1+1``. To get the original text,
    remove one apostrophe from every cell that matches ``FORMULA``.
    """
    return f"'{text}" if FORMULA.match(text) else text


def neutral_sql(column: str) -> str:
    """Return the SQL expression that escapes a quoted column of text."""
    pattern = f"^{FORMULA.pattern}".replace("'", "''")
    return (
        f"CASE WHEN regexp_matches({column}, '{pattern}') THEN '''' || {column} ELSE {column} END"
    )
