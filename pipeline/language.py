"""Messages in Dutch and English, and the notation of numbers, days and moments.

A package keeps its messages in ``translations/``: ``nl.toml`` and ``en.toml``, and parts of them
such as ``ask.nl.toml``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

CODES = ("nl", "en")
"""The codes of the languages; the first is the default, because the letters are Dutch."""

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
"""The time zone in which moments are shown; they are stored in UTC."""


@dataclass(frozen=True)
class Language:
    """A language: ``code`` as in HTML's ``lang``, and messages by name (``letter.answers``)."""

    code: str
    messages: Mapping[str, str]

    def translate(self, name: str, /, **values: object) -> str:
        """Return the message called ``name``, with ``values`` filled in.

        Whole numbers are written in this language's notation: 1.234 in Dutch. If the message has
        two forms (``name.one`` and ``name.many``), the number ``n`` selects one.

        Raises:
            KeyError: there is no such message, which is an error in this program.
        """
        if name not in self.messages:
            name = f"{name}.{'one' if values['n'] == 1 else 'many'}"
        return self.messages[name].format(
            **{
                key: self.number(value) if isinstance(value, int) else value
                for key, value in values.items()
            }
        )

    def named(self, group: str, value: str) -> str:
        """Return the name of a value of a closed list, or the value itself if it is not listed.

        Example: the kind of a paper, or a state.
        """
        return self.messages.get(f"{group}.{value}", value)

    def number(self, value: Any, digits: int = 0) -> str:  # noqa: ANN401
        """Return a number in this language's notation: 1.234,5 in Dutch; a dash for None."""
        if value is None:
            return "–"
        if not isinstance(value, int | float):
            return str(value)
        written = f"{value:,.{digits}f}"
        return written.translate(str.maketrans(",.", ".,")) if self.code == "nl" else written

    def days(self, value: float | None) -> str:
        """Return a number of days, with one decimal if not whole: 60,5; a dash for None.

        Why: a median can end in .5, and the page must show the same figure as
        ``docs/notebooks/newspaper.py``.
        """
        return self.number(value, 0 if value is None or value == int(value) else 1)

    def share(self, value: float | None) -> str:
        """Return a share as a percentage with one decimal, never rounded up to 100: 99,9 %."""
        if value is None:
            return "–"
        percentage = 100.0 if value >= 1 else min(99.9, round(100 * value, 1))
        shown = f"{percentage:.1f}".removesuffix(".0")
        return f"{shown.replace('.', ',')}\u00a0%" if self.code == "nl" else f"{shown}%"

    def day(self, value: date | None) -> str:
        """Return a day in words: 17 juni 2025; a dash for None."""
        if value is None:
            return "–"
        return f"{value.day} {self.messages[f'months.{value.month}']} {value.year}"

    def short_day(self, value: date | None) -> str:
        """Return a day for a narrow column: 17 jun 2025; a dash for None."""
        if value is None:
            return "–"
        return f"{value.day} {self.messages[f'months_short.{value.month}']} {value.year}"

    def month(self, value: date, *, short: bool = False) -> str:
        """Return a month in words: juni 2025, or jun 2025 if ``short``."""
        return (
            f"{self.messages[f'months_short.{value.month}' if short else f'months.{value.month}']} "
            f"{value.year}"
        )

    def moment(self, value: datetime | None) -> str:
        """Return a moment in the time of The Hague: 17 juni 2025, 14:05; a dash for None."""
        if value is None:
            return "–"
        there = value.astimezone(AMSTERDAM)
        return f"{self.day(there)}, {there:%H:%M}"


@cache
def language(code: str, package: str) -> Language:
    """Return the language with this code, with the messages of one package and the common ones.

    Example: ``language("nl", "pipeline.page")``.
    """
    messages: dict[str, str] = {}
    for folder in ("pipeline", package):
        for file in sorted(
            files(folder).joinpath("translations").iterdir(), key=lambda file: file.name
        ):
            if f".{file.name}".endswith(f".{code}.toml"):
                messages.update(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))
    return Language(code, messages)


def preferred_code(requested: str | None, remembered: str | None, accepted: str) -> str:
    """Return the code of a request's language: requested, remembered or preferred by the browser.

    ``accepted`` is the header Accept-Language, which browsers sort by preference. The default is
    Dutch.
    """
    preferred = (
        part.partition(";")[0].strip().partition("-")[0].lower() for part in accepted.split(",")
    )
    return next((code for code in (requested, remembered, *preferred) if code in CODES), CODES[0])


def _flat(messages: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in messages.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
