"""Dated register of ministries, offices and their holders.

The data is in ``pipeline/vocabulary`` (ministries, holders, persons) and covers the cabinets from
Rutte I on (14 October 2010). On the day of a change both holders count, because letters of that day
bear either name.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Literal, cast

from pipeline.identity import is_fiction
from pipeline.parsing.ministers.person_names import Person, folded, is_named
from pipeline.vocabulary import records

Role = Literal["minister", "staatssecretaris", "minister-president"]
InOffice = Literal["true", "false", "unknown"]
GENERAL_AFFAIRS = "mnre1010"
"""The ministry of the minister-president, whose office is printed without a portfolio."""


@dataclass(frozen=True, slots=True)
class Registered:
    """The ministry and person in the register for a signature, and whether the name is correct."""

    ministry_id: str | None
    person_id: str | None
    in_office: InOffice


@dataclass(frozen=True, slots=True)
class Named:
    """Name of a ministry or portfolio, its abbreviations, first and last day (None: unknown)."""

    name: str
    abbreviations: tuple[str, ...]
    first: date | None
    last: date | None
    ministry_id: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office, from the first to the last day (None if still in office)."""

    role: Role
    portfolio: str
    ministry_id: str
    person: Person
    first: date
    last: date | None

    def on(self, day: date) -> bool:
        """Return True if the office was held on ``day``, both bounds included."""
        return self.first <= day and (self.last is None or day <= self.last)


@cache
def ministries() -> tuple[Named, ...]:
    """Return all names of all ministries."""
    return tuple(_named(row, row["ministry_id"]) for row in records("ministries"))


@cache
def abbreviated() -> tuple[Named, ...]:
    """Return the ministries, and the portfolios with an abbreviation that are no ministry."""
    return ministries() + tuple(_named(row, None) for row in records("portfolios"))


_FICTION: ContextVar[bool] = ContextVar("fiction", default=False)


@contextmanager
def register_for(publication_id: str) -> Iterator[None]:
    """Use the register that this paper belongs to inside the ``with`` block.

    Papers of the fictional sample have a register of invented people; all other papers have the
    real one. A paper is only looked up in its own register.
    """
    token = _FICTION.set(is_fiction(publication_id))
    try:
        yield
    finally:
        _FICTION.reset(token)


def tenures() -> tuple[Tenure, ...]:
    """Return all persons in all offices, from the register of the paper being read."""
    return _tenures("sample_persons", "sample_holders") if _FICTION.get() else real_tenures()


def real_tenures() -> tuple[Tenure, ...]:
    """Return all persons in all offices of the real register."""
    return _tenures("persons", "holders")


@cache
def _tenures(persons_file: str, holders_file: str) -> tuple[Tenure, ...]:
    persons = {row["person_id"]: Person(**row) for row in records(persons_file)}
    return tuple(
        Tenure(
            cast("Role", row["role"]),
            row["portfolio"],
            row["ministry_id"],
            persons[row["person_id"]],
            date.fromisoformat(row["from"]),
            _day(row["until"]),
        )
        for row in records(holders_file)
    )


def is_portfolio(words: str) -> bool:
    """Return True if the register has a portfolio or ministry of that name."""
    return folded(words) in _folded_portfolios()


@cache
def registered(portfolio: str) -> str:
    """Return a portfolio in the register's spelling, also if it is slightly misspelt.

    Example: ``"Binnenlandse Zaken en Koninkrijkrelaties"`` -> ``"... Koninkrijksrelaties"``. Other
    words are returned unchanged.

    Seen in: the letter of 16 May 2024 with number 5401166.
    """
    words = folded(portfolio)
    known = {folded(name): name for name in portfolios()}
    if words in known or len(words) < SHORTEST_MISPRINT:
        return known.get(words, portfolio)
    near = get_close_matches(words, list(known), n=1, cutoff=NEAR)
    return known[near[0]] if near else portfolio


SHORTEST_MISPRINT = 10
"""Minimum length in characters for a spelling correction.

Why: a shorter word may be as similar to another portfolio as to its own.
"""
NEAR = 0.94
"""Minimum similarity of a misprint to the known name: common letters over the mean length."""


@cache
def _folded_portfolios() -> frozenset[str]:
    return frozenset(folded(name) for name in portfolios())


@cache
def portfolios() -> tuple[str, ...]:
    """Return all portfolios and ministry names of the register, longest first."""
    names = {tenure.portfolio for tenure in real_tenures()} | {
        ministry.name for ministry in ministries()
    }
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def written_out(portfolio: str, on: date | None) -> str:
    """Return the full name of an abbreviation on that day: ``"BZ"`` -> ``"Buitenlandse Zaken"``."""
    named = [entry for entry in abbreviated() if portfolio in entry.abbreviations]
    return _on(named, on).name if named else portfolio


def ministry_of(portfolio: str, on: date | None) -> str | None:
    """Return the ministry of a portfolio, looked up whole, then by its parts; None if unknown."""
    for part in _parts(portfolio):
        words = folded(registered(written_out(part, on)))
        held = [tenure for tenure in real_tenures() if folded(tenure.portfolio) == words]
        if held:
            return next(
                (tenure.ministry_id for tenure in held if on and tenure.on(on)),
                held[-1].ministry_id,
            )
        named = [ministry for ministry in ministries() if folded(ministry.name) == words]
        if named:
            return _on(named, on).ministry_id
    return None


def look_up(role: Role, portfolio: str | None, name: str | None, on: date | None) -> Registered:
    """Return the register's entry for ``name`` as ``role`` of ``portfolio`` on a day.

    ``name`` is None if none is printed. The office is that of the portfolio itself, or any of its
    ministry, because letters name offices both ways. ``in_office`` is "unknown" if no name or no
    day is known, or if the register has nobody in that office on that day.
    """
    ministry = _ministry(role, portfolio, on)
    if on is None or ministry is None:
        return Registered(ministry, None, "unknown")
    at_ministry = _holders(role, ministry, on)
    names = {folded(part) for part in _parts(portfolio or "")}
    own = [tenure for tenure in at_ministry if folded(tenure.portfolio) in names]
    if name is None:
        holders = {tenure.person.person_id for tenure in own or at_ministry}
        return Registered(ministry, holders.pop() if len(holders) == 1 else None, "unknown")
    # State secretaries sign for the ministry or for their part of it.
    tenures_meant = (own or at_ministry) if role == "minister" else at_ministry
    return _registered(ministry, name, tenures_meant, known=bool(at_ministry))


def _ministry(role: Role, portfolio: str | None, on: date | None) -> str | None:
    """Return the ministry of an office; that of the minister-president has no portfolio."""
    if portfolio:
        return ministry_of(portfolio, on)
    return GENERAL_AFFAIRS if role == "minister-president" else None


def _holders(role: Role, ministry: str, on: date) -> list[Tenure]:
    """Return those who held an office of a ministry on a day."""
    return [
        tenure
        for tenure in tenures()
        if (tenure.role, tenure.ministry_id) == (role, ministry) and tenure.on(on)
    ]


def _registered(
    ministry: str, name: str, tenures_meant: Sequence[Tenure], *, known: bool
) -> Registered:
    """Return the entry of a person of that name; ``known`` is true if anybody held the office."""
    for tenure in tenures_meant:
        if is_named(tenure.person, name):
            return Registered(ministry, tenure.person.person_id, "true")
    return Registered(ministry, None, "false" if known else "unknown")


def _parts(portfolio: str) -> tuple[str, ...]:
    """Return the portfolio and its parts at a dash or "en": Financiën – Fiscaliteit en Douane."""
    return (portfolio, *re.split(r"\s[–—-]\s", portfolio), portfolio.rpartition(" en ")[0])


def _named(row: dict[str, str], ministry_id: str | None) -> Named:
    return Named(
        row["name"],
        tuple(row["abbreviations"].split("|")),
        _day(row["from"]),
        _day(row["until"]),
        ministry_id,
    )


def _on(named: list[Named], on: date | None) -> Named:
    """Return the entry that is valid on that day, or the last one if none is."""
    return next(
        (
            entry
            for entry in named
            if on
            and (entry.first is None or entry.first <= on)
            and (entry.last is None or on <= entry.last)
        ),
        named[-1],
    )


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
