"""The rules that tell when the catalogue behaves as it never did, without crying wolf in a recess.

Every rule is a function of what one listing held and of earlier listings. A rule either warns (the run goes on and the
warning is kept with the listing) or stops (``SourceChanged``: what was listed cannot be trusted).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median

from pipeline.errors import SourceChanged
from pipeline.identity import PAPER, identifier_key
from pipeline.source.calendar import Calendar, calendar
from pipeline.source.records import Record
from pipeline.source.sru import Page

KNOWN = Path(__file__).parents[1] / "vocabulary" / "catalogue.toml"

MANY, MOST = 3, 0.5
"""One odd record is a warning. Three, when they are half of all that was listed, are a new shape of the source."""
COMPARABLE = timedelta(days=400)
"""Only listings of about a year around the interval say what is usual then: the catalogue of 1996 was another one."""
ENOUGH_HISTORY = 5
"""With fewer earlier listings than this nothing is usual yet, so volume raises no alarm."""
MISSED, SILENT = 4, 20
"""Where so many papers were to be expected and none came: odd (a quiet day happens once in e^4 = 55), or a failure."""
FACTOR, SMALL = 5.0, 25
"""A volume five times above or below what is usual is odd; below 25 papers chance alone does that."""
QUIET_DAYS = 15
"""Without any history: three weeks of working days without a paper are worth a word."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a rule has to say. ``stops`` means that the listing cannot be trusted."""

    rule: str
    message: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """What one listing of one collection held, from ``since`` up to and including ``until``.

    ``odd`` counts, per rule, the records that break it, with one example each. ``short_by`` is how many records the
    catalogue announced (an estimate) and did not give.
    """

    collection: str
    since: date
    until: date
    count: int = 0
    short_by: int = 0
    odd: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)

    def with_page(self, page: Page) -> Listed:
        """The same listing, one page further."""
        odd, examples = Counter(self.odd), dict(self.examples)
        for record in page.records:
            for rule, broken in RECORD_RULES.items():
                if what := broken(record):
                    odd[rule] += 1
                    examples.setdefault(rule, f"{record.identifier}: {what}")
        return replace(
            self, count=self.count + len(page.records), short_by=self.short_by + page.short_by, odd=odd, examples=examples
        )


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier listing of the same collection: its days (inclusive) and how many papers it held."""

    since: date
    until: date
    count: int


def alarms(listed: Listed, history: Sequence[Past] = (), days: Calendar | None = None) -> list[Alarm]:
    """Everything that the rules say about a listing, worst first."""
    days = days or calendar()
    said = [*_odd_records(listed), *_volume(listed, history, days)]
    if listed.short_by:
        text = f"{listed.short_by} records fewer came than the catalogue announced (its count is an estimate)"
        said.append(Alarm("short", f"{_where(listed)}: {text}"))
    return sorted(said, key=lambda alarm: (not alarm.stops, alarm.rule))


def judge(said: Iterable[Alarm], evidence: bytes | None = None) -> list[str]:
    """The warnings, for ``ListingCompleted``; raises ``SourceChanged`` where a rule stops."""
    said = list(said)
    if stops := [alarm for alarm in said if alarm.stops]:
        raise SourceChanged("; ".join(f"[{alarm.rule}] {alarm.message}" for alarm in stops), evidence=evidence)
    return [f"[{alarm.rule}] {alarm.message}" for alarm in said]


def _status(record: Record) -> str | None:
    return None if record.status in _known("status") else f"documentstatus {record.status!r} was never seen before"


def _manifestation(record: Record) -> str | None:
    new = sorted({*record.manifestations, *record.other_forms} - _known("manifestation"))
    return f"manifestation {', '.join(new)} was never seen before" if new else None


def _unreadable(record: Record) -> str | None:
    return None if record.manifestations else "no xml, html or pdf is listed"


def _undated(record: Record) -> str | None:
    return None if record.modified_on else "no day of modification, so the asked interval cannot be checked"


def _unplaced(record: Record) -> str | None:
    """A paper whose dossier or sub-number is not told can only be kept under today's name."""
    homeless = record.key.series == "kst" and record.key.dossier_number is None
    return "no dossiernummer and ondernummer, so its name may change unnoticed" if homeless else None


def _contradiction(record: Record) -> str | None:
    stated = identifier_key(record.identifier)
    if stated is None or not PAPER.match(record.identifier) or stated.publication_id == record.key.publication_id:
        return None
    return f"its identifier says {stated.publication_id}, its dossier and sub-number say {record.key.publication_id}"


RECORD_RULES: Mapping[str, Callable[[Record], str | None]] = {
    "status": _status,
    "manifestation": _manifestation,
    "unreadable": _unreadable,
    "undated": _undated,
    "unplaced": _unplaced,
    "contradiction": _contradiction,
}
"""What can be odd about one record, by the name of the rule. (A record without an identifier stops the reading itself.)"""


def _odd_records(listed: Listed) -> Iterator[Alarm]:
    for rule, number in listed.odd.items():
        stops = number >= MANY and number >= MOST * listed.count
        yield Alarm(rule, f"{_where(listed)}: {number} of {listed.count} records, such as {listed.examples[rule]}", stops)


def _volume(listed: Listed, history: Sequence[Past], days: Calendar) -> Iterator[Alarm]:
    working = days.working_days(listed.since, listed.until)
    near = [past for past in history if past.until >= listed.since - COMPARABLE and past.since <= listed.until + COMPARABLE]
    rates = [past.count / number for past in near if (number := days.working_days(past.since, past.until))]
    if len(rates) < ENOUGH_HISTORY:
        if not listed.count and working >= QUIET_DAYS:
            yield Alarm("empty", f"{_where(listed)}: nothing in {working} working days")
        return
    usual = median(rates) * working
    if not listed.count:
        if usual >= MISSED:
            yield Alarm("empty", f"{_where(listed)}: nothing, where about {usual:.0f} papers are usual", usual >= SILENT)
    elif max(listed.count, usual) >= SMALL and working and not usual / FACTOR <= listed.count <= usual * FACTOR:
        yield Alarm("volume", f"{_where(listed)}: {listed.count} papers, where about {usual:.0f} are usual")


def _where(listed: Listed) -> str:
    return f"{listed.collection} from {listed.since} to {listed.until}"


@cache
def _known(what: str) -> frozenset[str]:
    return frozenset(tomllib.loads(KNOWN.read_text(encoding="utf-8"))[what])
