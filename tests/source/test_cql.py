"""Queries are built from values that cannot change their meaning."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.source import cql
from pipeline.source.replay.papers import Paper
from pipeline.source.replay.query import parse


def test_a_query_reads_as_the_catalogue_echoes_it() -> None:
    """The dossier query that was seen in a real response comes out character for character."""
    query = cql.both(
        cql.exact("dt.creator", "Eerste Kamer der Staten-Generaal"),
        cql.exact("w.publicatienaam", "Kamerstuk"),
        cql.exact("w.dossiernummer", "36867"),
    )
    expected = (
        'dt.creator=="Eerste Kamer der Staten-Generaal" AND w.publicatienaam==Kamerstuk AND w.dossiernummer==36867'
        " sortBy dt.identifier/sort.ascending"
    )
    assert expected == cql.in_order(query, "dt.identifier")


def test_days_are_written_as_the_catalogue_understands_them() -> None:
    """A bound is a whole day in ISO form, and both days belong to the interval."""
    assert "dt.modified>=2026-02-28 AND dt.modified<=2026-03-01" == cql.modified_between(
        date(2026, 2, 28), date(2026, 3, 1)
    )


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    """The catalogue would answer it with everything or nothing."""
    with pytest.raises(ValueError, match="before it begins"):
        cql.modified_between(date(2026, 3, 1), date(2026, 2, 28))


@pytest.mark.parametrize("index", ["modified", "dt.modified OR dt.title", "dt.modified>", ""])
def test_an_unknown_index_is_refused(index: str) -> None:
    """An index is never taken from text that could hold more than a name."""
    with pytest.raises(ValueError, match="no condition"):
        cql.exact(index, "x")


@pytest.mark.parametrize("value", ["", "a\nb", "a\x00b"])
def test_control_characters_are_refused(value: str) -> None:
    """No official name holds any."""
    with pytest.raises(ValueError, match="control characters"):
        cql.exact("dt.title", value)


@given(st.text(min_size=1).filter(str.isprintable), st.text(min_size=1).filter(str.isprintable))
def test_a_quoted_value_finds_itself_and_nothing_else(asked: str, other: str) -> None:
    """Whatever a value holds (quotes, operators, brackets), it stays one value: nothing can be
    smuggled into a query.
    """
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    papers = [
        Paper(title, "Kamerstuk", "EK", title, "Kamerstuk", moment.date(), moment, "Opgemaakt")
        for title in {asked, other}
    ]
    assert [asked] == [paper.title for paper in parse(cql.exact("dt.title", asked)).select(papers)]
