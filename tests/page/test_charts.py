"""Charts and the citation graph: where their marks stand."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.page.figures.charts import PERIODS, across, columns, every, period, round_steps
from pipeline.page.figures.graph_layout import Edge, draw

NAMES = st.sampled_from([f"kst-3600{number}-A" for number in range(9)])
EDGES = st.lists(
    st.builds(Edge, NAMES, NAMES, st.integers(1, 50)),
    max_size=20,
    unique_by=lambda edge: (edge.source, edge.target),
)


@given(st.floats(0, 1e9))
def test_steps_are_few_and_reach_past_the_highest_value(most: float) -> None:
    """Four to about ten lines, the last at or above the value."""
    steps = round_steps(most)
    assert steps[0] == 0
    assert most <= steps[-1]
    assert 2 <= len(steps) <= 7


def test_a_lying_bar_ends_at_its_share_of_a_round_scale() -> None:
    """92 days are drawn on a scale that ends at 100."""
    end, ticks = across(92)
    assert 100 == end
    assert [0, 50, 100] == [tick.at for tick in ticks]


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 15_000))
def test_the_period_keeps_at_most_a_readable_number_of_columns(first: date, days: int) -> None:
    """Months while there are few of them, else quarters, else years."""
    last = date.fromordinal(first.toordinal() + days)
    unit = period(first, last)
    assert unit in PERIODS
    assert unit == "year" or len(every(first.replace(day=1), last, unit)) <= 49


def test_the_last_month_of_all_ends_a_chart() -> None:
    """A forged record had a paper of the year 9999."""
    assert [date(9999, 11, 1), date(9999, 12, 1)] == every(date(9999, 11, 1), date.max, "month")
    assert date(9999, 1, 1) == every(date(1, 1, 1), date.max, "year")[-1]


def test_a_period_without_rows_is_drawn_empty() -> None:
    """A month of recess is a gap in the chart, not a jump in time."""
    chart = columns({date(2026, 6, 1): (3, 1), date(2026, 8, 1): (2, 2)}, "month", 2)
    assert [date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)] == [
        column.begins for column in chart.columns
    ]
    assert [(3, 1), (0, 0), (2, 2)] == [
        tuple(bar.value for bar in column.bars) for column in chart.columns
    ]


@given(st.dictionaries(st.integers(0, 200), st.integers(0, 10**6), min_size=1, max_size=30))
def test_every_bar_stands_inside_its_chart(counted: dict[int, int]) -> None:
    """Nothing is drawn beside the chart or above its highest line."""
    values = {
        date(2000 + month // 12, month % 12 + 1, 1): (number,) for month, number in counted.items()
    }
    chart = columns(values, "month", 1)
    for column in chart.columns:
        for bar in column.bars:
            assert 0 <= bar.x
            assert bar.x + bar.width <= 100.0001
            assert -0.001 <= bar.y
            assert abs(bar.y + bar.height - chart.base) < 0.001


@given(st.integers(1, 48))
def test_labels_under_a_chart_never_overlap_on_a_small_phone(periods: int) -> None:
    """As wide as 2e kw 2025, in the 324 pixels that a phone of 360 leaves: none touches another or
    hangs off the screen.
    """
    months = {date(2000 + number // 12, number % 12 + 1, 1): (1,) for number in range(periods)}
    middles = [
        column.middle * 3.24 for column in columns(months, "month", 1).columns if column.written
    ]
    assert all(other - one > 70 for one, other in pairwise(middles))
    assert -18 <= middles[0] - 34
    assert middles[-1] + 34 <= 324 + 18


def test_nothing_to_draw_gives_an_empty_chart() -> None:
    """An empty warehouse has a page too."""
    assert () == columns({}, "month", 2).columns
    assert [] == list(draw([[]]).nodes)


@given(EDGES)
def test_the_graph_is_the_same_whatever_the_order_of_its_edges(edges: list[Edge]) -> None:
    """The same papers give the same drawing."""
    assert draw([edges]) == draw([list(reversed(edges))])


@given(EDGES, EDGES)
def test_every_curve_joins_the_papers_it_names(before: list[Edge], after: list[Edge]) -> None:
    """A curve begins at the paper that cites and ends at the one cited, one column further."""
    drawing = draw([before, after])
    places = {(node.name, node.column): (node.x, node.y) for node in drawing.nodes}
    assert len(before) + len(after) == len(drawing.curves)
    for number, curve in enumerate(drawing.curves):
        column = 0 if number < len(before) else 1
        start, end = places[curve.edge.source, column], places[curve.edge.target, column + 1]
        assert curve.path.startswith(f"M{start[0]:.1f} {start[1]:.1f} ")
        assert curve.path.endswith(f" {end[0]:.1f} {end[1]:.1f}")
