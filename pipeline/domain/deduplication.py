"""Deduplication of events: select the offered events that change a publication's state.

Every step of the pipeline may run twice, concurrently and out of order. A step therefore offers the
events that it observed, and only those that the publication's state does not contain yet are
appended. Offering the same event again adds nothing.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.domain.aggregate import Publication, evolve
from pipeline.domain.events import (
    CorrectionWithdrawn,
    Event,
    FetchFailed,
    IdentifierAssigned,
    PublicationAccepted,
    PublicationCorrected,
    PublicationFetched,
    PublicationListed,
    PublicationQuarantined,
    PublicationReleased,
    PublicationWithdrawn,
    QuarantineDecision,
    paper_failure,
)
from pipeline.errors import DecisionRefused
from pipeline.identity import edition

WITHDRAW_AFTER = timedelta(days=1)
"""Minimum time between two runs that find a paper gone before it is withdrawn.

Why: two runs within a shorter time can meet the same outage of the source.
"""


def new_events(
    state: Publication, *claims: Event, withdraw_after: timedelta = WITHDRAW_AFTER
) -> list[Event]:
    """Return the events to append, in order, for the events offered about this publication.

    An offered event may be replaced or extended. A run that finds the paper gone at least
    ``withdraw_after`` after an earlier such run also withdraws it. The acceptance of a text that a
    person rejected becomes a quarantine, whatever the present rules report.

    Raises:
        DecisionRefused: a person releases or rejects a text that does not wait for that decision.
    """
    events: list[Event] = []
    for claim in claims:
        for event in _events_of(state, claim, withdraw_after):
            state = evolve(
                state, state.position + 1, event
            )  # provisional: only the order counts here
            events.append(event)
    return events


def _events_of(state: Publication, claim: Event, withdraw_after: timedelta) -> list[Event]:
    """Return the events that one offered event leads to in this state."""
    match claim:
        case FetchFailed():
            return _events_of_failure(state, claim, withdraw_after)
        case PublicationAccepted() | PublicationQuarantined():
            return _events_of_validation(state, claim)
    return [claim] if _is_new(state, claim) else []


def _is_new(state: Publication, claim: Event) -> bool:
    """Return True if the offered event, which cannot lead to another one, changes the state."""
    match claim:
        case PublicationListed():
            new = _is_new_listing(state, claim)
        case IdentifierAssigned():
            known = {(known.scheme, known.value) for known in state.identifiers}
            new = (claim.scheme, claim.value) not in known
        case PublicationFetched():
            new = _expects_content(state) or claim != state.fetched
        case PublicationWithdrawn():
            new = state.position > 0 and state.withdrawn is None
        case QuarantineDecision():
            new = _is_new_decision(state, claim)
        case PublicationCorrected():
            new = _statement(claim) not in map(_statement, state.corrections)
        case CorrectionWithdrawn():
            new = claim.number in state.correction_numbers
        case _:
            raise ValueError(f"an event of the kind {claim.TOPIC} belongs to no publication")
    return new


def _expects_content(state: Publication) -> bool:
    """Return True if a successful fetch changes the state, even with the bytes of the last one."""
    return bool(state.needs_fetch or state.withdrawn or state.failed or state.content_lost)


def _is_new_listing(state: Publication, claim: PublicationListed) -> bool:
    """Return True if the listing differs from the known one of its source and is not outdated.

    It is outdated if it is of an earlier edition, or was last modified earlier, than the known
    one.
    """
    known = state.listed_by(claim.source)
    if known is None:
        return True
    if any(_same_record(claim, gone) for gone in state.passed_over):
        return False
    mine, latest = edition(claim.identifier), edition(known.identifier)
    if mine != latest:
        # If the reprint is withdrawn, the original that is still listed replaces it.
        return mine > latest or state.withdrawn is not None
    return not is_late(claim, known) and not _same_record(claim, known)


def _same_record(listing: PublicationListed, other: PublicationListed) -> bool:
    """Return True if two listings are equal apart from the bytes of their records."""
    return replace(listing, record_sha256=None) == replace(other, record_sha256=None)


def is_late(claim: PublicationListed, known: PublicationListed) -> bool:
    """Return True if the record was read before its latest change.

    The days of modification are compared first, then the moments, where both records have them.
    """
    if claim.modified_on and known.modified_on and claim.modified_on != known.modified_on:
        return claim.modified_on < known.modified_on
    return bool(claim.modified_at and known.modified_at and claim.modified_at < known.modified_at)


def _events_of_failure(
    state: Publication, claim: FetchFailed, withdraw_after: timedelta
) -> list[Event]:
    """Return the new events of a failed fetch.

    A failure is recorded once per run, and a held paper that is gone again later is withdrawn. A
    paper that was never fetched is not withdrawn, because its files may come later than its record.
    If a reprint is gone, its original replaces it (``pipeline.domain.aggregate``).
    """
    if state.withdrawn or (
        state.failed and (state.failed.run, state.failed.cause) == (claim.run, claim.cause)
    ):
        return []
    if claim.cause != "gone":
        return [claim]
    if claim.run in state.gone_in:
        return []
    if state.fetched is None or not _is_long_after(state.gone_since, claim.seen_at, withdraw_after):
        return [claim]
    runs = ", ".join((*state.gone_in, claim.run))
    reason = f"gone at the source on {len(state.gone_in) + 1} runs ({runs}): {claim.reason}"
    return [
        claim,
        PublicationWithdrawn(publication_id=state.publication_id, url=claim.url, reason=reason),
    ]


def _is_long_after(first: str | None, then: str, withdraw_after: timedelta) -> bool:
    """Return True if ``then`` is at least ``withdraw_after`` after the first sighting."""
    if first is None:
        return False
    return datetime.fromisoformat(then) - datetime.fromisoformat(first) >= withdraw_after


def _events_of_validation(
    state: Publication, claim: PublicationAccepted | PublicationQuarantined
) -> list[Event]:
    """Return the validation decision unless it is outdated or already recorded.

    It is outdated if the bytes were replaced since. The batch that it names is not compared.
    """
    if state.fetched is not None and state.fetched.content_sha256 != claim.content_sha256:
        return []
    rejection = state.rejection(claim.content_sha256, claim.text_sha256)
    if rejection and isinstance(claim, PublicationAccepted):
        claim = _kept_out(claim, f"this text was rejected by {rejection.by}: {rejection.why}")
    last = state.judged
    same = last is not None and type(last) is type(claim) and _judged_by(last) == _judged_by(claim)
    return [] if same and not state.needs_judgement else [claim]


def _statement(correction: PublicationCorrected) -> tuple[object, ...]:
    """Return what a correction states, without its number and the person who made it."""
    place = (correction.text_sha256, correction.char_start, correction.char_end)
    return (correction.what, correction.value, *place)


def _judged_by(event: PublicationAccepted | PublicationQuarantined) -> tuple[object, ...]:
    """Return the values that distinguish two decisions of one kind.

    These are the hashes of the bytes and the text, the versions of reader, parser and suite, the
    corrections, and the limits that were exceeded.
    """
    return (
        event.content_sha256,
        event.text_sha256,
        event.reader_version,
        event.parser_version,
        event.suite_version,
        event.corrections,
        event.limits if isinstance(event, PublicationQuarantined) else None,
    )


def _kept_out(claim: PublicationAccepted, reason: str) -> PublicationQuarantined:
    """Return the quarantine event that replaces the acceptance of a text that a person rejected."""
    return PublicationQuarantined(
        publication_id=claim.publication_id,
        content_sha256=claim.content_sha256,
        text_sha256=claim.text_sha256,
        version=claim.version,
        reader_version=claim.reader_version,
        parser_version=claim.parser_version,
        suite_version=claim.suite_version,
        batch_sha256=claim.batch_sha256,
        failures=[paper_failure("rejected", reason)],
        warnings=claim.warnings,
        corrections=claim.corrections,
    )


def _is_new_decision(state: Publication, claim: QuarantineDecision) -> bool:
    """Return True if a person's decision changes the state of the quarantine that it names.

    The quarantine is either open, or the person changes an earlier decision about it.

    Raises:
        DecisionRefused: the quarantine is unknown or superseded, or its rows cannot be released.
    """
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
            else "a later validation took its place: decide about that one"
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
