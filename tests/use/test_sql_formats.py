"""Answers of ``griffier sql`` as files for programs: each is read back by the reader that people
use for its form.
"""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import Result
from pyarrow import MonthDayNano
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.json_encoding import distinct, json_value, text_of
from pipeline.settings import Settings

Ask = Callable[..., Result]
KINDS = """
    SELECT 1 AS number, 'with "quotes", a comma
and a line' AS text, NULL AS nothing, '' AS empty, ['a', 'b'] AS list, {'x': 1} AS struct, 12.30::DECIMAL(5, 2) AS amount,
        TIMESTAMPTZ '2026-01-02 10:00:00+01' AS moment, DATE '2026-01-02' AS day, true AS truth
"""


@pytest.fixture
def ask(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run ``griffier sql`` in this process on the sample's warehouse."""
    monkeypatch.setattr(
        "pipeline.settings.settings", lambda: Settings(home=sample_warehouse.parent)
    )
    return lambda *arguments: CliRunner().invoke(app, ["sql", *arguments])


def test_csv_conforms_to_the_standard(ask: Ask) -> None:
    """RFC 4180: a header, CRLF, quotes doubled; and empty text is told from NULL."""
    told = ask(KINDS, "--format", "csv").stdout_bytes.decode()
    header, *rows = csv.reader(io.StringIO(told, newline=""))
    assert [
        "number",
        "text",
        "nothing",
        "empty",
        "list",
        "struct",
        "amount",
        "moment",
        "day",
        "truth",
    ] == header
    expected = [
        "1",
        'with "quotes", a comma\nand a line',
        "",
        "",
        '["a", "b"]',
        '{"x": 1}',
        "12.30",
    ]
    assert [[*expected, "2026-01-02T09:00:00+00:00", "2026-01-02", "true"]] == rows
    assert ',,"",' in told
    assert told.endswith("true\r\n")


def test_json_keeps_numbers_lists_and_nothing(ask: Ask) -> None:
    """One array, an object per row."""
    (row,) = json.loads(ask(KINDS, "--json").stdout)
    assert (1, None, "", ["a", "b"], {"x": 1}, True) == tuple(
        row[name] for name in ("number", "nothing", "empty", "list", "struct", "truth")
    )
    assert [] == json.loads(ask("SELECT 1 WHERE false", "--format", "json").stdout)


def test_parquet_keeps_types(ask: Ask, tmp_path: Path) -> None:
    """The name of the file says the form; DuckDB and Polars read it."""
    assert 0 == ask(KINDS, "--output", str(tmp_path / "kinds.parquet")).exit_code
    (row,) = pl.read_parquet(tmp_path / "kinds.parquet").to_dicts()
    assert (["a", "b"], Decimal("12.30"), datetime(2026, 1, 2, 9, tzinfo=UTC)) == (
        row["list"],
        row["amount"],
        row["moment"],
    )
    assert [("x",)] == duckdb.read_parquet(str(tmp_path / "kinds.parquet")).select(
        "struct_keys(struct)[1]"
    ).fetchall()
    through_a_pipe = ask(KINDS, "--format", "parquet").stdout_bytes
    assert [row] == pl.read_parquet(io.BytesIO(through_a_pipe)).to_dicts()


def test_programs_get_every_row_and_people_a_screenful(ask: Ask) -> None:
    """A table ends after a thousand rows and says so; files end where they were told to, or with
    the last row.
    """
    assert 25_001 == len(ask("FROM range(25000)", "--format", "csv").stdout.splitlines())
    assert 25_000 == len(json.loads(ask("FROM range(25000)", "--json").stdout))
    table = ask("FROM range(25000)")
    assert (1000 + 4, "the first 1000 rows; --rows shows more") == (
        len(table.stdout.splitlines()),
        table.stderr.splitlines()[0],
    )
    few = ask("FROM range(25000)", "--json", "--rows", "2")
    assert ([{"range": 0}, {"range": 1}], "the first 2 rows; --rows shows more") == (
        json.loads(few.stdout),
        few.stderr.splitlines()[0],
    )


def test_an_output_file_is_whole_or_unchanged(ask: Ask, tmp_path: Path) -> None:
    """A query that fails on its way leaves the earlier file, and nothing beside it."""
    place = tmp_path / "answer.csv"
    assert 0 == ask("SELECT 1 AS one", "--output", str(place)).exit_code
    failing = "SELECT CASE WHEN range < 50000 THEN range ELSE error('late') END AS number FROM range(60000)"
    assert 1 == ask(failing, "--output", str(place)).exit_code
    assert b"one\r\n1\r\n" == place.read_bytes()
    assert [place] == list(tmp_path.iterdir())


def test_a_value_that_a_format_cannot_hold_is_reported(ask: Ask, tmp_path: Path) -> None:
    """Not a traceback, but what to do."""
    interval = ask("SELECT INTERVAL 1 DAY AS term", "--output", str(tmp_path / "x.parquet"))
    assert "cast the column to VARCHAR" in str(interval.exception)
    assert "cast it to VARCHAR" in str(ask("SELECT DATE 'infinity'", "--json").exception)
    assert 2 == ask("SELECT 1", "--json", "--format", "csv").exit_code
    assert 2 == ask("SELECT 1", "--output", str(tmp_path / "no" / "folder.csv")).exit_code


def test_a_table_shows_text_as_it_is(ask: Ask) -> None:
    """Neither the markup of the table's library nor a terminal's commands come out of a cell."""
    shown = ask("SELECT '[/bold] ' || chr(27) || ']0;title' AS text").stdout
    assert "[/bold] ␛]0;title" in shown


def test_a_result_without_rows_says_so(ask: Ask) -> None:
    """A head above nothing looks like an answer that was lost on the way."""
    shown = " ".join(ask("FROM answered_question WHERE false").stdout.split())
    assert shown.startswith("no rows, of the columns question_id, answer_id, publication_id")
    assert ["no rows, of the columns one"] == ask("SELECT 1 AS one WHERE false").stdout.splitlines()


def test_more_columns_than_fit_stand_below_each_other(ask: Ask) -> None:
    """In 80 columns a view of 23 would be a letter wide."""
    shown = ask("FROM answered_question LIMIT 2").stdout.splitlines()
    assert ["row 1", "row 2"] == [line.split(" ─")[0] for line in shown if line.startswith("row ")]
    assert 2 == sum(line.startswith("question_id  ") for line in shown)


@pytest.mark.parametrize(
    ("value", "in_json", "as_text"),
    [
        (float("nan"), None, "nan"),
        (
            Decimal(170141183460469231731687303715884105727),
            170141183460469231731687303715884105727,
            str(2**127 - 1),
        ),
        (Decimal("0.10"), 0.1, "0.10"),
        (b"\x00\xff", "00ff", "00ff"),
        (MonthDayNano([14, 3, 5_400_500_000_000]), "P14M3DT5400.5S", "P14M3DT5400.5S"),
        ([("key", None)], [["key", None]], '[["key", null]]'),
        (None, None, ""),
        (False, False, "false"),
        ("é", "é", "é"),
    ],
)
def test_every_type_of_value_is_written(value: object, in_json: object, as_text: str) -> None:
    """Numbers keep their digits; JSON has no NaN."""
    assert (in_json, as_text) == (json_value(value), text_of(value))


def test_columns_of_one_name_do_not_hide_each_other() -> None:
    """Neither in JSON nor in Parquet."""
    assert ["a", "a_1", "a_1_1", "a_2"] == distinct(["a", "a", "a_1", "a"])
