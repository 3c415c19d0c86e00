"""Reviewing: show quarantined papers to a person, and record the decision to release or reject."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter

from pipeline.domain.aggregate import Publication
from pipeline.domain.decisions import Quarantine
from pipeline.domain.deduplication import new_events
from pipeline.domain.events import (
    Event,
    Failure,
    PublicationQuarantined,
    PublicationRejected,
    PublicationReleased,
    PublicationWithdrawn,
    QuarantineDecision,
)
from pipeline.errors import DecisionRefused
from pipeline.flows.stores import Stores
from pipeline.isolation import Task
from pipeline.store.batches import read_batch

AROUND = 200
"""Characters of the letter shown on either side of a failing span."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure with the text around it: ``before``, the failing ``span``, and ``after``.

    All three are empty if the failure is not about a position in the text.
    """

    failure: Failure
    before: str = ""
    span: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision that quarantined a publication, identified by its log position.

    ``waits`` is True if it waits for a reviewer.
    """

    publication_id: str
    position: int
    waits: bool


def judgements(stores: Stores) -> list[Judgement]:
    """Return every decision that ever quarantined a publication, oldest first.

    At most one decision about a publication waits for a reviewer.
    """
    held = stores.log.waiting.held_back()
    decisions = [
        Judgement(paper.publication_id, position, waits=position == paper.waits)
        for paper in held
        for position in paper.judgements
    ]
    return sorted(decisions, key=attrgetter("position"))


def waiting(stores: Stores) -> list[Publication]:
    """Return every publication with an open quarantine, in the order of their ids."""
    waits = [paper.publication_id for paper in stores.log.waiting.held_back() if paper.waits]
    return list(stores.log.publications(waits).values())


def latest_quarantine(stores: Stores, publication_id: str) -> Quarantine:
    """Return the quarantine of this publication that a person may decide about.

    It is open, or was decided before and may be decided again.

    Raises:
        DecisionRefused: the latest decision did not quarantine it, or it is withdrawn.
    """
    quarantine = stores.log.publication(publication_id).decidable
    if quarantine is None:
        raise DecisionRefused(
            f"nothing of {publication_id} is held back: `griffier quarantine list` tells what waits"
        )
    return quarantine


def findings(stores: Stores, publication_id: str) -> list[Finding]:
    """Return the reasons of a quarantine, each with the letter's own text around it.

    Raises:
        DecisionRefused: the publication has no quarantine to decide about.
    """
    quarantine = latest_quarantine(stores, publication_id)
    text = _judged_text(stores, stores.log.publication(publication_id), quarantine.event)
    return [_finding(failure, text) for failure in quarantine.event.failures]


def _judged_text(stores: Stores, state: Publication, judged: PublicationQuarantined) -> str:
    """Return the canonical text that was validated, empty if it is no longer available.

    Why: offsets of a decision refer to the text of the reader that it was made with. In the text of
    a later reader they would cut out other words.
    """
    if judged.batch_sha256 is not None:
        batch = read_batch(stores.store, judged.batch_sha256, ("publication_text",))
        own = batch["publication_text"].filter(publication_id=state.publication_id)
        return str(own["text"][0]) if own.height else ""
    text = _text(stores, state, judged.content_sha256)
    same = judged.text_sha256 is None or sha256(text.encode()).hexdigest() == judged.text_sha256
    return text if same else ""


def _text(stores: Stores, state: Publication, content_sha256: str) -> str:
    """Return the canonical text of the validated bytes, empty if they cannot be read."""
    fetched = state.fetched
    content = stores.store.get(content_sha256)
    named = (fetched.url, fetched.media_type) if fetched else ()
    return stores.pool.one(Task(content, *named)).text


def _finding(failure: Failure, text: str) -> Finding:
    """Return a failure with the text around its position, cut at whole words."""
    start, end = failure["char_start"], failure["char_end"]
    if start is None or end is None or not text:
        return Finding(failure, span=failure["words"] or "")
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = before.partition(" ")[2]  # whole words only
    if len(text) > end + AROUND:
        after = after.rpartition(" ")[0]
    return Finding(failure, before, text[start:end], after)


def record(
    stores: Stores, publication_id: str, content_sha256: str, *, release: bool, by: str, why: str
) -> None:
    """Record a person's decision: release the text for the next publish, or reject it.

    Raises:
        DecisionRefused: these bytes do not wait for a decision, have no rows that the tables take,
            or ``by`` or ``why`` is empty.
    """
    stores.log.note([_decision(publication_id, content_sha256, release=release, by=by, why=why)])


def answer(
    stores: Stores, publication_id: str, judgement: int, *, release: bool, by: str, why: str
) -> bool:
    """Record a decision about the quarantine at this log position; return True if it holds now.

    It is only recorded if the quarantine is still open. Repeating the same answer changes nothing
    and returns True. An answer that comes too late changes nothing and returns False: the
    quarantine was decided otherwise, or a later one, which this person has not seen, superseded it.

    Raises:
        DecisionRefused: these bytes have no rows that the tables take, or ``by`` or ``why`` is
            empty.
    """

    def decide(state: Publication) -> Sequence[Event]:
        held = state.open_quarantine
        if held is None or held.position != judgement:
            return []
        return new_events(
            state,
            _decision(publication_id, held.event.content_sha256, release=release, by=by, why=why),
        )

    stores.log.record(publication_id, decide)
    quarantines = stores.log.publication(publication_id).quarantines
    outcome = ("released" if release else "rejected", by, why)
    return any(
        (held.state, held.by, held.why) == outcome
        for held in quarantines
        if held.position == judgement
    )


def withdraw(stores: Stores, publication_id: str, *, by: str, why: str) -> None:
    """Record a person's decision to remove a paper from the tables.

    Raises:
        DecisionRefused: the log has no such id, or ``by`` or ``why`` is empty.
    """
    check_signed(publication_id, by, why)
    state = stores.log.publication(publication_id)
    if state.position == 0:
        raise DecisionRefused(
            f"nothing in the log is called {publication_id}: `griffier status` lists what is there"
        )
    url = state.fetched.url if state.fetched else ""
    stores.log.note(
        [PublicationWithdrawn(publication_id=publication_id, url=url, reason=f"{by}: {why}")]
    )


def _decision(
    publication_id: str, content_sha256: str, *, release: bool, by: str, why: str
) -> QuarantineDecision:
    """Return the event of a person's decision.

    Raises:
        DecisionRefused: ``by`` or ``why`` is empty.
    """
    check_signed(publication_id, by, why)
    decision = PublicationReleased if release else PublicationRejected
    return decision(publication_id=publication_id, content_sha256=content_sha256, by=by, why=why)


def check_signed(publication_id: str, by: str, why: str) -> None:
    """Check that a decision names a person and a reason.

    Raises:
        DecisionRefused: one of them is empty.
    """
    if not by.strip() or not why.strip():
        raise DecisionRefused(
            f"{publication_id}: say who decides and why; both are kept in the log permanently"
        )
