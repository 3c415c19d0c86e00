"""What becomes of judgements: which text came into force, and which quarantines wait, were decided
or are overtaken.

* A quarantined text leaves what was in force before it in force: a damaged new version must not
  empty the tables.
* One judgement waits for a person at most. A later judgement, of whatever text, supersedes an open
  quarantine; so does the withdrawal of the paper.
* A release or a rejection speaks of a text, so it also holds for the same text under other bytes. A
  rejected text stays out, also when a later parser finds nothing wrong with it, until a person
  releases it after all. A released text that is judged again stays in as long as no objection is
  raised that the person had not seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from pipeline.domain.events import (
    Failure,
    PublicationAccepted,
    PublicationQuarantined,
    PublicationRejected,
    PublicationReleased,
)

REFUSED_BY_TABLES = "ddl."
"""How the name of a rule begins that the tables themselves state: no word of a person's makes them
take such a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedVersion:
    """A text whose rows were let into the tables. ``position`` is that of the decision that let
    them in.

    ``version`` counts the texts of a publication that came into force, from 1; the same text read
    by a newer parser, or found under other bytes, keeps its number. ``warnings`` are the rules that
    it does not meet all the same. ``accepted_at`` is the moment of the decision; it differs between
    histories.
    """

    content_sha256: str
    text_sha256: str
    version: int
    reader_version: str
    parser_version: str
    suite_version: str
    batch_sha256: str
    position: int
    warnings: tuple[Failure, ...]
    accepted_at: datetime = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantine:
    """The latest judgement that held some bytes back, and what became of it; ``by`` and ``why`` are
    a person's.
    """

    event: PublicationQuarantined
    position: int
    state: Literal["open", "released", "rejected", "superseded"] = "open"
    by: str | None = None
    why: str | None = None

    @property
    def releasable(self) -> bool:
        """Whether there are rows, and the tables would take them."""
        rules = (failure["rule"] for failure in self.event.failures)
        return self.event.batch_sha256 is not None and not any(
            rule.startswith(REFUSED_BY_TABLES) for rule in rules
        )

    def about(self, content_sha256: str, text_sha256: str | None) -> bool:
        """Whether it judged these bytes, or the same text under other bytes."""
        same_text = text_sha256 is not None and self.event.text_sha256 == text_sha256
        return same_text or self.event.content_sha256 == content_sha256

    def covers(self, event: PublicationQuarantined) -> bool:
        """Whether every objection of a new judgement was already one of this judgement."""
        known = {(failure["rule"], failure["reason"]) for failure in self.event.failures}
        return {(failure["rule"], failure["reason"]) for failure in event.failures} <= known


Quarantines = tuple[Quarantine, ...]
"""Every quarantine of one publication, oldest first: one for each content."""


def rejection(
    quarantines: Quarantines, content_sha256: str, text_sha256: str | None
) -> Quarantine | None:
    """The quarantine in which a person rejected these bytes or this text, if one did."""
    return next(
        (q for q in quarantines if q.state == "rejected" and q.about(content_sha256, text_sha256)),
        None,
    )


def accepted_version(
    accepted_versions: tuple[AcceptedVersion, ...], quarantines: Quarantines
) -> AcceptedVersion | None:
    """The last text let in that no person rejected since."""
    valid = (
        text
        for text in reversed(accepted_versions)
        if not rejection(quarantines, text.content_sha256, text.text_sha256)
    )
    return next(valid, None)


def version_of(
    accepted_versions: tuple[AcceptedVersion, ...], text_sha256: str, first: int = 1
) -> int:
    """Return the version number that this text has, or gets when it is let in now.

    ``first`` is the lowest number that the present edition can have.
    """
    if not accepted_versions:
        return first
    last = accepted_versions[-1]
    return last.version if last.text_sha256 == text_sha256 else max(last.version + 1, first)


def admitted(
    accepted_versions: tuple[AcceptedVersion, ...],
    position: int,
    decision: PublicationAccepted | PublicationQuarantined,
    accepted_at: datetime,
    first: int = 1,
) -> tuple[AcceptedVersion, ...]:
    """The texts that came into force, after this decision let one more in."""
    if decision.text_sha256 is None or decision.batch_sha256 is None:
        return accepted_versions  # a paper that could not be read has no rows
    text = AcceptedVersion(
        content_sha256=decision.content_sha256,
        text_sha256=decision.text_sha256,
        version=version_of(accepted_versions, decision.text_sha256, first),
        reader_version=decision.reader_version,
        parser_version=decision.parser_version,
        suite_version=decision.suite_version,
        batch_sha256=decision.batch_sha256,
        position=position,
        warnings=tuple(decision.warnings),
        accepted_at=accepted_at,
    )
    return (*accepted_versions, text)


def superseded(quarantines: Quarantines) -> Quarantines:
    """The quarantines after a later judgement: what waited for a person no longer does."""
    return tuple(replace(q, state="superseded") if q.state == "open" else q for q in quarantines)


def quarantined(
    quarantines: Quarantines, position: int, event: PublicationQuarantined
) -> tuple[Quarantines, bool]:
    """The quarantines with one more, and whether a person released the same before.

    A new judgement of the same bytes takes the place of the old one.
    """
    about = (event.content_sha256, event.text_sha256)
    rejected = rejection(quarantines, *about)
    excused = next(
        (q for q in quarantines if q.state == "released" and q.about(*about) and q.covers(event)),
        None,
    )
    new = Quarantine(event=event, position=position)
    if known := rejected or excused:
        new = replace(new, state=known.state, by=known.by, why=known.why)
    others = tuple(q for q in quarantines if q.event.content_sha256 != event.content_sha256)
    return (*superseded(others), new), new.state == "released"


def decided(
    quarantines: Quarantines, event: PublicationReleased | PublicationRejected
) -> tuple[Quarantines, Quarantine | None]:
    """The quarantines after a person's word about some quarantined bytes, and the one that the word
    named.
    """
    named = next((q for q in quarantines if q.event.content_sha256 == event.content_sha256), None)
    if named is None:
        return quarantines, None
    state: Literal["released", "rejected"] = (
        "released" if isinstance(event, PublicationReleased) else "rejected"
    )
    about = (named.event.content_sha256, named.event.text_sha256)
    return tuple(
        replace(q, state=state, by=event.by, why=event.why) if q.about(*about) else q
        for q in quarantines
    ), named
