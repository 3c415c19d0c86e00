"""Writer of Excel files: a sheet of typed rows with links, and a sheet about them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.downloads.answer import About, Rows
from pipeline.downloads.delimited import FORMULA
from pipeline.json_encoding import text_of

MOST_ROWS = 1_048_575
"""Rows below the header in a sheet."""
MOST_LINKS = 65_000
"""Links in a sheet; Excel drops those beyond 65,530."""
LONGEST = 32_767
"""The characters of a cell; Excel reports a file with more as damaged."""
LARGEST = 2**53
"""Whole numbers beyond this lose digits in a cell."""
WIDTHS = {"DATE": 12.0, "TIMESTAMP WITH TIME ZONE": 20.0, "BIGINT": 10.0, "INTEGER": 10.0}
TEXT_WIDTH, LONG_WIDTH, LONG_TEXT = 18.0, 60.0, 50
"""Width of a column of text; of one with a text of more than ``LONG_TEXT`` characters at the top.
"""
SAMPLED = 50
"""The number of rows from which column widths are computed."""


def write_workbook(rows: Rows, file: IO[bytes], about: About) -> None:
    """Write all rows into the first sheet, and their description into the second.

    Dates, moments (UTC), numbers and booleans are typed. Text is written as text, with Excel's own
    mark against formulas if it begins like one.
    """
    created_on = about.as_of or date(1980, 1, 1)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties(
            {
                "title": about.title,
                "comments": about.sample,
                # the same rows give the same bytes
                "created": datetime(created_on.year, created_on.month, created_on.day),  # noqa: DTZ001
            }
        )
        sheet = book.add_worksheet(about.words.get("data", "Data"))
        cut = _Sheet(book, sheet, about).fill(rows)
        _describe(book, about, cut)


class _Sheet:
    """The sheet of rows while it is written."""

    def __init__(self, book: Workbook, sheet: Worksheet, about: About) -> None:
        self._sheet, self._about = sheet, about
        self._links = 0
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._formats: dict[str, Format] = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "quoted": book.add_format({"quote_prefix": True}),
            "link": book.get_default_url_format(),
        }

    def fill(self, rows: Rows) -> bool:
        """Write the rows; return True if some did not fit."""
        names = list(rows.schema.names)
        self._sheet.freeze_panes(1, 0)
        first: list[tuple[object, ...]] = []
        source = rows.rows()
        for row in source:
            first.append(row)
            if len(first) == SAMPLED:
                break
        for number, (name, of_type) in enumerate(zip(names, rows.types, strict=True)):
            values = [row[number] for row in first]
            self._sheet.set_column(number, number, _width(of_type, name, values))
            self._sheet.write_string(0, number, name, self._head)
        place = 0
        for part in (first, source):
            for row in part:
                if place == MOST_ROWS:
                    return True
                place += 1
                for number, value in enumerate(row):
                    self._write(place, number, names[number], value)
        if place and names:
            self._sheet.autofilter(0, 0, place, len(names) - 1)
        return False

    def _write(self, row: int, column: int, name: str, value: object) -> None:
        sheet = self._sheet
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(row, column, value)
            case int() | float() | Decimal() if abs(float(value)) < LARGEST:  # NaN is not
                sheet.write_number(row, column, value)
            case datetime():
                moment = value.astimezone(UTC) if value.tzinfo else value
                bare = moment.replace(tzinfo=None)
                sheet.write_datetime(row, column, bare, self._formats["moment"])
            case date():
                sheet.write_datetime(row, column, value, self._formats["date"])
            case list():
                self._write_text(row, column, name, "; ".join(map(text_of, value)))
            case _:
                self._write_text(row, column, name, text_of(value))

    def _write_text(self, row: int, column: int, name: str, text: str) -> None:
        text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        address = self._about.link(name, text) if self._links < MOST_LINKS else None
        if address is not None:
            self._links += 1
            self._sheet.write_url(row, column, address, self._formats["link"], text[:LONGEST])
        elif FORMULA.match(text):
            self._sheet.write_string(row, column, text, self._formats["quoted"])
        else:
            self._sheet.write_string(row, column, text)


def _width(of_type: str, name: str, values: list[object]) -> float:
    if of_type in WIDTHS:
        return max(WIDTHS[of_type], len(name) + 2.0)
    longest = max((len(text_of(value)) for value in values), default=0)
    return LONG_WIDTH if longest > LONG_TEXT else max(TEXT_WIDTH, len(name) + 2.0)


def _describe(book: Workbook, about: About, cut: bool) -> None:  # noqa: FBT001
    """Write the sheet that describes the rows."""
    sheet = book.add_worksheet(about.words.get("about", "About"))
    bold, wrapped = (
        book.add_format({"bold": True, "valign": "top"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    lines: list[tuple[str, str]] = about.lines()
    if cut:
        lines.append((about.words.get("cut", "Cut off"), f"{MOST_ROWS:,}"))
    lines += [("", ""), (about.words.get("columns", "Columns"), "")]
    lines += list(about.columns.items())
    for number, (label, text) in enumerate(lines):
        sheet.write_string(number, 0, label, bold)
        if text:
            sheet.write_string(number, 1, text[:LONGEST], wrapped)
