"""Metadata of an export: README, codebook, citation, and three forms of metadata."""

import json
from pathlib import Path

import pytest

from pipeline.warehouse.export import DOCUMENTS, ExportForm, export


@pytest.fixture(scope="module")
def exported(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sample, exported in each form."""
    forms: tuple[ExportForm, ...] = ("csv", "parquet", "duckdb")
    folders = {form: tmp_path_factory.mktemp("exports") / form for form in forms}
    for form, folder in folders.items():
        export(sample_warehouse, folder, form)
    return folders


def read(folder: Path, name: str) -> dict[str, object]:
    """Return one of the JSON files of an export."""
    told: dict[str, object] = json.loads((folder / name).read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("form", ["csv", "parquet", "duckdb"])
def test_all_metadata_name_the_same_files(exported: dict[str, Path], form: str) -> None:
    """Data Package, schema.org, DCAT and Croissant are made from one descriptor."""
    folder = exported[form]
    paths = [one["path"] for one in read(folder, "datapackage.json")["resources"]]
    schema = read(folder, "schema.org.jsonld")
    assert paths == [one["contentUrl"] for one in schema["distribution"]]
    dcat = read(folder, "dcat-ap-nl.jsonld")
    assert paths == [one["dcat:accessURL"]["@id"] for one in dcat["dcat:distribution"]]
    croissant = read(folder, "croissant.json")
    assert paths == [one["contentUrl"] for one in croissant["distribution"]]
    versions = {read(folder, name)["version"] for name in ("datapackage.json", "croissant.json")}
    assert {schema["version"]} == versions


def test_the_codebook_has_every_column(exported: dict[str, Path]) -> None:
    """Each column of each file has its meaning in CODEBOOK.md, as in the descriptor."""
    folder = exported["csv"]
    codebook = (folder / "CODEBOOK.md").read_text(encoding="utf-8")
    for resource in read(folder, "datapackage.json")["resources"]:
        part = codebook.partition(f"## {resource['name']}\n")[2].partition("\n## ")[0]
        for field in resource["schema"]["fields"]:
            assert field["description"]
            assert f"| {field['name']} | {field['type']} |" in part


def test_the_readme_and_the_citation_say_how_old_and_whether_invented(
    exported: dict[str, Path],
) -> None:
    """Both name the day and the log position; the sample is called invented."""
    for folder in exported.values():
        readme = (folder / "README.md").read_text(encoding="utf-8")
        position = str(read(folder, "datapackage.json")["version"]).rpartition("+")[2]
        assert "SAMPLE: invented" in readme
        assert f"log position {position}" in readme
        assert "cff-version" in (folder / "CITATION.cff").read_text(encoding="utf-8")
        assert set(DOCUMENTS) <= {file.name for file in folder.iterdir()}


def test_an_export_replaces_an_earlier_one_with_its_documents(
    exported: dict[str, Path], sample_warehouse: Path
) -> None:
    """The documents belong to the export, so they stand in the way of no later one."""
    assert export(sample_warehouse, exported["csv"], "csv").files > 30


def test_frictionless_finds_the_csv_files_as_described(exported: dict[str, Path]) -> None:
    """Every row of every CSV file is of the types that the descriptor states."""
    frictionless = pytest.importorskip(
        "frictionless", reason="frictionless is not installed: uv sync --group elsewhere"
    )
    report = frictionless.validate(str(exported["csv"] / "datapackage.json"))
    assert (
        []
        == [(task.name, error.message) for task in report.tasks for error in task.errors]
        + report.errors
    )
    assert report.valid


@pytest.mark.parametrize("form", ["csv", "parquet", "duckdb"])
def test_frictionless_accepts_the_descriptor(exported: dict[str, Path], form: str) -> None:
    """The descriptor holds the standard in every form.

    Rows of Parquet are not compared: frictionless reads them through pandas, which gives NaN for an
    integer that is NULL and an array of numpy for a list.
    """
    frictionless = pytest.importorskip(
        "frictionless", reason="frictionless is not installed: uv sync --group elsewhere"
    )
    told = read(exported[form], "datapackage.json")
    assert [] == list(frictionless.Package.metadata_validate(told))
