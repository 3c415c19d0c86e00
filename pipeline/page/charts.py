"""Where the marks of a chart stand.

Lengths across are shares of the width in percent, so that a chart fits any screen and its words
keep their size; lengths down are pixels. The templates draw, and every chart stands beside a table
of the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

HEIGHT = 170
"""Pixels between the base line of a column chart and its highest line."""
TOP = 18
"""Pixels above that, for the number at the highest line."""
PERIODS = {"month": 1, "quarter": 3, "year": 12}
"""How long a period is, in months."""
MOST = 48
"""Columns that can still be told apart on a phone."""
WRITTEN = 4
"""Labels that fit under a chart on a phone, as long as 2e kw 2025."""
EDGE = 5
"""Percent of the width at either side within which the middle of a label would push it off a
phone's screen."""
GAP = 0.25
"""Share of a column's place that stays empty beside it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A fine line at a round value: where it stands, in percent across or in pixels down."""

    at: float
    value: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a column: its left edge and width in percent, its top and height in pixels, and
    which series it shows.
    """

    series: int
    value: float
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """What happened in one period: its middle in percent, its bars, and whether there is room to
    write its name.
    """

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
    """Round values from 0 to just past ``most``, about ``count`` of them: steps of 1, 2 or 5 times
    a power of ten.
    """
    rough = max(most, 1) / count
    power = 10.0 ** floor(log10(rough))
    step = max(1.0, next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough))
    return [step * number for number in range(ceil(max(most, 1) / step) + 1)]


def across(most: float) -> tuple[float, list[Tick]]:
    """The scale of bars that lie: the value at its far end, and its ticks in percent."""
    steps = round_steps(most)
    return steps[-1], [Tick(100 * step / steps[-1], step) for step in steps]


def period(first: date, last: date) -> str:
    """The shortest period of which there are not too many between two days."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return next((name for name, length in PERIODS.items() if months <= MOST * length), "year")


def every(first: date, last: date, unit: str) -> list[date]:
    """The first day of every period from ``first``, itself one, to ``last``; none where the order
    is reversed.
    """
    starts = []
    month = first.year * 12 + first.month - 1
    while (begins := date(month // 12, month % 12 + 1, 1)) <= last:
        starts.append(begins)
        month += PERIODS[unit]
    return starts


def columns(counted: Mapping[date, Sequence[float]], unit: str, series: int) -> Columns:
    """A chart of ``series`` numbers per period, by its first day; periods between them without any
    are there, and empty.
    """
    starts = every(min(counted), max(counted), unit) if counted else []
    values = [tuple(counted.get(begins, (0,) * series)) for begins in starts]
    steps = round_steps(max((number for row in values for number in row), default=1))
    place = 100 / max(len(starts), 1)
    width = place * (1 - GAP) / series
    scale = HEIGHT / steps[-1]
    sparse = ceil(len(starts) / WRITTEN)
    made = []
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
        made.append(Column(begins, middle, bars, written))
    ticks = tuple(Tick(TOP + HEIGHT - step * scale, step) for step in steps)
    return Columns(tuple(made), ticks, TOP + HEIGHT, TOP + HEIGHT + 26)
