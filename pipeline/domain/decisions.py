"""Accepted versions of a text, and the state transitions of quarantine decisions.

* Quarantining a text leaves the accepted version before it unchanged: a damaged new version must
  not empty the tables.
* At most one quarantine is open. A later decision, about any text, supersedes an open quarantine;
  so does the withdrawal of the paper.
* A release or a rejection is about a text, so it also applies to the same text under other bytes. A
  rejected text stays out, also when a later parser finds no fault in it, until a person releases
  it. A released text that is validated again stays accepted as long as every failure was already
  known when the person released it.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from pipeline.domain.events import (
    Failure,
    PublicationAccepted,
    PublicationQuarantined,
    PublicationReleased,
    QuarantineDecision,
)

REFUSED_BY_TABLES = "ddl."
"""Prefix of the rules that the tables enforce themselves.

No reviewer can release a row that fails one of these, because the tables refuse it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedVersion:
    """A text whose rows were accepted for the tables.

    ``position`` is that of the decision that accepted them. ``version`` counts the accepted texts
    of a publication, from 1; the same text read by a newer parser, or found under other bytes,
    keeps its number. ``warnings`` are the rules that the text fails without being held back.
    ``accepted_at`` is the moment of the decision; it differs between histories.
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
    """The latest quarantine of some bytes, and its state; ``by`` and ``why`` are the reviewer's."""

    event: PublicationQuarantined
    position: int
    state: Literal["open", "released", "rejected", "superseded"] = "open"
    by: str | None = None
    why: str | None = None

    @property
    def releasable(self) -> bool:
        """Return True if there are rows and the tables would take them."""
        rules = (failure["rule"] for failure in self.event.failures)
        return self.event.batch_sha256 is not None and not any(
            rule.startswith(REFUSED_BY_TABLES) for rule in rules
        )

    def about(self, content_sha256: str, text_sha256: str | None) -> bool:
        """Return True if the quarantine is about these bytes, or about the same text."""
        same_text = text_sha256 is not None and self.event.text_sha256 == text_sha256
        return same_text or self.event.content_sha256 == content_sha256

    def covers(self, event: PublicationQuarantined) -> bool:
        """Return True if every failure of a new quarantine was already one of this quarantine."""
        known = {(failure["rule"], failure["reason"]) for failure in self.event.failures}
        return {(failure["rule"], failure["reason"]) for failure in event.failures} <= known


Quarantines = tuple[Quarantine, ...]
"""Every quarantine of one publication, oldest first: one for each content."""


def rejection(
    quarantines: Quarantines, content_sha256: str, text_sha256: str | None
) -> Quarantine | None:
    """Return the quarantine in which a person rejected these bytes or this text, if any."""
    return next(
        (q for q in quarantines if q.state == "rejected" and q.about(content_sha256, text_sha256)),
        None,
    )


def accepted_version(
    accepted_versions: tuple[AcceptedVersion, ...], quarantines: Quarantines
) -> AcceptedVersion | None:
    """Return the last accepted text that no person rejected since, if any."""
    valid = (
        text
        for text in reversed(accepted_versions)
        if not rejection(quarantines, text.content_sha256, text.text_sha256)
    )
    return next(valid, None)


def version_after(last: tuple[str, int] | None, text_sha256: str, first: int = 1) -> int:
    """Return the version number that this text has, or gets when it is accepted now.

    ``last`` is the hash and the number of the last accepted text, None if there is none; ``first``
    is the lowest number that the present edition can have.
    """
    if last is None:
        return first
    last_sha256, number = last
    return number if last_sha256 == text_sha256 else max(number + 1, first)


def admitted(
    accepted_versions: tuple[AcceptedVersion, ...],
    position: int,
    decision: PublicationAccepted | PublicationQuarantined,
    accepted_at: datetime,
    first: int = 1,
) -> tuple[AcceptedVersion, ...]:
    """Return the accepted versions after this decision has added its text."""
    if decision.text_sha256 is None or decision.batch_sha256 is None:
        return accepted_versions  # a paper that could not be read has no rows
    last = accepted_versions[-1] if accepted_versions else None
    known = (last.text_sha256, last.version) if last else None
    text = AcceptedVersion(
        content_sha256=decision.content_sha256,
        text_sha256=decision.text_sha256,
        version=version_after(known, decision.text_sha256, first),
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
    """Return the quarantines after a later decision: every open one is superseded."""
    return tuple(replace(q, state="superseded") if q.state == "open" else q for q in quarantines)


def quarantined(
    quarantines: Quarantines, position: int, event: PublicationQuarantined
) -> tuple[Quarantines, bool]:
    """Return the quarantines with one more, and True if a person released the same text before.

    A new quarantine of the same bytes replaces the old one.
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
    remaining = tuple(q for q in quarantines if q.event.content_sha256 != event.content_sha256)
    return (*superseded(remaining), new), new.state == "released"


def decided(
    quarantines: Quarantines, event: QuarantineDecision
) -> tuple[Quarantines, Quarantine | None]:
    """Return the quarantines after a person's decision, and the one that it named, if any."""
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
