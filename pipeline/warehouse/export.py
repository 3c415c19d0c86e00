"""Exports: every table and view of one snapshot as files with a descriptor, for use without DuckDB.

The files of an export appear together: they are written to a hidden folder beside the requested
one, which then replaces it. The same snapshot gives the same bytes, so that exports can be compared
by their hashes.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal, cast

import duckdb

from pipeline.downloads import neutral_sql
from pipeline.errors import ExportRefused
from pipeline.warehouse.descriptor import (
    PACKAGE,
    PROFILE,
    Column,
    Described,
    Relation,
    contents,
    package,
    table_schema,
)
from pipeline.warehouse.export_documents import documents
from pipeline.warehouse.publish import WRITABLE
from pipeline.warehouse.reader import connect, holds_sample, one_thread

ExportForm = Literal["parquet", "csv", "duckdb"]
DESCRIPTOR = "datapackage.json"
DOCUMENTS = (
    "README.md",
    "CODEBOOK.md",
    "CITATION.cff",
    "schema.org.jsonld",
    "dcat-ap-nl.jsonld",
    "croissant.json",
)
"""Names of the files that an export writes beside its descriptor."""
FOLDER_MODE = 0o755
MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "duckdb": "application/vnd.duckdb",
}
COPY = {
    "parquet": "COPY ({}) TO ? (FORMAT parquet, COMPRESSION zstd)",
    "csv": r"COPY ({}) TO ? (FORMAT csv, HEADER, NEW_LINE '\r\n')",  # as RFC 4180 ends lines
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished export: its folder, and its number of files and bytes without the descriptor."""

    folder: Path
    files: int
    bytes: int


def export(
    path: Path,
    folder: Path,
    form: ExportForm,
    on_progress: Callable[[str, int, int | None], None] | None = None,
) -> Exported:
    """Write the warehouse published as ``path`` to ``folder``, in place of an earlier export.

    ``on_progress`` is called with the progress.

    Raises:
        ConfigurationError: nothing was published under this path yet.
        ExportRefused: the folder has other files than those of an export, or is not a folder.
    """
    folder = folder.absolute()
    refuse_other_files(folder)
    with connect(path) as connection, _taking_the_place_of(folder) as aside:
        mark = "-sample" if holds_sample(connection) else ""
        if form == "duckdb":
            resources = [_copy_of_the_file(connection, aside, mark)]
        else:
            relations = contents(connection)
            resources = []
            # Several threads give no fixed order to rows with equal sort keys, nor to sums.
            with one_thread(connection):
                for number, relation in enumerate(relations):
                    if on_progress:
                        on_progress("export", number, len(relations))
                    file = _file(connection, relation, relations, aside, f"{mark}.{form}")
                    resources.append(file)
        descriptor = package(connection, resources)
        described = json.dumps(_without_sizes(descriptor), ensure_ascii=False, indent=1)
        (aside / DESCRIPTOR).write_text(described + "\n", encoding="utf-8")
        for name, text in _documents(connection, descriptor).items():
            (aside / name).write_text(text, encoding="utf-8")
        sizes = [(aside / str(resource["path"])).stat().st_size for resource in resources]
    return Exported(folder, len(resources), sum(sizes))


def _without_sizes(descriptor: Described) -> Described:
    """Return the descriptor without the sizes of Parquet files.

    Why: frictionless counts the bytes that it reads. It reads only a part of a Parquet file, and
    then reports it as damaged. The hash shows damage too.
    """
    resources = [
        {name: value for name, value in resource.items() if name != "bytes"}
        if resource["format"] == "parquet"
        else resource
        for resource in cast("list[Described]", descriptor["resources"])
    ]
    return {**descriptor, "resources": resources}


def _documents(connection: duckdb.DuckDBPyConnection, descriptor: Described) -> dict[str, str]:
    """Return the documents of an export (README, codebook, citation, metadata), by name."""
    row = connection.execute("SELECT as_of, log_position, sample FROM load").fetchone()
    as_of, position, sample = row or (None, 0, False)
    return documents(descriptor, str(as_of or ""), position, bool(sample))


def refuse_other_files(folder: Path) -> None:
    """Check that this folder may be replaced: it is missing, empty, or has only files of an export.

    Raises:
        ExportRefused: the folder has other files, which an export would delete.
    """
    if not folder.exists():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise ExportRefused(f"{folder} is no folder: name another")
    if folder.samefile(Path.cwd()):
        raise ExportRefused(
            f"{folder} is the folder that you are in, and would be replaced: name one inside it"
        )
    there = {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_symlink() or not file.is_dir()
    }
    if foreign_files := sorted(there - _written_by_an_export(folder)):
        raise ExportRefused(
            f"{folder} holds {foreign_files[0]}, which no export wrote: name another folder, or "
            "empty this one"
        )


def _written_by_an_export(folder: Path) -> set[str]:
    try:
        described = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        ours = described["name"] in {PACKAGE, f"{PACKAGE}-sample"}
        return (
            {
                DESCRIPTOR,
                *DOCUMENTS,
                *(str(resource["path"]) for resource in described["resources"]),
            }
            if ours
            else set()
        )
    except (OSError, ValueError, TypeError, KeyError):
        return set()


@contextmanager
def _taking_the_place_of(folder: Path) -> Iterator[Path]:
    """Yield a temporary folder on the same disk that replaces this one if no error occurs."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(mkdtemp(prefix=f".{folder.name}-", suffix=".new", dir=folder.parent))
    replaced = aside.with_suffix(".old")
    try:
        yield aside
        aside.chmod(FOLDER_MODE)
        refuse_other_files(folder)  # again, for something may have been put there meanwhile
        if folder.exists():
            folder.rename(replaced)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if folder.exists():
            shutil.rmtree(replaced, ignore_errors=True)


def _file(
    connection: duckdb.DuckDBPyConnection,
    relation: Relation,
    relations: list[Relation],
    aside: Path,
    ending: str,
) -> Described:
    """Write one table or view; return its entry in the descriptor.

    ``ending`` is that of the file's name: ``-sample.csv`` for the fictional sample.
    """
    place = aside / f"{relation.kind}s" / f"{relation.name}{ending}"
    form = place.suffix.removeprefix(".")
    place.parent.mkdir(exist_ok=True)
    columns = ", ".join(
        _as_text(column) if form == "csv" else _quoted(column.name) for column in relation.columns
    )
    order = ", ".join(map(_quoted, relation.key)) or "ALL"
    rows = f"SELECT {columns} FROM {_quoted(relation.name)} ORDER BY {order}"  # noqa: S608
    connection.execute(COPY[form].format(rows), [str(place)])
    return {
        "$schema": f"{PROFILE}/dataresource.json",
        **_described(place, aside),
        "name": relation.name,
        "type": "table",
        "description": relation.comment,
        "schema": table_schema(relation, relations),
    }


def _copy_of_the_file(connection: duckdb.DuckDBPyConnection, aside: Path, mark: str) -> Described:
    """Copy the snapshot that the connection reads; return its entry in the descriptor.

    Snapshots are kept for a while after they are replaced, so the file exists.
    """
    snapshot = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchall()
    place = aside / f"warehouse{mark}.duckdb"
    shutil.copyfile(snapshot[0][0], place)
    place.chmod(WRITABLE)
    described = "All tables and views, with search, as one DuckDB file."
    return {
        "$schema": f"{PROFILE}/dataresource.json",
        **_described(place, aside),
        "name": "warehouse",
        "description": described,
    }


def _described(place: Path, aside: Path) -> Described:
    """Return the part of a descriptor that every file has: name, format, size and hash."""
    with place.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    form = place.suffix.removeprefix(".")
    return {
        "name": place.stem,
        "path": place.relative_to(aside).as_posix(),
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "bytes": place.stat().st_size,
        "hash": f"sha256:{digest}",
    }


def _as_text(column: Column) -> str:
    """Return the column's expression for CSV: lists as JSON, UTC moments, no formulas."""
    name = _quoted(column.name)
    if column.type.endswith("[]"):
        return f"to_json({name}) AS {name}"
    if column.type == "VARCHAR":
        return f"{neutral_sql(name)} AS {name}"
    if column.type == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({name} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ') AS {name}"
    return name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
