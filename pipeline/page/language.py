"""The languages of the page: messages from ``words/``, and the notation of numbers and dates."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

CODES = ("nl", "en")
"""The languages that there are; the first is the page's own, as the letters are Dutch."""

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
"""The time zone of the page; moments are stored in UTC."""


@dataclass(frozen=True)
class Language:
    """A language: ``code`` as in HTML's ``lang``, and messages by name (``letter.answers``)."""

    code: str
    words: Mapping[str, str]

    def say(self, name: str, /, **values: object) -> str:
        """Return the message called ``name``, with ``values`` filled in.

        If the message has two forms (``name.one`` and ``name.many``), the number ``n`` selects one;
        it is written in this language's notation.

        Raises:
            KeyError: there is no such message, which is an error in this program.
        """
        if name not in self.words:
            name = f"{name}.{'one' if values['n'] == 1 else 'many'}"
        return self.words[name].format(
            **{key: self.number(value) if key == "n" else value for key, value in values.items()}
        )

    def named(self, group: str, value: str) -> str:
        """Return the name of a value of a closed list, or the value itself if it is not listed.

        Example: the kind of a paper, or a state.
        """
        return self.words.get(f"{group}.{value}", value)

    def number(self, value: Any, digits: int = 0) -> str:  # noqa: ANN401
        """Return a number in this language's notation: 1.234,5 in Dutch; a dash for None."""
        if value is None:
            return "–"
        if not isinstance(value, int | float):
            return str(value)
        written = f"{value:,.{digits}f}"
        return written.translate(str.maketrans(",.", ".,")) if self.code == "nl" else written

    def days(self, value: float | None) -> str:
        """Return a number of days, with a half if it has one: 60,5; a dash for None.

        Why: a median of 60.5 shown as 60 is another figure than the notebook's.
        """
        return self.number(value, 0 if value is None or value == int(value) else 1)

    def day(self, value: date | None) -> str:
        """Return a day in words: 17 juni 2025; a dash for None."""
        if value is None:
            return "–"
        return f"{value.day} {self.words[f'months.{value.month}']} {value.year}"

    def short_day(self, value: date | None) -> str:
        """Return a day for a narrow column: 17 jun 2025; a dash for None."""
        if value is None:
            return "–"
        return f"{value.day} {self.words[f'months_short.{value.month}']} {value.year}"

    def month(self, value: date, *, short: bool = False) -> str:
        """Return a month in words: juni 2025, or jun 2025 if ``short``."""
        return (
            f"{self.words[f'months_short.{value.month}' if short else f'months.{value.month}']} "
            f"{value.year}"
        )

    def moment(self, value: datetime | None) -> str:
        """Return a moment in the time of The Hague: 17 juni 2025, 14:05; a dash for None."""
        if value is None:
            return "–"
        there = value.astimezone(AMSTERDAM)
        return f"{self.day(there)}, {there:%H:%M}"


@cache
def language(code: str) -> Language:
    """Return the language with this code: ``nl.toml`` and every ``<part>.nl.toml`` together."""
    words: dict[str, str] = {}
    for file in sorted(files(__package__).joinpath("words").iterdir(), key=lambda one: one.name):
        if f".{file.name}".endswith(f".{code}.toml"):
            words.update(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))
    return Language(code, words)


def choose(asked: str | None, remembered: str | None, accepted: str) -> Language:
    """Return the language of a request: requested, remembered or preferred by the browser.

    ``accepted`` is the header Accept-Language, which browsers sort by preference. The default is
    Dutch.
    """
    preferred = (
        part.partition(";")[0].strip().partition("-")[0].lower() for part in accepted.split(",")
    )
    return language(
        next((code for code in (asked, remembered, *preferred) if code in CODES), CODES[0])
    )


def _flat(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in words.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
