"""The state of one publication: a pure fold over its events.

The state is what the source lists, what is held, what was decided (``pipeline.domain.decisions``)
and which rows are in the tables. No function here reads a clock, a file or a database, so the same
events give the same state on every machine and in every rebuild.

A withdrawn paper has no rows in the tables until the source lists or serves it again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from pipeline.domain import decisions
from pipeline.domain.decisions import AcceptedVersion, Quarantine
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
    PublicationRejected,
    PublicationWithdrawn,
    QuarantineDecision,
)
from pipeline.identity import edition

CATALOGUE = "catalogue"
"""Source name of the official catalogue, as in ``PublicationListed.source``."""

TYPESET = 1
"""Edition number of a paper that is typeset and not reprinted."""
CONTENT_LOST = "content"
"""Name of the rule about bytes that the content store lost or damaged."""

Status = Literal["held", "quarantined", "rejected", "listed", "failed", "withdrawn"]
"""Status of a paper in one word; the table ``coverage`` uses the same words."""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """The state of one paper after the events so far.

    A field ``x_position`` is the log position of event ``x``, or 0. ``stream_version`` is the
    version of its last event, ``position`` the log position of that event. ``listings`` holds the
    latest listing of every source; ``listed`` is the official source's, or else the latest of a
    folder. ``failed`` is the latest failure since the last successful fetch; ``gone_in`` names the
    runs that found it gone since, ``gone_since`` is the moment of the first of them. ``judged`` is
    the latest decision, accepting or quarantining. ``accepted_versions`` holds every accepted text,
    oldest first. ``editions`` holds the official source's latest listing under each identifier,
    ``passed_over`` the editions that were gone when an earlier edition replaced them.
    ``corrections`` holds every correction that was not withdrawn, by number; ``correction_count``
    counts the withdrawn ones too.
    """

    publication_id: str
    stream_version: int = 0
    position: int = 0
    listed: PublicationListed | None = None
    listed_position: int = 0
    first_listed_on: str | None = None
    listings: tuple[PublicationListed, ...] = ()
    identifiers: tuple[IdentifierAssigned, ...] = ()
    fetched: PublicationFetched | None = None
    fetched_position: int = 0
    failed: FetchFailed | None = None
    failures_in_a_row: int = 0
    gone_in: tuple[str, ...] = ()
    gone_since: str | None = None
    editions: tuple[PublicationListed, ...] = ()
    passed_over: tuple[PublicationListed, ...] = ()
    withdrawn: PublicationWithdrawn | None = None
    withdrawn_position: int = 0
    judged: PublicationAccepted | PublicationQuarantined | None = None
    judged_position: int = 0
    accepted_versions: tuple[AcceptedVersion, ...] = ()
    quarantines: tuple[Quarantine, ...] = ()
    corrections: tuple[PublicationCorrected, ...] = ()
    correction_count: int = 0

    @property
    def accepted_version(self) -> AcceptedVersion | None:
        """Return the text whose rows are in the tables, if any.

        It is the last accepted text that no person rejected since.
        """
        return (
            None
            if self.withdrawn
            else decisions.accepted_version(self.accepted_versions, self.quarantines)
        )

    @property
    def open_quarantine(self) -> Quarantine | None:
        """Return the quarantine that waits for a reviewer, if any."""
        return next(
            (quarantine for quarantine in self.quarantines if quarantine.state == "open"), None
        )

    @property
    def decidable(self) -> Quarantine | None:
        """Return the latest quarantine that a person may decide about, if any.

        It is that of the latest validation; it may already have been decided, since reviewers can
        change their decision.
        """
        if self.withdrawn or not isinstance(self.judged, PublicationQuarantined):
            return None
        latest = (
            q for q in self.quarantines if q.event.content_sha256 == self.judged.content_sha256
        )
        return next((quarantine for quarantine in latest if quarantine.state != "superseded"), None)

    @property
    def edition_before(self) -> PublicationListed | None:
        """Return the listing of the edition before the present reprint: the original or a reprint.

        Editions that were not typeset yet are left out, because their addresses no longer exist
        once the paper is typeset.
        """
        present = edition(self.listed.identifier) if self.listed else 0
        earlier = [
            listing for listing in self.editions if TYPESET <= edition(listing.identifier) < present
        ]
        return max(earlier, key=lambda listing: edition(listing.identifier), default=None)

    def listed_by(self, source: str) -> PublicationListed | None:
        """Return the latest listing of this source, ``catalogue`` or ``folder``."""
        return next((listing for listing in self.listings if listing.source == source), None)

    @property
    def known_since(self) -> str | None:
        """Return the earliest day on which the source showed the paper, under any identifier.

        The result does not depend on the order in which the records were read.
        """
        days = (self.first_listed_on, *(event.seen_on for event in self.identifiers))
        return min((day for day in days if day), default=None)

    @property
    def needs_fetch(self) -> bool:
        """Return True if it was listed after it was last fetched or withdrawn, or never fetched."""
        return self.listed_position > max(self.fetched_position, self.withdrawn_position)

    @property
    def needs_judgement(self) -> bool:
        """Return True if the present bytes, or their corrections, changed since the validation.

        This includes identical bytes that were fetched again under a new listing.
        """
        if self.fetched is None:
            return False
        judged = self.judged
        if judged is None or judged.content_sha256 != self.fetched.content_sha256:
            return True
        corrected = judged.corrections != self.correction_numbers
        return corrected or self.fetched_position > self.judged_position

    @property
    def correction_numbers(self) -> list[int]:
        """Return the numbers of the corrections that were not withdrawn."""
        return [correction.number for correction in self.corrections]

    @property
    def status(self) -> tuple[Status, str | None]:
        """Return the status of the paper in one word, and the reason unless it is simply held."""
        waiting = self.open_quarantine
        held_back = (
            together([failure["reason"] for failure in waiting.event.failures]) if waiting else None
        )
        if self.withdrawn:
            return "withdrawn", self.withdrawn.reason
        if self.accepted_version:
            return (
                "held",
                f"an earlier text is held; the latest waits in quarantine: {held_back}"
                if held_back
                else self._dropped,
            )
        if waiting:
            return "quarantined", held_back
        rejected = next((q for q in reversed(self.quarantines) if q.state == "rejected"), None)
        if rejected:
            return "rejected", f"{rejected.by}: {rejected.why}"
        if self.failed:
            return "failed", f"{self.failed.cause}: {self.failed.reason}"
        return "listed", "fetched, not validated yet" if self.fetched else "not fetched yet"

    @property
    def _dropped(self) -> str | None:
        """Return the notice of corrections that do not count for the held text, if there are any.

        Example: "correction 1, 3 dropped: the text changed since".
        """
        held = self.accepted_version
        dropped = [
            str(correction.number)
            for correction in self.corrections
            if held and correction.text_sha256 != held.text_sha256
        ]
        return (
            f"correction {', '.join(dropped)} dropped: the text changed since" if dropped else None
        )

    def rejection(self, content_sha256: str, text_sha256: str | None) -> Quarantine | None:
        """Return the quarantine in which a person rejected these bytes or this text, if any."""
        return decisions.rejection(self.quarantines, content_sha256, text_sha256)

    @property
    def content_lost(self) -> bool:
        """Return True if the last decision was that its bytes are lost or damaged in the store."""
        judged = self.judged
        return isinstance(judged, PublicationQuarantined) and any(
            failure["rule"] == CONTENT_LOST for failure in judged.failures
        )

    @property
    def first_version(self) -> int:
        """Return the lowest version number of a text under the present listing: 2 for a reprint.

        Why: a backfill may meet the reprint before or after the original; the number must not
        depend on that order.
        """
        return max(1, edition(self.listed.identifier)) if self.listed else 1


def _changed(state: Publication, **changes: Any) -> Publication:  # noqa: ANN401
    """Return the state with other values of some fields, as ``dataclasses.replace`` does.

    Why: that sets the 24 fields one by one, 18 microseconds instead of 2; each event is one change
    or two, and a rebuild folds all of them.
    """
    changed = object.__new__(Publication)
    vars(changed).update(vars(state), **changes)
    return changed


def fold(publication_id: str, events: Iterable[tuple[int, Event]]) -> Publication:
    """Return the state of a publication after these events, given in order with their positions."""
    state = Publication(publication_id=publication_id)
    for position, event in events:
        state = evolve(state, position, event)
    return state


def evolve(state: Publication, position: int, event: Event) -> Publication:
    """Return the state after one more event.

    Raises:
        ValueError: the event belongs to another publication, or to no publication at all.
    """
    _check_stream(state, event)
    then = partial(_changed, state, stream_version=_version(state, event), position=position)
    match event:
        case PublicationListed():
            state = _listed(then(), position, event)
        case IdentifierAssigned():
            state = then(identifiers=(*state.identifiers, event))
        case PublicationFetched():
            state = then(
                fetched=event,
                fetched_position=position,
                failed=None,
                failures_in_a_row=0,
                gone_in=(),
                gone_since=None,
                withdrawn=None,
            )
        case FetchFailed():
            state = _fetch_failed(then(), event)
        case PublicationWithdrawn():
            # A withdrawn paper needs no decision; if it comes back, it is validated again.
            quarantines = decisions.superseded(state.quarantines)
            fallen_back = _without_gone_edition(then())
            state = _changed(
                fallen_back, withdrawn=event, withdrawn_position=position, quarantines=quarantines
            )
        case PublicationAccepted():
            state = then(
                judged=event,
                judged_position=position,
                accepted_versions=decisions.admitted(
                    state.accepted_versions, position, event, event.timestamp, state.first_version
                ),
                quarantines=decisions.superseded(state.quarantines),
            )
        case PublicationQuarantined():
            state = _quarantined(then(), position, event)
        case QuarantineDecision():
            state = _decided(then(), position, event)
        case PublicationCorrected() | CorrectionWithdrawn():
            state = _corrected(then(), event)
        case _:
            raise ValueError(f"an event of the kind {event.TOPIC} belongs to no publication")
    return state


def _check_stream(state: Publication, event: Event) -> None:
    """Refuse an event of another stream."""
    if event.stream != state.publication_id:
        raise ValueError(f"an event of {event.stream} was folded into {state.publication_id}")


def _version(state: Publication, event: Event) -> int:
    """Return the version of the event in its stream; the next one if it was not appended yet."""
    return event.originator_version or state.stream_version + 1


def _fetch_failed(state: Publication, event: FetchFailed) -> Publication:
    """Return the state after a failed fetch; a run that finds the paper gone counts once."""
    gone = event.cause == "gone" and event.run not in state.gone_in
    return _changed(
        state,
        failed=event,
        failures_in_a_row=state.failures_in_a_row + 1,
        gone_in=(*state.gone_in, event.run) if gone else state.gone_in,
        gone_since=state.gone_since or (event.seen_at if gone else None),
    )


def _quarantined(state: Publication, position: int, event: PublicationQuarantined) -> Publication:
    """Return the state after a quarantine; a text that a person released before stays accepted."""
    quarantines, excused = decisions.quarantined(state.quarantines, position, event)
    state = _changed(state, judged=event, judged_position=position, quarantines=quarantines)
    if not excused:
        return state
    accepted_versions = decisions.admitted(
        state.accepted_versions, position, event, event.timestamp, state.first_version
    )
    return _changed(state, accepted_versions=accepted_versions)


def _decided(state: Publication, position: int, event: QuarantineDecision) -> Publication:
    """Return the state after a person released or rejected a text."""
    quarantines, named = decisions.decided(state.quarantines, event)
    state = _changed(state, quarantines=quarantines)
    if named is None or isinstance(event, PublicationRejected):
        return state
    accepted_versions = decisions.admitted(
        state.accepted_versions, position, named.event, event.timestamp, state.first_version
    )
    return _changed(state, accepted_versions=accepted_versions)


def _corrected(
    state: Publication, event: PublicationCorrected | CorrectionWithdrawn
) -> Publication:
    """Return the state after a person corrected the paper, or took a correction back."""
    if isinstance(event, PublicationCorrected):
        corrections = (*state.corrections, event)
        return _changed(state, corrections=corrections, correction_count=event.number)
    remaining = tuple(
        correction for correction in state.corrections if correction.number != event.number
    )
    return _changed(state, corrections=remaining)


def _without_gone_edition(state: Publication) -> Publication:
    """Replace a reprint that is gone by the original; the record of the reprint no longer counts.

    The next run that lists the paper, or rechecks it, fetches the original.
    """
    before, gone = state.edition_before, state.listed
    if before is None or gone is None or state.gone_since is None:
        return state
    remaining = (listing for listing in state.listings if listing.source != before.source)
    return _changed(
        state,
        listed=before,
        listings=(*remaining, before),
        passed_over=(*state.passed_over, gone),
    )


def _listed(state: Publication, position: int, event: PublicationListed) -> Publication:
    """Return the state after a listing by the official source or by a folder."""
    listings = (*(other for other in state.listings if other.source != event.source), event)
    if event.source != CATALOGUE and state.listed_by(CATALOGUE):
        return _changed(
            state, listings=listings
        )  # a copy in a folder does not change the official paper
    known, mine = state.listed_by(event.source), edition(event.identifier)
    remaining = (listing for listing in state.editions if listing.identifier != event.identifier)
    # An earlier edition is only listed again if the later one is gone.
    gone = (known,) if known and edition(known.identifier) > mine >= TYPESET else ()
    return _changed(
        state,
        listed=event,
        listed_position=position,
        first_listed_on=state.first_listed_on or event.modified_on or event.published_on,
        listings=listings,
        editions=(*remaining, event) if event.source == CATALOGUE else state.editions,
        passed_over=(*state.passed_over, *gone),
        gone_in=(),
        gone_since=None,
        withdrawn=None,
    )


def together(reasons: Sequence[str]) -> str:
    """Return the first of several reasons, and the number of the others.

    Example: ``together(["a", "b", "c"]) == "a (and 2 more)"``.
    """
    if not reasons:
        return "no reason was given"
    return reasons[0] if len(reasons) == 1 else f"{reasons[0]} (and {len(reasons) - 1} more)"
