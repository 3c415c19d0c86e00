"""The writers of files: what a spreadsheet could run is harmless in every form."""

import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import polars as pl
import pytest

from pipeline.downloads import (
    DOWNLOAD_FORMATS,
    About,
    Selected,
    neutral,
    neutral_sql,
    write,
)

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "＝1+1", "plain", ""]
SQL = "SELECT unnest($texts) AS text, 1.5::DOUBLE AS share, DATE '2026-08-31' AS day, -3 AS less"


def written(ending: str) -> bytes:
    """Return the hostile rows in one form."""
    file = io.BytesIO()
    with duckdb.connect() as connection:
        write(
            Selected(connection, SQL, {"texts": HOSTILE}), DOWNLOAD_FORMATS[ending], file, About()
        )
    return file.getvalue()


@pytest.mark.parametrize(("ending", "separator"), [("csv", ","), ("nl.csv", ";")])
def test_no_cell_of_csv_is_a_formula(ending: str, separator: str) -> None:
    """Every text that begins like a formula has an apostrophe before it, and can be restored."""
    text = written(ending).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))[1:]
    for row, told in zip(rows, HOSTILE, strict=True):
        assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
        assert told == (row[0][1:] if row[0] != told else row[0])
    assert "-3" == rows[0][3]


def test_dutch_csv_has_a_decimal_comma() -> None:
    """Excel in Dutch reads 1.5 as a date, so it is written as 1,5."""
    assert b";1,5;2026-08-31;" in written("nl.csv")


def test_no_cell_of_excel_is_a_formula() -> None:
    """Texts are texts, unchanged, and marked so that editing a cell runs nothing."""
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx"))).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {"s", "n"} >= {cell.data_type for cell in cells}  # an empty text is an empty cell
    for cell, told in zip(cells, HOSTILE, strict=True):
        assert told == (cell.value or "").replace("_x000D_", "\r")
        assert (neutral(told) != told) == bool(cell.quotePrefix)


def test_json_and_parquet_keep_the_text() -> None:
    """Forms that say what is text need no apostrophe."""
    assert HOSTILE == [row["text"] for row in json.loads(written("json"))]
    assert HOSTILE == pl.read_parquet(io.BytesIO(written("parquet")))["text"].to_list()


def test_sql_and_python_agree_on_what_is_harmless() -> None:
    """The export, which DuckDB writes, makes the same cells harmless as the other writers."""
    with duckdb.connect() as connection:
        sql = f"SELECT {neutral_sql('text')} FROM (SELECT unnest(?) AS text)"  # noqa: S608
        found = [row[0] for row in connection.execute(sql, [HOSTILE]).fetchall()]
    assert [neutral(text) for text in HOSTILE] == found


def test_the_same_rows_give_the_same_workbook() -> None:
    """Nothing in the file depends on when it was made."""
    about = About(title="t", as_of=date(2026, 8, 31))
    files = []
    for _ in range(2):
        file = io.BytesIO()
        with duckdb.connect() as connection:
            write(Selected(connection, "SELECT 1 AS one"), DOWNLOAD_FORMATS["xlsx"], file, about)
        files.append(file.getvalue())
    assert files[0] == files[1]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_command_line_writes_harmless_cells(sample_warehouse: Path, form: str) -> None:
    """``griffier sql --format csv`` holds no formula either."""
    command = [Path(sys.executable).with_name("griffier"), "sql", "SELECT '=1+1' AS text"]
    done = subprocess.run(
        [*command, "--format", form],
        env={"GRIFFIER_HOME": str(sample_warehouse.parent)},
        capture_output=True,
        check=True,
    )
    if form == "csv":
        assert b"text\r\n'=1+1\r\n" == done.stdout
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(done.stdout)).worksheets[0]
        assert ("=1+1", "s") == (sheet["A2"].value, sheet["A2"].data_type)
