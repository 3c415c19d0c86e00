"""A store and log that an earlier commit wrote give the same rows under today's column names."""

import tarfile
from pathlib import Path

import polars as pl
import pytest

from pipeline.errors import SchemaMismatch
from pipeline.flows import publishing
from pipeline.flows.stores import open_stores
from pipeline.settings import Settings
from pipeline.tables import conform
from pipeline.warehouse import connect

STORE = Path(__file__).parent / "stores" / "written-by-1252f1f.tar.gz"
"""Three sample papers, ingested by commit 1252f1f, whose questions had a column ``fraction``."""

ASKED = [
    ("ah-ek-20252026-901", None, 9),
    ("kst-99012-B", "BBB", 3),
    ("kst-99012-B", "D66", 2),
    ("kst-99012-B", "GroenLinks-PvdA", 2),
    ("kst-99012-B", "PvdD", 2),
    ("kst-99012-B", "VVD", 4),
]
"""Questions by publication and party, read off the warehouse that 1252f1f itself built."""


def test_rebuilding_a_store_with_fraction_finds_every_party(tmp_path: Path) -> None:
    """The rename is an upcast when a batch is read: nothing in the store changes."""
    with tarfile.open(STORE) as archive:
        archive.extractall(tmp_path, filter="data")
    with open_stores(Settings(home=tmp_path)) as archive:
        publishing.rebuild(archive)
    with connect(tmp_path / "warehouse.duckdb") as connection:
        found = connection.execute(
            "SELECT publication_id, party, count(*) FROM question GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    assert sorted(ASKED, key=str) == sorted(found, key=str)


def test_a_column_that_nobody_knows_is_refused() -> None:
    """A renamed column that is missing from ``sql/renames.toml`` would empty itself in silence."""
    with pytest.raises(SchemaMismatch, match="faction"):
        conform("question", pl.DataFrame({"question_id": ["a"], "faction": ["SP"]}))
