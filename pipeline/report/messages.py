"""The words of the report in one language: one file each in ``words/``, and how that language
writes numbers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

LANGUAGES = ("nl", "en")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
"""Moments are stored in UTC and shown as the clock in The Hague had them."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language: ``code`` as in HTML's ``lang``, and its words by name; a name of a closed list
    is ``list.value``.
    """

    code: str
    said: Mapping[str, str]

    def __call__(self, name: str, /, **values: object) -> str:
        """The words called ``name``, with ``values`` in their places.

        Raises:
            KeyError: there are no such words, a fault of ours.
        """
        return self.said[name].format(**{key: self.number(value) for key, value in values.items()})

    def named(self, group: str, value: str) -> str:
        """The word for a value of a closed list, the value itself where the list has grown."""
        return self.said.get(f"{group}.{value}", value)

    def number(self, value: object) -> str:
        """Whole numbers with this language's marks, anything else as it is."""
        if not isinstance(value, int):
            return str(value)
        return f"{value:,}".replace(",", "." if self.code == "nl" else ",")

    def share(self, value: float | None) -> str:
        """A share as a percentage with one decimal; never rounded up to a hundred."""
        if value is None:
            return "–"
        percentage = 100.0 if value >= 1 else min(99.9, round(100 * value, 1))
        told = f"{percentage:.1f}".removesuffix(".0")
        return f"{told.replace('.', ',')}\u00a0%" if self.code == "nl" else f"{told}%"

    def moment(self, value: datetime) -> str:
        """A moment as the clock in The Hague had it: 2025-06-17 14:05."""
        return f"{value.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


def words(code: str) -> Words:
    """The words of the language with this code."""
    told = tomllib.loads(
        files("pipeline.report").joinpath("words", f"{code}.toml").read_text(encoding="utf-8")
    )
    flat = {name: value for name, value in told.items() if isinstance(value, str)}
    flat |= {
        f"{group}.{name}": value
        for group, values in told.items()
        if isinstance(values, dict)
        for name, value in values.items()
    }
    return Words(code, flat)
