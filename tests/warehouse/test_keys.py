"""The published file has no keys, which would be written anew at each load; a query holds them."""

import duckdb
import polars as pl
import pytest
from hand_made_pipeline import HandMadePipeline
from held_papers import hold

from pipeline.errors import SchemaMismatch
from pipeline.tables import tables
from pipeline.warehouse.keys import hold_to_keys
from pipeline.warehouse.schema import create_tables


def test_the_published_file_keeps_every_rule_of_the_ddl_but_the_keys(
    hand_made_pipeline: HandMadePipeline,
) -> None:
    """NOT NULL and CHECK stay; a key would cost every load a part of every table."""
    hold(hand_made_pipeline, 1, 2)
    hand_made_pipeline.build()
    kinds = {
        kind
        for (kind,) in hand_made_pipeline.rows("SELECT constraint_type FROM duckdb_constraints()")
    }
    assert {"CHECK", "NOT NULL"} == kinds


@pytest.mark.parametrize("some", [True, False], ids=["of the touched papers", "of all"])
def test_a_key_that_stands_twice_stops_the_load(*, some: bool) -> None:
    """The message names the table and the key."""
    rows = pl.DataFrame({"publication_id": ["kst-1-A", "kst-2-A"]})
    with duckdb.connect() as connection:
        create_tables(connection)
        connection.execute(
            "INSERT INTO publication_text VALUES ('kst-1-A', 'x'), ('kst-3-A', 'x'), ('kst-3-A', 'y')"
        )
        hold_to_keys(connection, ["publication_text"], rows)
        connection.execute("INSERT INTO publication_text VALUES ('kst-1-A', 'y')")
        with pytest.raises(SchemaMismatch, match=r"publication_text .* publication_id kst-"):
            hold_to_keys(connection, ["publication_text"], rows if some else None)


def test_every_ddl_file_loses_its_key_and_nothing_else() -> None:
    """Whatever the clause looks like."""
    for table in tables().values():
        assert "PRIMARY KEY" not in table.statements_without_key.partition("COMMENT ON")[0]
        lost = len(table.statements) - len(table.statements_without_key)
        assert lost < len("PRIMARY KEY") + sum(len(name) + 2 for name in table.primary_key) + 12
