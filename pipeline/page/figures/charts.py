"""Geometry of charts: positions of bars, columns, ticks and labels.

Horizontal lengths are percentages of the width, so that a chart fits any screen and its words keep
their size; vertical lengths are pixels. The templates draw. Every chart has a table of the same
numbers next to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

HEIGHT = 170
"""Pixels between the base line of a column chart and its highest line."""
TOP = 18
"""Pixels above that, for the number at the highest line."""
PERIODS = {"month": 1, "quarter": 3, "year": 12}
"""The length of each period in months."""
MOST = 48
"""The number of columns that are still distinguishable on a phone."""
WRITTEN = 4
"""Labels that fit under a chart on a phone, as long as 2e kw 2025."""
EDGE = 5
"""The zone at either side, in percent of the width, where labels are not centred on their mark.

Why: a centred label would extend beyond a phone's screen there.
"""
GAP = 0.25
"""Share of a column's place that stays empty beside it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A fine line at a round value: its position in percent across or in pixels down."""

    at: float
    value: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a column: left edge and width in percent, top and height in pixels, series."""

    series: int
    value: float
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """A period on the horizontal axis: its middle in percent, its bars and if it is labelled."""

    begins: date
    middle: float
    bars: tuple[Bar, ...]
    written: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """A column chart over time; ``base`` and ``height`` are in pixels."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    base: float
    height: float


def round_steps(most: float, count: int = 4) -> list[float]:
    """Return about ``count`` round values from 0 to just past ``most``.

    The steps are 1, 2 or 5 times a power of ten. Example: 47 gives 0, 20, 40, 60.
    """
    rough = max(most, 1) / count
    power = 10.0 ** floor(log10(rough))
    step = max(1.0, next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough))
    return [step * number for number in range(ceil(max(most, 1) / step) + 1)]


def across(most: float) -> tuple[float, list[Tick]]:
    """Return the scale of horizontal bars: the value at its far end, and its ticks in percent."""
    steps = round_steps(most)
    return steps[-1], [Tick(100 * step / steps[-1], step) for step in steps]


def period(first: date, last: date) -> str:
    """Return the shortest period of which there are at most ``MOST`` between two days."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return next((name for name, length in PERIODS.items() if months <= MOST * length), "year")


def every(first: date, last: date, unit: str) -> list[date]:
    """Return the first day of every period from ``first``, itself a first day, to ``last``.

    The list is empty if ``last`` is before ``first``.
    """
    begin, end = (day.year * 12 + day.month - 1 for day in (first, last))
    months = range(begin, end + 1, PERIODS[unit])
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def columns(counted: Mapping[date, Sequence[float]], unit: str, series: int) -> Columns:
    """Return a chart of ``series`` numbers per period.

    ``counted`` is keyed by the first day of the period. Periods in between that have
    no numbers get empty columns.
    """
    starts = every(min(counted), max(counted), unit) if counted else []
    values = [tuple(counted.get(begins, (0,) * series)) for begins in starts]
    steps = round_steps(max((number for row in values for number in row), default=1))
    place = 100 / max(len(starts), 1)
    width = place * (1 - GAP) / series
    scale = HEIGHT / steps[-1]
    sparse = ceil(len(starts) / WRITTEN)
    groups = []
    for number, (begins, row) in enumerate(zip(starts, values, strict=True)):
        left = place * (number + GAP / 2)
        bars = tuple(
            Bar(
                which,
                value,
                left + which * width,
                width,
                TOP + HEIGHT - value * scale,
                value * scale,
            )
            for which, value in enumerate(row)
        )
        middle = place * (number + 0.5)
        written = number % sparse == (sparse - 1) // 2 and EDGE <= middle <= 100 - EDGE
        groups.append(Column(begins, middle, bars, written))
    ticks = tuple(Tick(TOP + HEIGHT - step * scale, step) for step in steps)
    return Columns(tuple(groups), ticks, TOP + HEIGHT, TOP + HEIGHT + 26)
