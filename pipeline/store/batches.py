"""Batches of rows in the content store: the tables of many letters, as Parquet, under one name.

A batch is a manifest, a small JSON object that names one Parquet blob per table by hash; the
batch's own name is the hash of that manifest. So a decision that names a batch identifies its rows
exactly, a rebuild reads thousands of letters in one scan, and writing equal frames again writes
nothing.
"""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from pipeline.errors import ConfigurationError
from pipeline.store.content import ContentStore

FORMAT = 1
"""Version of the manifest; a reader refuses a higher one."""
KEY = "publication_id"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Content of a batch: the hash of each table's Parquet blob, and the publications in it."""

    tables: dict[str, str]
    publications: list[str]


def write_batch(store: ContentStore, frames: Mapping[str, pl.DataFrame]) -> str:
    """Store these frames, by table name, as one batch; return its SHA-256.

    Equal frames give the same hash.
    """
    tables = {name: store.put(_parquet(frame)) for name, frame in sorted(frames.items())}
    keys = {
        key
        for frame in frames.values()
        if KEY in frame.columns
        for key in frame.get_column(KEY).unique().to_list()
    }
    manifest = {"format": FORMAT, "publications": sorted(keys), "tables": tables}
    return store.put(
        json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )


def read_manifest(store: ContentStore, batch_sha256: str) -> Manifest:
    """Return the manifest of the batch, without its rows.

    Raises:
        ContentMismatch: the manifest is gone or damaged.
        ConfigurationError: the hash names no batch, or one that a newer Griffier wrote.
    """
    try:
        manifest = json.loads(store.get(batch_sha256))
        version, tables, publications = (
            manifest["format"],
            manifest["tables"],
            manifest["publications"],
        )
    except (ValueError, TypeError, KeyError) as error:
        raise ConfigurationError(
            f"{batch_sha256} names no batch of rows: its content is no manifest"
        ) from error
    if version > FORMAT:
        raise ConfigurationError(
            f"batch {batch_sha256} has format {version}: read it with a newer Griffier"
        )
    return Manifest(tables, publications)


def read_batch(
    store: ContentStore, batch_sha256: str, tables: Iterable[str] | None = None
) -> dict[str, pl.DataFrame]:
    """Return the frames of a batch by table name: all of them, or those of ``tables`` that it has.

    A batch lacks the tables that did not exist yet when it was written.

    Raises:
        ContentMismatch: the manifest or a table is gone or damaged.
        ConfigurationError: the hash names no batch, or one that a newer Griffier wrote.
    """
    manifest = read_manifest(store, batch_sha256)
    wanted = (
        manifest.tables.keys()
        if tables is None
        else [name for name in tables if name in manifest.tables]
    )
    return {name: pl.read_parquet(io.BytesIO(store.get(manifest.tables[name]))) for name in wanted}


def _parquet(frame: pl.DataFrame) -> bytes:
    """Return the frame's bytes, the same for equal frames.

    Its layout in memory (chunks, slices) is normalised first.
    """
    buffer = io.BytesIO()
    frame.rechunk().write_parquet(buffer, compression="zstd", statistics=True)
    return buffer.getvalue()
