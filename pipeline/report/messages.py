"""The messages of the report, one file per language in ``words/``, and the notation of numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

LANGUAGES = ("nl", "en")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
"""The time zone of the report; moments are stored in UTC."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language: ``code`` as in HTML's ``lang``, and its messages by name.

    The name of a value of a closed list is ``list.value``.
    """

    code: str
    said: Mapping[str, str]

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the message called ``name``, with ``values`` filled in.

        Raises:
            KeyError: there is no such message, which is an error in this program.
        """
        return self.said[name].format(**{key: self.number(value) for key, value in values.items()})

    def named(self, group: str, value: str) -> str:
        """Return the name of a value of a closed list, or the value itself if it is not listed."""
        return self.said.get(f"{group}.{value}", value)

    def number(self, value: object) -> str:
        """Return a whole number in this language's notation, any other value as text."""
        if not isinstance(value, int):
            return str(value)
        return f"{value:,}".replace(",", "." if self.code == "nl" else ",")

    def share(self, value: float | None) -> str:
        """Return a share as a percentage with one decimal, never rounded up to 100."""
        if value is None:
            return "–"
        percentage = 100.0 if value >= 1 else min(99.9, round(100 * value, 1))
        told = f"{percentage:.1f}".removesuffix(".0")
        return f"{told.replace('.', ',')}\u00a0%" if self.code == "nl" else f"{told}%"

    def moment(self, value: datetime) -> str:
        """Return a moment in the time of The Hague: 2025-06-17 14:05."""
        return f"{value.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


def words(code: str) -> Words:
    """Return the messages of the language with this code."""
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
