"""A store and log that an earlier commit wrote give the same rows under today's column names."""

import tarfile
from pathlib import Path

import polars as pl
import pytest
from pipeline_fixture import tables

from pipeline.errors import SchemaMismatch
from pipeline.flows import publishing, reparsing
from pipeline.flows.stores import open_stores
from pipeline.parsing import PARSER_VERSION
from pipeline.settings import Settings
from pipeline.tables import PARSED, conform
from pipeline.warehouse import connect

STORE = Path(__file__).parent / "stores" / "written-by-1252f1f.tar.gz"
"""Three sample papers, ingested by commit 1252f1f, whose questions had a column ``fraction``."""

VERSIONS = ("reader_version", "parser_version")
"""Columns that a reparse always changes."""

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
    with tarfile.open(STORE) as stores:
        stores.extractall(tmp_path, filter="data")
    with open_stores(Settings(home=tmp_path)) as stores:
        publishing.rebuild(stores)
    with connect(tmp_path / "warehouse.duckdb") as connection:
        found = connection.execute(
            "SELECT publication_id, party, count(*) FROM question GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    assert sorted(ASKED, key=str) == sorted(found, key=str)


def test_a_store_of_an_earlier_parser_is_reparsed_and_a_rebuild_repeats_it(tmp_path: Path) -> None:
    """The row diff is shown first and changes nothing; what is adopted is what it showed."""
    with tarfile.open(STORE) as stored:
        stored.extractall(tmp_path, filter="data")
    warehouse = tmp_path / "warehouse.duckdb"
    with open_stores(Settings(home=tmp_path)) as stores:
        publishing.rebuild(stores)
        names = reparsing.chosen(stores, [])
        assert ["ah-ek-20252026-901", "kst-99012-B", "kst-99020-A"] == names
        position = stores.log.position()
        before = tables(warehouse)
        shown = list(reparsing.changes(stores, names))
        # Version 2 kept no share of the text that was explained.
        told = {
            (one.publication_id, one.before) for one in shown if one.column == "explained_share"
        }
        assert told
        assert {None} == {value for _, value in told}
        assert position == stores.log.position()
        reparsing.adopt(stores, reparsing.keep_all(stores, names))
        publishing.publish(stores)
        adopted = tables(warehouse)
        assert {PARSER_VERSION} == set(adopted["publication"]["parser_version"])
        changed = {
            name
            for name, frame in adopted.items()
            if name in PARSED
            and not frame.drop(VERSIONS, strict=False).equals(
                before[name].drop(VERSIONS, strict=False)
            )
        }
        assert {one.table for one in shown} == changed
        assert [] == reparsing.chosen(stores, [])
        publishing.rebuild(stores)
        again = tables(warehouse)
        assert all(frame.equals(again[name]) for name, frame in adopted.items())


def test_a_stored_column_unknown_to_ddl_and_renames_is_refused() -> None:
    """A renamed column that is missing from ``sql/renames.toml`` would empty itself in silence."""
    with pytest.raises(SchemaMismatch, match="faction"):
        conform("question", pl.DataFrame({"question_id": ["a"], "faction": ["SP"]}))
