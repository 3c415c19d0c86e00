"""Rows become frames of exactly the DDL's shape, or say what is wrong with them."""

from datetime import UTC, date, datetime, timedelta, timezone

import polars as pl
import pytest

from pipeline.errors import SchemaMismatch
from pipeline.tables import Row, conform, frame, frames, tables

LETTER: Row = {
    "letter_id": "kst-36000-A/letter-1",
    "publication_id": "kst-36000-A",
    "ordinal": 1,
    "kind": "reply",
    "dated_on": date(2025, 6, 17),
    "place": "Den Haag",
    "sender": None,
    "sender_role": None,
    "recipient": None,
    "committee": None,
    "reply_due_on": None,
    "in_reply_to": None,
}


def publication(**values: object) -> Row:
    """Return a row of publication, NULL where nothing is given."""
    return {column.name: values.get(column.name) for column in tables()["publication"].columns}


def test_columns_follow_the_ddl_whatever_the_order_of_a_row() -> None:
    """Two rows with their keys in another order give the same frame."""
    assert frame("letter", [LETTER]).equals(frame("letter", [dict(reversed(LETTER.items()))]))


def test_a_missing_column_is_named() -> None:
    """The table and the column that a row lacks are in the message."""
    with pytest.raises(SchemaMismatch, match="a row of letter lacks sender_role"):
        frames(
            {"letter": [{name: value for name, value in LETTER.items() if name != "sender_role"}]}
        )


def test_an_unknown_column_is_named() -> None:
    """So are a column that the DDL does not know, and a table that takes no rows of a paper."""
    with pytest.raises(SchemaMismatch, match="a row of letter has unknown colour"):
        frames({"letter": [LETTER | {"colour": "red"}]})
    with pytest.raises(SchemaMismatch, match="no table coverage"):
        frames({"coverage": []})


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("ordinal", "1"),
        ("ordinal", True),
        ("ordinal", 2**31),
        ("dated_on", datetime(2025, 6, 17, tzinfo=UTC)),
        ("dated_on", "2025-06-17"),
        ("place", 5),
        ("place", "\ud800"),
    ],
)
def test_a_value_of_another_type_is_named(column: str, value: object) -> None:
    """Nothing is converted in silence: the column and its type are in the message."""
    with pytest.raises(SchemaMismatch, match=rf"letter\.{column} .*(INTEGER|DATE|VARCHAR)"):
        frames({"letter": [LETTER | {column: value}]})


def test_moments_are_utc_and_never_without_a_zone() -> None:
    """A moment in another zone is the same moment in UTC; one without a zone is refused."""
    summer = timezone(timedelta(hours=2))
    kept = frame(
        "publication", [publication(modified_at=datetime(2025, 7, 1, 1, 30, tzinfo=summer))]
    )
    assert [datetime(2025, 6, 30, 23, 30, tzinfo=UTC)] == kept["modified_at"].to_list()
    with pytest.raises(SchemaMismatch, match="needs a moment with its time zone"):
        frame("publication", [publication(modified_at=datetime(2025, 7, 1))])  # noqa: DTZ001


def test_a_batch_of_an_older_ddl_fits_todays() -> None:
    """Columns that came later are NULL, order and types are those of today; a column that neither
    the DDL nor the renames know is told.
    """
    older = (
        frame("letter", [LETTER])
        .drop("in_reply_to", "place")
        .with_columns(ordinal=pl.lit(1, pl.Int64))
    )
    with pytest.raises(SchemaMismatch, match="the columns gone"):
        conform("letter", older.with_columns(gone=pl.lit(1)))
    assert frame("letter", [LETTER | {"place": None}]).equals(
        conform("letter", older.select(sorted(older.columns)))
    )


def test_a_batch_that_does_not_fit_todays_types_is_refused() -> None:
    """A column whose values no longer fit its type names the file to look at."""
    older = frame("letter", [LETTER]).with_columns(ordinal=pl.lit("one"))
    with pytest.raises(SchemaMismatch, match=r"sql/tables/letter\.sql"):
        conform("letter", older)
