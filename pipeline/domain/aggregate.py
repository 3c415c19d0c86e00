"""The state of one publication: a pure fold over its events.

The log says what happened; this says where that leaves the paper: what the source lists, what we
hold of it, what was decided (``pipeline.domain.decisions``) and which rows are in the tables.
Nothing here reads a clock, a file or a database, so the same events give the same state on every
machine and in every rebuild.

A withdrawn paper has no rows in the tables until the source lists or serves it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from pipeline.domain import decisions
from pipeline.domain.decisions import AcceptedVersion, Quarantine
from pipeline.domain.events import (
    Event,
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
from pipeline.identity import edition

__all__ = [
    "CATALOGUE",
    "AcceptedVersion",
    "Publication",
    "Quarantine",
    "Standing",
    "evolve",
    "fold",
]

CATALOGUE = "catalogue"
"""How listings call the official source."""

TYPESET = 1
"""The edition of a paper that is typeset and not reprinted."""
CONTENT_LOST = "content"
"""The rule that a paper does not meet whose bytes the content store lost or damaged."""

Standing = Literal["held", "quarantined", "rejected", "listed", "failed", "withdrawn"]
"""Where a paper stands, in one word; the same words as the table coverage uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Where one paper stands after the events so far. A field ``x_position`` is the log position of
    event ``x``, or 0.

    ``stream_version`` is the version of its last event, ``position`` where that stands in the log.
    ``listings`` holds the latest listing of every source, ``listed`` the official source's, else
    the latest of a folder. ``failed`` is the latest failure since the last fetch that succeeded;
    ``gone_in`` names the runs that found it gone since, ``gone_since`` is the moment of the first
    of them. ``judged`` is the latest judgement, whatever it was. ``accepted_versions`` holds every
    text that came into force, oldest first. ``editions`` holds the official source's latest listing
    under each identifier, ``passed_over`` those that were gone when an earlier edition took their
    place.
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
    failed_position: int = 0
    failures_in_a_row: int = 0
    gone_in: tuple[str, ...] = ()
    gone_since: str | None = None
    editions: tuple[PublicationListed, ...] = ()
    passed_over: tuple[PublicationListed, ...] = ()
    withdrawn: PublicationWithdrawn | None = None
    withdrawn_position: int = 0
    accepted: PublicationAccepted | None = None
    accepted_position: int = 0
    judged: PublicationAccepted | PublicationQuarantined | None = None
    judged_position: int = 0
    accepted_versions: tuple[AcceptedVersion, ...] = ()
    quarantines: tuple[Quarantine, ...] = ()

    @property
    def accepted_version(self) -> AcceptedVersion | None:
        """The text whose rows are in the tables: the last one let in that no person rejected
        since.
        """
        return (
            None
            if self.withdrawn
            else decisions.accepted_version(self.accepted_versions, self.quarantines)
        )

    @property
    def open_quarantine(self) -> Quarantine | None:
        """The judgement that waits for a person."""
        return next(
            (quarantine for quarantine in self.quarantines if quarantine.state == "open"), None
        )

    @property
    def decidable(self) -> Quarantine | None:
        """The latest judgement, where it held the paper back: a person decides about it, or changes
        their mind.
        """
        if self.withdrawn or not isinstance(self.judged, PublicationQuarantined):
            return None
        latest = (
            q for q in self.quarantines if q.event.content_sha256 == self.judged.content_sha256
        )
        return next((quarantine for quarantine in latest if quarantine.state != "superseded"), None)

    @property
    def edition_before(self) -> PublicationListed | None:
        """The listing of the edition before the present reprint: the original, or an earlier one.

        A fresh paper is none: once it is typeset, its former address is gone for good.
        """
        present = edition(self.listed.identifier) if self.listed else 0
        earlier = [one for one in self.editions if TYPESET <= edition(one.identifier) < present]
        return max(earlier, key=lambda one: edition(one.identifier), default=None)

    def listed_by(self, source: str) -> PublicationListed | None:
        """The latest listing of this source, ``catalogue`` or ``folder``."""
        return next((listing for listing in self.listings if listing.source == source), None)

    @property
    def known_since(self) -> str | None:
        """The earliest day on which the source showed it, under any name, in whatever order its
        records were read.
        """
        days = (self.first_listed_on, *(event.seen_on for event in self.identifiers))
        return min((day for day in days if day), default=None)

    @property
    def gone_runs(self) -> int:
        """How many runs found it gone since it was last there."""
        return len(self.gone_in)

    @property
    def needs_fetch(self) -> bool:
        """Whether the source listed it after it was last fetched or withdrawn, or it was never
        fetched at all.
        """
        return self.listed_position > max(self.fetched_position, self.withdrawn_position)

    @property
    def needs_judgement(self) -> bool:
        """Whether bytes arrived since the last judgement, also the same ones under a new listing,
        or it was of other bytes.
        """
        if self.fetched is None:
            return False
        judged = (
            self.judged is not None and self.judged.content_sha256 == self.fetched.content_sha256
        )
        return not judged or self.fetched_position > self.judged_position

    @property
    def standing(self) -> tuple[Standing, str | None]:
        """Where the paper stands in one word, and where it is not simply held, why."""
        waiting = self.open_quarantine
        held_back = (
            together([failure["reason"] for failure in waiting.event.failures]) if waiting else None
        )
        if self.withdrawn:
            return "withdrawn", self.withdrawn.reason
        if self.accepted_version:
            return (
                "held",
                held_back
                and f"an earlier text is held; the latest waits in quarantine: {held_back}",
            )
        if waiting:
            return "quarantined", held_back
        rejected = next((q for q in reversed(self.quarantines) if q.state == "rejected"), None)
        if rejected:
            return "rejected", f"{rejected.by}: {rejected.why}"
        if self.failed:
            return "failed", f"{self.failed.cause}: {self.failed.reason}"
        return "listed", "fetched, not judged yet" if self.fetched else "not fetched yet"

    def rejection(self, content_sha256: str, text_sha256: str | None) -> Quarantine | None:
        """The quarantine in which a person rejected these bytes or this text, if one did."""
        return decisions.rejection(self.quarantines, content_sha256, text_sha256)

    @property
    def content_lost(self) -> bool:
        """True if the last decision was that its bytes are gone or damaged in the content store."""
        judged = self.judged
        return isinstance(judged, PublicationQuarantined) and any(
            failure["rule"] == CONTENT_LOST for failure in judged.failures
        )

    @property
    def first_version(self) -> int:
        """The lowest version number of a text under the present listing: 2 for a first reprint.

        Why: a backfill may meet the reprint before or after the original; the number must not tell.
        """
        return max(1, edition(self.listed.identifier)) if self.listed else 1

    def version_of(self, text_sha256: str) -> int:
        """The version number that this text has, or gets when it is let in now."""
        return decisions.version_of(self.accepted_versions, text_sha256, self.first_version)


def fold(publication_id: str, events: Iterable[tuple[int, Event]]) -> Publication:
    """The state of a publication after these events, each with its position in the log, in
    order.
    """
    state = Publication(publication_id=publication_id)
    for position, event in events:
        state = evolve(state, position, event)
    return state


def evolve(state: Publication, position: int, event: Event) -> Publication:
    """The state after one more event. An event of another publication is a fault of the caller:
    ``ValueError``.
    """
    if event.stream != state.publication_id:
        raise ValueError(f"an event of {event.stream} was folded into {state.publication_id}")
    version = event.originator_version or state.stream_version + 1
    then = partial(replace, state, stream_version=version, position=position)
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
            gone = event.cause == "gone" and event.run not in state.gone_in
            state = then(
                failed=event,
                failed_position=position,
                failures_in_a_row=state.failures_in_a_row + 1,
                gone_in=(*state.gone_in, event.run) if gone else state.gone_in,
                gone_since=state.gone_since or (event.seen_at if gone else None),
            )
        case PublicationWithdrawn():
            # Nobody need decide about what is gone; should it come back, it is judged anew.
            quarantines = decisions.superseded(state.quarantines)
            fallen_back = _without_gone_edition(then())
            state = replace(
                fallen_back, withdrawn=event, withdrawn_position=position, quarantines=quarantines
            )
        case PublicationAccepted():
            state = then(
                accepted=event,
                accepted_position=position,
                judged=event,
                judged_position=position,
                accepted_versions=decisions.admitted(
                    state.accepted_versions, position, event, event.timestamp, state.first_version
                ),
                quarantines=decisions.superseded(state.quarantines),
            )
        case PublicationQuarantined():
            quarantines, excused = decisions.quarantined(state.quarantines, position, event)
            accepted_versions = (
                decisions.admitted(
                    state.accepted_versions, position, event, event.timestamp, state.first_version
                )
                if excused
                else state.accepted_versions
            )
            state = then(
                judged=event,
                judged_position=position,
                quarantines=quarantines,
                accepted_versions=accepted_versions,
            )
        case PublicationReleased() | PublicationRejected():
            quarantines, named = decisions.decided(state.quarantines, event)
            released = named if isinstance(event, PublicationReleased) else None
            accepted_versions = (
                decisions.admitted(
                    state.accepted_versions,
                    position,
                    released.event,
                    event.timestamp,
                    state.first_version,
                )
                if released
                else state.accepted_versions
            )
            state = then(quarantines=quarantines, accepted_versions=accepted_versions)
        case _:
            raise ValueError(f"{type(event).__name__} says nothing about a publication")
    return state


def _without_gone_edition(state: Publication) -> Publication:
    """Put the original back in the place of a reprint that is gone; its record no longer counts.

    The next run that lists the paper, or rechecks it, fetches the original.
    """
    before, gone = state.edition_before, state.listed
    if before is None or gone is None or state.gone_since is None:
        return state
    others = (one for one in state.listings if one.source != before.source)
    return replace(
        state,
        listed=before,
        listings=(*others, before),
        passed_over=(*state.passed_over, gone),
    )


def _listed(state: Publication, position: int, event: PublicationListed) -> Publication:
    """The state after a listing: of the official source, or of a folder."""
    listings = (*(other for other in state.listings if other.source != event.source), event)
    if event.source != CATALOGUE and state.listed_by(CATALOGUE):
        return replace(
            state, listings=listings
        )  # a copy in a folder says nothing about the official paper
    known, mine = state.listed_by(event.source), edition(event.identifier)
    others = (one for one in state.editions if one.identifier != event.identifier)
    # An earlier edition is only listed anew where the later one turned out to be gone.
    gone = (known,) if known and edition(known.identifier) > mine >= TYPESET else ()
    return replace(
        state,
        listed=event,
        listed_position=position,
        first_listed_on=state.first_listed_on or event.modified_on or event.published_on,
        listings=listings,
        editions=(*others, event) if event.source == CATALOGUE else state.editions,
        passed_over=(*state.passed_over, *gone),
        gone_in=(),
        gone_since=None,
        withdrawn=None,
    )


def together(reasons: Sequence[str]) -> str:
    """The first of several reasons, and how many more there are."""
    if not reasons:
        return "no reason was given"
    return reasons[0] if len(reasons) == 1 else f"{reasons[0]} (and {len(reasons) - 1} more)"
