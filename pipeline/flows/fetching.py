"""Fetching: store the bytes of listed papers, the best readable manifestation first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Protocol

from pipeline import metrics
from pipeline.domain.aggregate import CATALOGUE, Publication
from pipeline.domain.deduplication import new_events
from pipeline.domain.events import Event, FetchFailed, PublicationEvent, PublicationFetched
from pipeline.errors import SourceUnavailable
from pipeline.flows.brake import Brake
from pipeline.flows.stores import ProgressCallback, Stores, held_papers, no_progress
from pipeline.isolation import Task
from pipeline.source.fetch_results import Failed, Fetched, Gone, NotModified, Outcome, Request
from pipeline.source.manifestations import candidates

GROUP = 100
"""Number of outcomes written to the log at once.

Why: few enough that a crash costs little, many enough that writing is cheap.
"""


class Source(Protocol):
    """A source of bytes: the repository, or a folder.

    ``name`` is its name in listings (``PublicationListed.source``).
    """

    name: str

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Outcome]]:
        """Yield each request with its outcome, in any order."""
        ...


@dataclass(slots=True)
class Pending:
    """One publication being fetched: the manifestations left to try, and the failed attempts.

    ``held`` is the last fetch, if the store still has its bytes.

    Why: if they are lost, the answer "not modified" would be of no use.
    """

    state: Publication
    remaining: list[tuple[str, str]]
    held: PublicationFetched | None
    unreadable: PublicationFetched | None = None
    failed_attempts: list[FetchFailed] = field(default_factory=list)

    @property
    def request(self) -> Request:
        """Return the request for the best manifestation left.

        It is conditional if the held bytes came from the same address.
        """
        url = self.remaining[0][1]
        if self.held is not None and self.held.url == url:
            return Request(url, self.held.etag, self.held.last_modified)
        return Request(url)

    def arrived(self, fetched: PublicationFetched) -> list[PublicationEvent]:
        """Return the events to record after a successful fetch.

        Earlier failures of better manifestations are dropped if the content is unchanged.
        """
        return [fetched] if fetched == self.state.fetched else [*self.failed_attempts, fetched]

    @property
    def has_alternative(self) -> bool:
        """Return True if another manifestation is left, or arrived before and cannot be read."""
        return bool(self.remaining or self.unreadable)

    def exhausted(self) -> list[PublicationEvent]:
        """Return the events to record after every manifestation failed or cannot be read.

        A paper is gone only if all its manifestations are: any other failure is recorded instead.
        """
        if self.unreadable is not None:
            return self.arrived(self.unreadable)
        temporary = (failure for failure in self.failed_attempts if failure.cause != "gone")
        return [next(temporary, self.failed_attempts[-1])]


def fetch(
    stores: Stores,
    source: Source,
    publication_ids: Sequence[str],
    run: str,
    on_progress: ProgressCallback = no_progress,
) -> dict[str, int]:
    """Fetch these publications; return how many were fetched, failed and withdrawn, by those words.

    If a manifestation is damaged, gone or unreadable, the next one is tried. If none can be read,
    the best one that arrived is kept, so that its validation records the reason. ``run`` names this
    run: two runs at least GRIFFIER_WITHDRAW_AFTER_HOURS apart that find a paper gone withdraw it.
    Changes and disappearances of held papers are written last, and only if they are few enough.

    Raises:
        SourceUnavailable: the whole source is down. Papers that arrived before are in the log, and
            so is a failure for each of the others, so that a later run retries them.
        SourceChanged: more held papers changed or vanished than GRIFFIER_BRAKE_SHARE allows.
    """
    official = source.name == CATALOGUE
    brake = Brake(stores.settings.brake_share if official else 1)
    states = stores.log.publications(publication_ids)
    papers = {name: _pending(stores, states[name], source) for name in publication_ids}
    claims: dict[str, list[PublicationEvent]] = {}
    left = dict(papers)
    tally: Counter[str] = Counter()
    try:
        for done, (name, events) in enumerate(_outcomes(stores, source, papers, run), start=1):
            if not brake.holds(states[name], events):
                claims[name] = events
            del left[name]
            on_progress("fetch", done, len(papers))
            if len(claims) >= GROUP:
                tally += _record(stores, claims, states)
                claims = {}
    except SourceUnavailable:
        moment = _now(stores)
        missed = (name for name, paper in left.items() if paper.state.needs_fetch)
        claims |= {
            name: [
                _failed(
                    name,
                    (run, moment),
                    ("", ""),
                    "unavailable",
                    "the source went down before its turn",
                )
            ]
            for name in missed
        }
        raise
    finally:
        tripped = brake.trips(partial(held_papers, stores))
        if not tripped:
            claims |= brake.withheld
        tally += _record(stores, claims, states)
    if tripped:
        raise brake.error()
    return dict(tally)


def _now(stores: Stores) -> str:
    return stores.log.now().isoformat()


def _pending(stores: Stores, state: Publication, source: Source) -> Pending:
    listed, fetched = state.listed_by(source.name), state.fetched
    remaining = candidates(listed.manifestations) if listed else []
    return Pending(
        state,
        remaining,
        fetched if fetched and stores.store.holds(fetched.content_sha256) else None,
    )


def _outcomes(
    stores: Stores, source: Source, papers: Mapping[str, Pending], run: str
) -> Iterator[tuple[str, list[PublicationEvent]]]:
    """Yield each paper with its events, as soon as they are known.

    A paper is retried in another round while its best manifestation fails and others are left.
    """
    for name, paper in papers.items():
        if not paper.remaining:
            reason = "the source lists no manifestation that we can read"
            yield name, [_failed(name, (run, _now(stores)), ("", ""), "refused", reason)]
    waiting = {name: paper for name, paper in papers.items() if paper.remaining}
    while waiting:
        names_by_request: dict[
            Request, list[str]
        ] = {}  # two papers can be listed with one address, which is asked for once
        for name, paper in waiting.items():
            names_by_request.setdefault(paper.request, []).append(name)
        again: dict[str, Pending] = {}
        for request, outcome in source.fetch_many(names_by_request):
            for name in names_by_request[request]:
                events = _settle(stores, name, papers[name], outcome, run)
                if events is None:
                    again[name] = papers[name]
                else:
                    yield name, events
        waiting = again


def _settle(
    stores: Stores, name: str, paper: Pending, outcome: Outcome, run: str
) -> list[PublicationEvent] | None:
    """Return the events of a paper after this outcome; None if another attempt follows."""
    form, url = paper.remaining.pop(0)
    seen = (run, _now(stores))
    match outcome:
        case NotModified():
            held = paper.state.fetched
            return [held] if held is not None else []
        case Fetched():
            fetched = _fetched(stores, name, form, outcome)
            reason = _why_unreadable(stores, outcome) if paper.has_alternative else None
            if reason is None:
                return paper.arrived(fetched)
            paper.unreadable = paper.unreadable or fetched
            paper.failed_attempts.append(_failed(name, seen, (form, url), "damaged", reason))
        case Gone():
            paper.failed_attempts.append(_failed(name, seen, (form, url), "gone", outcome.reason))
        case Failed():
            paper.failed_attempts.append(
                _failed(name, seen, (form, url), outcome.cause, outcome.reason)
            )
    return None if paper.remaining else paper.exhausted()


def _fetched(stores: Stores, name: str, form: str, outcome: Fetched) -> PublicationFetched:
    """Store these bytes and return the event of their arrival."""
    return PublicationFetched(
        publication_id=name,
        content_sha256=stores.store.put(outcome.content),
        size=len(outcome.content),
        media_type=outcome.media_type,
        manifestation=form,
        url=outcome.url,
        etag=outcome.etag,
        last_modified=outcome.last_modified,
    )


def _failed(
    name: str, seen: tuple[str, str], manifestation: tuple[str, str], cause: str, reason: str
) -> FetchFailed:
    """Return the event of a failure; ``seen`` is the run and the moment."""
    (run, moment), (form, url) = seen, manifestation
    return FetchFailed(
        publication_id=name,
        run=run,
        url=url,
        manifestation=form,
        cause=cause,
        reason=reason,
        seen_at=moment,
    )


def _why_unreadable(stores: Stores, outcome: Fetched) -> str | None:
    """Return the reason why these bytes hold no readable letter; None if they hold one."""
    outcome_of_reading = stores.pool.one(Task(outcome.content, outcome.url, outcome.media_type))
    return None if outcome_of_reading.kind == "done" else outcome_of_reading.reason


def _new_events(
    events: Sequence[PublicationEvent],
    withdraw_after: timedelta,
    before: Publication,
    state: Publication,
) -> Sequence[Event]:
    """Return the new events of a fetch, none if the paper was listed anew since it began.

    Why: of two runs of a backfill at once, one may fetch the letters of a paper while the other
    lists and fetches the printed paper; the paper still waits for its fetch if nobody did.
    """
    if state.listed_position != before.listed_position:
        return []
    return new_events(state, *events, withdraw_after=withdraw_after)


def _record(
    stores: Stores,
    claims: Mapping[str, Sequence[PublicationEvent]],
    before: Mapping[str, Publication],
) -> Counter[str]:
    """Append the new events, and count the papers that were fetched, failed and withdrawn.

    A paper that was already withdrawn before, and still is, is not counted.
    """
    withdraw_after = timedelta(hours=stores.settings.withdraw_after_hours)
    stores.log.record_many(
        {
            name: partial(_new_events, events, withdraw_after, before[name])
            for name, events in claims.items()
        }
    )
    tally: Counter[str] = Counter()
    for name, state in stores.log.publications(claims).items():
        if not (state.withdrawn and before[name].withdrawn):
            tally["withdrawn" if state.withdrawn else "failed" if state.failed else "fetched"] += 1
    metrics.count_papers(tally)
    return tally
