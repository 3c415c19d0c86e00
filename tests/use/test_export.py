"""Exports are read back by other readers and compared to the warehouse, row by row and type by
type.
"""

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from synthetic_warehouse import make
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.errors import ExportRefused
from pipeline.settings import Settings
from pipeline.warehouse import connect
from pipeline.warehouse.export import DOCUMENTS, ExportForm, export
from pipeline.warehouse.publish import private_file, publish
from pipeline.warehouse.reader import one_thread

Descriptor = dict[str, Any]

READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "array": json.loads,
}
"""Reader of a CSV cell, by the type that the descriptor gives its column."""


def described(folder: Path) -> Descriptor:
    """Return the descriptor of an export."""
    return dict(json.loads((folder / "datapackage.json").read_text(encoding="utf-8")))


def held(path: Path, relation: str) -> pl.DataFrame:
    """Return the rows of a table or view in the warehouse."""
    with connect(path) as connection:
        return connection.execute(f'FROM "{relation}"').pl()


def as_a_bag(rows: list[tuple[object, ...]]) -> list[str]:
    """Return rows whose order does not matter."""
    return sorted(map(repr, rows))


@pytest.fixture(scope="module")
def exported(
    sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[ExportForm], Path]:
    """Return the folder of the sample's warehouse in a form."""
    place = tmp_path_factory.mktemp("exports")

    def folder(form: ExportForm) -> Path:
        if not (place / form).exists():
            export(sample_warehouse, place / form, form)
        return place / form

    return folder


def test_parquet_holds_the_rows_and_types_of_every_table_and_view(
    exported: Callable[[ExportForm], Path], sample_warehouse: Path
) -> None:
    """Polars reads from the file what it reads from the warehouse."""
    resources = described(exported("parquet"))["resources"]
    with connect(sample_warehouse) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'"
        ).fetchall()
        names += connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    assert sorted(name for (name,) in names) == sorted(resource["name"] for resource in resources)
    for resource in resources:
        found, expected = (
            pl.read_parquet(exported("parquet") / resource["path"]),
            held(sample_warehouse, resource["name"]),
        )
        assert expected.schema == found.schema
        assert as_a_bag(expected.rows()) == as_a_bag(found.rows())
        assert [field["name"] for field in resource["schema"]["fields"]] == found.columns


def test_csv_files_match_their_descriptor(
    exported: Callable[[ExportForm], Path], sample_warehouse: Path
) -> None:
    """With nothing but the standard's types at hand, every value comes back."""
    for resource in described(exported("csv"))["resources"]:
        with (exported("csv") / resource["path"]).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        fields = resource["schema"]["fields"]
        readers = [READ[field["type"]] for field in fields]
        found = [
            tuple(read(cell) if cell else None for read, cell in zip(readers, row, strict=True))
            for row in rows
        ]
        expected = [
            tuple(map(as_csv_has_it, row))
            for row in held(sample_warehouse, resource["name"]).rows()
        ]
        assert [field["name"] for field in fields] == header
        assert as_a_bag(expected) == as_a_bag([tuple(map(as_csv_has_it, row)) for row in found])


def as_csv_has_it(value: object) -> object:
    """Return moments in one zone; and no empty text, which Python's reader of CSV does not tell
    from NULL.
    """
    return value.astimezone(UTC) if isinstance(value, datetime) else None if value == "" else value


@pytest.mark.parametrize("form", ["parquet", "csv", "duckdb"])
def test_the_descriptor_has_the_fields_of_the_standard(
    exported: Callable[[ExportForm], Path], sample_warehouse: Path, form: ExportForm
) -> None:
    """Required properties of Data Package 2.0, hashes of every file, and nothing undescribed."""
    package = described(exported(form))
    (as_of, position), *_ = held(sample_warehouse, "load").select("as_of", "log_position").rows()
    assert "https://datapackage.org/profiles/2.0/datapackage.json" == package["$schema"]
    assert ("griffier-sample", f"{as_of}T00:00:00Z") == (package["name"], package["created"])
    assert package["version"].endswith(f"+{position}")
    assert all({"name", "path"} & set(licence) for licence in package["licenses"])
    files = {
        file.relative_to(exported(form)).as_posix()
        for file in exported(form).rglob("*")
        if file.is_file()
    }
    assert files - {"datapackage.json", *DOCUMENTS} == {
        resource["path"] for resource in package["resources"]
    }
    for resource in package["resources"]:
        content = (exported(form) / resource["path"]).read_bytes()
        assert re.fullmatch(r"[a-z_]+", resource["name"])
        assert f"sha256:{hashlib.sha256(content).hexdigest()}" == resource["hash"]
        assert (None if form == "parquet" else len(content)) == resource.get("bytes")
        assert resource["description"]


def test_keys_and_meanings_come_from_the_warehouse(exported: Callable[[ExportForm], Path]) -> None:
    """Every column says what it is, every table has its key, and every reference has a target."""
    resources = {
        resource["name"]: resource for resource in described(exported("parquet"))["resources"]
    }
    columns = {
        name: [field["name"] for field in resource["schema"]["fields"]]
        for name, resource in resources.items()
    }
    assert all(
        field["description"]
        for resource in resources.values()
        for field in resource["schema"]["fields"]
    )
    assert ["question_id", "answer_id"] == resources["question_answer"]["schema"]["primaryKey"]
    for name, resource in resources.items():
        assert resource["path"].startswith("tables/") == ("primaryKey" in resource["schema"])
        for tie in resource["schema"].get("foreignKeys", []):
            assert set(tie["fields"]) <= set(columns[name])
            assert set(tie["reference"]["fields"]) <= set(columns[tie["reference"]["resource"]])


@pytest.mark.parametrize("form", ["parquet", "csv", "duckdb"])
def test_the_same_warehouse_gives_the_same_bytes(
    exported: Callable[[ExportForm], Path], sample_warehouse: Path, tmp_path: Path, form: ExportForm
) -> None:
    """Also where an earlier export, in another form, is replaced."""
    export(sample_warehouse, tmp_path / "letters", "csv" if form == "duckdb" else "duckdb")
    export(sample_warehouse, tmp_path / "letters", form)
    assert content_of(exported(form)) == content_of(tmp_path / "letters")
    assert ["letters"] == [file.name for file in tmp_path.iterdir()]


def content_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_copy_is_a_warehouse(
    exported: Callable[[ExportForm], Path], sample_warehouse: Path
) -> None:
    """Byte for byte the published one, and writable."""
    copy = exported("duckdb") / "warehouse-sample.duckdb"
    assert sample_warehouse.read_bytes() == copy.read_bytes()
    with duckdb.connect(str(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM answered_question").fetchone() == (
            held(sample_warehouse, "answered_question").height,
        )


@pytest.mark.parametrize("stray", ["thesis.docx", "views/mine.csv", "datapackage.json"])
def test_an_export_never_deletes_a_foreign_file(
    sample_warehouse: Path, tmp_path: Path, stray: str
) -> None:
    """Neither in a folder of a person's own, nor beside the files of an export."""
    own = tmp_path / "own"
    (own / stray).parent.mkdir(parents=True)
    (own / stray).write_text("{}")
    with pytest.raises(ExportRefused, match=re.escape(stray)):
        export(sample_warehouse, own, "csv")
    assert {stray: b"{}"} == content_of(own)
    with pytest.raises(ExportRefused, match="no folder"):
        export(sample_warehouse, own / stray, "csv")


def test_an_export_into_the_working_folder_is_refused(
    sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their shell would be nowhere after that."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExportRefused, match="you are in"):
        export(sample_warehouse, Path(), "csv")


def test_an_interrupted_export_leaves_the_previous_one(
    sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not half an export, and nothing beside it."""
    (tmp_path / "letters").mkdir()
    monkeypatch.setattr("pipeline.warehouse.export.package", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(sample_warehouse, tmp_path / "letters", "csv")
    assert [tmp_path / "letters"] == list(tmp_path.rglob("*"))


def test_a_failed_transaction_keeps_its_error_and_the_number_of_threads() -> None:
    """DuckDB refuses to change a setting in it, which would hide what failed."""
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.begin()
        with pytest.raises(duckdb.InvalidInputException, match="boom"), one_thread(connection):
            connection.execute("CREATE TABLE made AS SELECT error('boom')")
        connection.rollback()
        assert (2,) == connection.execute("SELECT current_setting('threads')").fetchone()


@pytest.mark.parametrize("fails", [False, True])
def test_other_connections_keep_their_number_of_threads(
    sample_warehouse: Path, tmp_path: Path, *, fails: bool
) -> None:
    """The one with which the snapshot was opened, not DuckDB's own, and also after a failure."""

    def stop(_name: str, done: int, _of: int | None) -> None:
        if fails and done:
            raise KeyboardInterrupt

    with connect(sample_warehouse) as reader:
        reader.execute("SET threads = 3")
        with suppress(KeyboardInterrupt):
            export(sample_warehouse, tmp_path / "export", "csv", stop)
        assert (3,) == reader.execute("SELECT current_setting('threads')").fetchone()


def test_an_export_is_of_one_snapshot(sample_warehouse: Path, tmp_path: Path) -> None:
    """A load that publishes meanwhile, after which no question is left, is not seen."""
    path = tmp_path / "warehouse.duckdb"
    with private_file(path, sample_warehouse.resolve()) as private:
        publish(private, path, 1, keep=1)

    def load(_step: str, number: int, _total: int | None) -> None:
        if number == 1:
            with private_file(path, path.resolve()) as private:
                with duckdb.connect(str(private)) as connection:
                    connection.execute("DELETE FROM question; CHECKPOINT")
                publish(private, path, 2, keep=1)

    export(path, tmp_path / "letters", "parquet", load)
    assert (
        0
        == held(path, "question").height
        < pl.read_parquet(tmp_path / "letters" / "tables" / "question-sample.parquet").height
    )


def test_the_export_command_reports_the_files_it_wrote(
    sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parquet, unless told otherwise."""
    monkeypatch.setattr(
        "pipeline.settings.settings", lambda: Settings(home=sample_warehouse.parent)
    )
    told = CliRunner().invoke(app, ["export", str(tmp_path / "letters")])
    assert re.search(r"letters: \d+ files, \d+\.\d MB", told.stdout)
    assert (tmp_path / "letters" / "views" / "answered_question-sample.parquet").is_file()
    shutil.rmtree(tmp_path / "letters")


@pytest.mark.parametrize("form", ["parquet", "csv", "duckdb"])
def test_every_export_file_of_the_sample_is_named_sample(
    exported: Callable[[ExportForm], Path], form: ExportForm
) -> None:
    """A file that is passed on alone still says it; the name of the table stays that of SQL."""
    folder = exported(form)
    files = {file.relative_to(folder) for file in folder.rglob("*") if file.is_file()}
    data = {file.as_posix() for file in files if file.parent.name or file.suffix == ".duckdb"}
    assert data
    assert all("-sample." in name for name in data)
    assert data == {resource["path"] for resource in described(folder)["resources"]}
    assert not any("-sample" in resource["name"] for resource in described(folder)["resources"])
    named = re.findall(r"'([^']+[.](?:parquet|csv|duckdb))'", (folder / "README.md").read_text())
    assert named
    assert all((folder / name).is_file() for name in named)


def test_an_export_file_of_real_papers_is_not_named_sample(tmp_path: Path) -> None:
    """Only the fictional sample is marked."""
    make(tmp_path / "made.duckdb", 20)
    export(tmp_path / "made.duckdb", tmp_path / "out", "csv")
    assert (tmp_path / "out" / "tables" / "question.csv").is_file()
    assert not list((tmp_path / "out").rglob("*sample*"))
