"""Rules that detect unusual listings of the catalogue, without false alarms in a recess.

Every rule is a function of one listing and of earlier listings. A rule either warns (the run goes
on and the warning is kept with the listing) or stops (``SourceChanged``: the listing cannot be
trusted).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import median

from pipeline.errors import SourceChanged
from pipeline.source.calendar import Calendar, calendar
from pipeline.source.record_rules import RECORD_RULES
from pipeline.source.sru import Page

MANY, MOST = 3, 0.5
"""Thresholds at which odd records stop the run instead of giving a warning.

Three odd records that are at least half of all listed are a new shape of the source.
"""
COMPARABLE = timedelta(days=400)
"""Largest distance in time of listings that are compared.

Why: the catalogue of 1996 differed from today's.
"""
ENOUGH_HISTORY = 5
"""Least number of earlier listings that show a usual volume; with fewer, volume raises no alarm."""
MISSED, SILENT = 4, 20
"""Expected numbers of papers at which an empty listing gives a warning, or stops the run.

A quiet day with 4 expected papers happens once in e^4 = 55.

Why: papers are counted since the last listing that was not empty; per day, the second threshold
would never be reached.
"""
FACTOR, SMALL = 5.0, 25
"""Factor at which a volume is unusual, and the number of papers from which it counts.

A volume five times above or below the usual one is unusual; below 25 papers it happens by chance.
"""
LATELY, AS_SHORT = 10, 3
"""Number of recent listings, and how many of them make a shortage usual.

If three of the last ten counts were as far off, the catalogue counts that way; only a larger
shortage raises an alarm.
"""
QUIET_DAYS = 15
"""Working days without a paper that raise an alarm if there is no history (three weeks)."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Message of a rule about a listing. ``stops`` means that the listing cannot be trusted."""

    rule: str
    message: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Contents of one listing of one collection, from ``since`` to ``until`` (inclusive).

    ``odd`` counts, per rule, the records that break it, with one example each in ``examples``.
    ``short_by`` is the number of records that the catalogue announced (an estimate) and did not
    return.
    """

    collection: str
    since: date
    until: date
    count: int = 0
    short_by: int = 0
    odd: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)

    def with_page(self, page: Page) -> Listed:
        """Return the same listing with one more page."""
        odd, examples = Counter(self.odd), dict(self.examples)
        for record in page.records:
            for rule, broken in RECORD_RULES.items():
                if what := broken(record):
                    odd[rule] += 1
                    examples.setdefault(rule, f"{record.identifier}: {what}")
        return replace(
            self,
            count=self.count + len(page.records),
            short_by=self.short_by + page.short_by,
            odd=odd,
            examples=examples,
        )


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier listing of the same collection: days (inclusive), papers and shortage."""

    since: date
    until: date
    count: int
    short_by: int = 0


def alarms(
    listed: Listed, history: Sequence[Past] = (), days: Calendar | None = None
) -> list[Alarm]:
    """Return the alarms of all rules about a listing, stopping ones first.

    ``history`` is in the order of listing.
    """
    days = days or calendar()
    near = [
        past
        for past in history
        if past.until >= listed.since - COMPARABLE and past.since <= listed.until + COMPARABLE
    ]
    raised = [*_odd_records(listed), *_volume(listed, near, days), *_short(listed, near)]
    return sorted(raised, key=lambda alarm: (not alarm.stops, alarm.rule))


def warnings_or_stop(raised: Iterable[Alarm]) -> list[str]:
    """Return the warnings, for ``ListingCompleted``.

    Raises:
        SourceChanged: an alarm stops the run.
    """
    raised = list(raised)
    if stops := [alarm for alarm in raised if alarm.stops]:
        raise SourceChanged("; ".join(f"[{alarm.rule}] {alarm.message}" for alarm in stops))
    return [f"[{alarm.rule}] {alarm.message}" for alarm in raised]


def _odd_records(listed: Listed) -> Iterator[Alarm]:
    """Yield an alarm per rule that records break; many and half of all stop the run."""
    for rule, number in listed.odd.items():
        stops = number >= MANY and number >= MOST * listed.count
        yield Alarm(
            rule,
            f"{_where(listed)}: {number} of {listed.count} records, such as "
            f"{listed.examples[rule]}",
            stops,
        )


def _volume(listed: Listed, near: Sequence[Past], days: Calendar) -> Iterator[Alarm]:
    """Yield an alarm if the number of papers is unusual for so many working days.

    Unusual is none at all, or five times as many or as few as usual.
    """
    own_days = set(days.working_days(listed.since, listed.until))
    if not own_days:
        return
    silence = [] if listed.count else _silence(listed, near)
    rate = _usual_rate([past for past in near if past not in silence], days)
    if not listed.count:
        silent_days = own_days.union(
            *(days.working_days(past.since, past.until) for past in silence)
        )
        yield from _empty(listed, silence, len(silent_days), rate)
    elif rate is not None:
        yield from _unusual_count(listed, rate * len(own_days))


def _usual_rate(near: Sequence[Past], days: Calendar) -> float | None:
    """Return the median number of papers per working day; None if too few listings show it."""
    rates = [past.count / number for past in near if (number := _length(past, days))]
    return median(rates) if len(rates) >= ENOUGH_HISTORY else None


def _empty(
    listed: Listed, silence: Sequence[Past], working_days: int, rate: float | None
) -> Iterator[Alarm]:
    """Yield an alarm about an empty listing if papers were expected in that many working days.

    ``silence`` holds the empty listings before it; ``rate`` is the usual number of papers per day.
    """
    if rate is None:
        if working_days >= QUIET_DAYS:
            yield Alarm("empty", f"{_where(listed)}: nothing in {working_days} working days")
    elif (usual := rate * working_days) >= MISSED:
        lately = f", as in {len(silence)} listings before it" if silence else ""
        message = f"{_where(listed)}: nothing{lately}, where about {usual:.0f} papers are usual"
        yield Alarm("empty", message, usual >= SILENT)


def _unusual_count(listed: Listed, usual: float) -> Iterator[Alarm]:
    """Yield an alarm if there are far more or far fewer papers than usual."""
    if max(listed.count, usual) < SMALL or usual / FACTOR <= listed.count <= usual * FACTOR:
        return
    message = f"{_where(listed)}: {listed.count} papers, where about {usual:.0f} are usual"
    yield Alarm("volume", message)


def _short(listed: Listed, near: Sequence[Past]) -> Iterator[Alarm]:
    lately = [past.short_by for past in near if past.count or past.short_by][-LATELY:]
    usual = sorted(lately)[-AS_SHORT] if len(lately) >= AS_SHORT else 0
    if listed.short_by > usual:
        beyond = f", where {usual} are usual" if usual else ""
        text = (
            f"{listed.short_by} records fewer came than the catalogue announced (its count is an "
            f"estimate){beyond}"
        )
        yield Alarm("short", f"{_where(listed)}: {text}")


def _silence(listed: Listed, near: Sequence[Past]) -> list[Past]:
    """Return the empty listings of the days before this one, since something was last listed.

    The result is empty if nothing was ever listed.
    """
    before = [past for past in near if past.since < listed.since]
    spoke = max((past.until for past in before if past.count), default=None)
    return [past for past in before if spoke and not past.count and past.until > spoke]


def _length(past: Past, days: Calendar) -> int:
    """Return the number of working days of an earlier listing."""
    return len(days.working_days(past.since, past.until))


def _where(listed: Listed) -> str:
    return f"{listed.collection} from {listed.since} to {listed.until}"
