"""What of a claim is news to a publication: the pure half of recording the same thing once.

Every step of the pipeline may run twice, at once and out of order. So a step does not append what
it saw: it offers it, and only what the publication's state does not hold yet becomes an event.
Offering the same again adds nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.domain.aggregate import Publication, evolve
from pipeline.domain.events import (
    Event,
    Failure,
    FetchFailed,
    IdentifierAssigned,
    PublicationAccepted,
    PublicationFetched,
    PublicationListed,
    PublicationQuarantined,
    PublicationRejected,
    PublicationReleased,
    PublicationWithdrawn,
)
from pipeline.errors import DecisionRefused
from pipeline.identity import edition

APART = timedelta(days=1)
"""Time between two runs that find a paper gone until it is withdrawn: within less both can meet one
outage of the source."""


def news(state: Publication, *claims: Event, apart: timedelta = APART) -> list[Event]:
    """The events to append, in order, out of what is claimed about this publication: all, some or
    none of them.

    A claim may come out changed: a run that finds the paper gone ``apart`` from an earlier one also
    withdraws it, and a
    text that a person rejected comes out quarantined, whatever the rules now say of it.

    Raises:
        DecisionRefused: a person releases or rejects what does not wait for that decision.
    """
    events: list[Event] = []
    for claim in claims:
        for event in _news(state, claim, apart):
            state = evolve(
                state, state.position + 1, event
            )  # provisional: only the order counts here
            events.append(event)
    return events


def _news(state: Publication, claim: Event, apart: timedelta) -> list[Event]:
    """The events that one claim gives rise to in this state."""
    match claim:
        case PublicationListed():
            new = _listing_is_news(state, claim)
        case IdentifierAssigned():
            new = not any(
                (known.scheme, known.value) == (claim.scheme, claim.value)
                for known in state.identifiers
            )
        case PublicationFetched():
            new = bool(
                state.needs_fetch
                or state.withdrawn
                or state.failed
                or state.content_lost
                or claim != state.fetched
            )
        case FetchFailed():
            return _failure_news(state, claim, apart)
        case PublicationWithdrawn():
            new = state.position > 0 and state.withdrawn is None
        case PublicationAccepted() | PublicationQuarantined():
            return _judgement_news(state, claim)
        case PublicationReleased() | PublicationRejected():
            new = _decision_is_news(state, claim)
        case _:
            raise ValueError(f"{type(claim).__name__} says nothing about a publication")
    return [claim] if new else []


def _listing_is_news(state: Publication, claim: PublicationListed) -> bool:
    """Whether this source said something else before, and not of a later edition, nor later than
    this.
    """
    known = state.listed_by(claim.source)
    if known is None:
        return True
    if any(_same_record(claim, gone) for gone in state.passed_over):
        return False
    mine, latest = edition(claim.identifier), edition(known.identifier)
    if mine != latest:
        # When the reprint is withdrawn, the original that is still listed stands for the paper
        # again.
        return mine > latest or state.withdrawn is not None
    return not is_late(claim, known) and not _same_record(claim, known)


def _same_record(one: PublicationListed, other: PublicationListed) -> bool:
    """Return True if two listings say the same, whatever the bytes of their records."""
    return replace(one, record_sha256=None) == replace(other, record_sha256=None)


def is_late(claim: PublicationListed, known: PublicationListed) -> bool:
    """Whether the record was read before it last changed: by the day, and within one by the moment,
    where both are told.
    """
    if claim.modified_on and known.modified_on and claim.modified_on != known.modified_on:
        return claim.modified_on < known.modified_on
    return bool(claim.modified_at and known.modified_at and claim.modified_at < known.modified_at)


def _failure_news(state: Publication, claim: FetchFailed, apart: timedelta) -> list[Event]:
    """Return a failure once per run; a held paper that is gone again later is withdrawn.

    A paper that was listed and could never be had did not disappear: its files may come later than
    its record, so it is missing. Where a reprint is gone, its original takes its place
    (``pipeline.domain.aggregate``).
    """
    if state.withdrawn or (
        state.failed and (state.failed.run, state.failed.cause) == (claim.run, claim.cause)
    ):
        return []
    if claim.cause != "gone":
        return [claim]
    if claim.run in state.gone_in:
        return []
    if state.fetched is None or not _apart(state.gone_since, claim.seen_at, apart):
        return [claim]
    runs = ", ".join((*state.gone_in, claim.run))
    reason = f"gone at the source on {len(state.gone_in) + 1} runs ({runs}): {claim.reason}"
    return [
        claim,
        PublicationWithdrawn(publication_id=state.publication_id, url=claim.url, reason=reason),
    ]


def _apart(first: str | None, then: str, apart: timedelta) -> bool:
    """Return True if ``then`` is at least so long after the first sighting."""
    if first is None:
        return False
    return datetime.fromisoformat(then) - datetime.fromisoformat(first) >= apart


def _judgement_news(
    state: Publication, claim: PublicationAccepted | PublicationQuarantined
) -> list[Event]:
    """A judgement of bytes that were replaced since comes late; the same one says nothing new,
    whichever batch it names.
    """
    if state.fetched is not None and state.fetched.content_sha256 != claim.content_sha256:
        return []
    rejection = state.rejection(claim.content_sha256, claim.text_sha256)
    if rejection and isinstance(claim, PublicationAccepted):
        claim = _kept_out(claim, f"this text was rejected by {rejection.by}: {rejection.why}")
    last = state.judged
    same = last is not None and type(last) is type(claim) and _judged_by(last) == _judged_by(claim)
    return [] if same and not state.needs_judgement else [claim]


def _judged_by(event: PublicationAccepted | PublicationQuarantined) -> tuple[str | None, ...]:
    """Return what tells two judgements of one kind apart: the bytes, the text, the versions that
    judged them, and the limits that they went beyond.
    """
    return (
        event.content_sha256,
        event.text_sha256,
        event.reader_version,
        event.parser_version,
        event.suite_version,
        event.limits if isinstance(event, PublicationQuarantined) else None,
    )


def _kept_out(claim: PublicationAccepted, reason: str) -> PublicationQuarantined:
    """The acceptance of a text that a person rejected, as the quarantine that it becomes."""
    failure = Failure(
        rule="rejected",
        reason=reason,
        table_name=None,
        row_id=None,
        char_start=None,
        char_end=None,
        words=None,
    )
    return PublicationQuarantined(
        publication_id=claim.publication_id,
        content_sha256=claim.content_sha256,
        text_sha256=claim.text_sha256,
        version=claim.version,
        reader_version=claim.reader_version,
        parser_version=claim.parser_version,
        suite_version=claim.suite_version,
        batch_sha256=claim.batch_sha256,
        failures=[failure],
        warnings=claim.warnings,
    )


def _decision_is_news(state: Publication, claim: PublicationReleased | PublicationRejected) -> bool:
    """A person decides about the judgement that waits, or changes their mind about the last one."""
    name, content = state.publication_id, claim.content_sha256
    quarantine = next((q for q in state.quarantines if q.event.content_sha256 == content), None)
    if quarantine is None:
        raise DecisionRefused(
            f"{name}: nothing with the hash {content} is quarantined; `griffier status {name}` "
            "tells what is"
        )
    if quarantine.state == "superseded":
        why = (
            "the paper was withdrawn"
            if state.withdrawn
            else "a later judgement took its place: decide about that one"
        )
        raise DecisionRefused(f"{name}: the quarantine of {content} is superseded, {why}")
    if isinstance(claim, PublicationReleased):
        if quarantine.event.batch_sha256 is None:
            raise DecisionRefused(
                f"{name}: {content} could not be read, so there are no rows to release; reject it "
                "instead"
            )
        if not quarantine.releasable:
            raise DecisionRefused(
                f"{name}: the tables take no such rows as {content} has; mend the parser, or "
                "reject it"
            )
        return quarantine.state != "released"
    return quarantine.state != "rejected"
