"""What happened: the facts and decisions that the log keeps for ever.

Each class is one kind of event, in the past tense, frozen, with a registered topic that outlives any move of the
code. An event is never rewritten: when a class changes, ``class_version`` goes up and an ``upcast_v1_v2`` mends the
state of stored older events on read. Facts come from outside (listed, fetched, withdrawn); decisions are the
pipeline's (accepted, quarantined) or a person's (released, rejected).

Times are UTC. Dates are ISO 8601 strings, hashes are SHA-256 in hexadecimal.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypedDict

from eventsourcing.domain import DomainEvent
from eventsourcing.utils import register_topic


class Failure(TypedDict):
    """One reason why a publication was held back; ``char_start`` and ``char_end`` point into its canonical text."""

    rule: str
    reason: str
    table_name: str | None
    row_id: str | None
    char_start: int | None
    char_end: int | None


class ExpectationResult(TypedDict):
    """What one expectation said of one batch; ``observed`` is text, so that any kind of value fits."""

    suite: str
    expectation_id: str
    expectation: str
    severity: str
    success: bool
    observed: str | None
    element_count: int | None
    unexpected_count: int | None


class Event(DomainEvent):
    """Anything in the log: the stream it belongs to, its place in that stream, and when it was appended."""

    TOPIC: ClassVar[str]
    class_version: ClassVar[int] = 1


class PublicationEvent(Event):
    """Something that happened to one publication."""

    publication_id: str


class PublicationListed(PublicationEvent):
    """The source says that this paper exists and where its forms are (a catalogue record, or a file in a folder).

    ``manifestations`` maps a form (xml, html, pdf, txt, docx) to its address; ``record_sha256`` names the record's
    bytes in the content store. Version 2 added ``document_title``: the kind of paper is often only told there
    (a nota naar aanleiding van het verslag is listed under "Overige Kamerstukken").
    """

    TOPIC = "griffier.publication-listed"
    class_version: ClassVar[int] = 2

    source: str
    identifier: str
    chamber: str | None
    series: str
    dossier_number: str | None
    sub_number: str | None
    session_year: str | None
    title: str | None
    dossier_title: str | None
    document_title: str | None
    document_type: str | None
    status: str | None
    published_on: str | None
    modified_on: str | None
    modified_at: str | None
    manifestations: dict[str, str]
    preferred_url: str | None
    record_sha256: str | None

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Version 1 had no title of the document itself: it was the last part of the full title."""
        title = state.get("title") or ""
        state["document_title"] = title.rpartition("; ")[2] or None


class IdentifierAssigned(PublicationEvent):
    """The paper was seen under one more official name or address; ``scheme`` is that of the identifier table."""

    TOPIC = "griffier.identifier-assigned"

    scheme: str
    value: str
    seen_on: str | None


class PublicationFetched(PublicationEvent):
    """The bytes of one manifestation arrived and are in the content store under ``content_sha256``."""

    TOPIC = "griffier.publication-fetched"

    content_sha256: str
    size: int
    media_type: str
    manifestation: str
    url: str
    etag: str | None
    last_modified: str | None


class FetchFailed(PublicationEvent):
    """A manifestation could not be had: ``cause`` is unavailable, gone, refused or damaged, ``reason`` is for people."""

    TOPIC = "griffier.fetch-failed"

    url: str
    manifestation: str
    cause: str
    reason: str


class PublicationWithdrawn(PublicationEvent):
    """The source no longer has the paper, seen on two runs: it leaves the tables, not the history."""

    TOPIC = "griffier.publication-withdrawn"

    url: str
    reason: str


class PublicationAccepted(PublicationEvent):
    """The rows of this text may enter the warehouse; ``batch_sha256`` names the stored batch that holds them."""

    TOPIC = "griffier.publication-accepted"

    content_sha256: str
    text_sha256: str
    version: int
    reader_version: str
    parser_version: str
    suite_version: str
    batch_sha256: str


class PublicationQuarantined(PublicationEvent):
    """The publication is held back, with its reasons; its rows, if any, wait in the batch ``batch_sha256``."""

    TOPIC = "griffier.publication-quarantined"

    content_sha256: str
    text_sha256: str | None
    version: int
    reader_version: str
    parser_version: str
    suite_version: str
    batch_sha256: str | None
    failures: list[Failure]


class PublicationReleased(PublicationEvent):
    """A person let a quarantined text in: who, and why."""

    TOPIC = "griffier.publication-released"

    content_sha256: str
    by: str
    why: str


class PublicationRejected(PublicationEvent):
    """A person decided that a quarantined text stays out: who, and why."""

    TOPIC = "griffier.publication-rejected"

    content_sha256: str
    by: str
    why: str


class ListingCompleted(Event):
    """A source was listed whole for an interval of days (``since`` and ``until`` inclusive, Amsterdam days).

    ``count`` records were read; ``response_sha256`` names the evidence in the content store, one hash per page;
    ``warnings`` are the alarms that rules raised about this listing.
    """

    TOPIC = "griffier.listing-completed"

    source: str
    since: str
    until: str
    count: int
    response_sha256: list[str]
    warnings: list[str]


class ValidationCompleted(Event):
    """A batch was validated: what each expectation said. The run is named by the batch's hash."""

    TOPIC = "griffier.validation-completed"

    batch_sha256: str
    suite_version: str
    publication_ids: list[str]
    results: list[ExpectationResult]


EVENTS: tuple[type[Event], ...] = (
    PublicationListed,
    IdentifierAssigned,
    PublicationFetched,
    FetchFailed,
    PublicationWithdrawn,
    PublicationAccepted,
    PublicationQuarantined,
    PublicationReleased,
    PublicationRejected,
    ListingCompleted,
    ValidationCompleted,
)
"""Every kind of event there is, oldest concept first."""

for _event in EVENTS:
    register_topic(_event.TOPIC, _event)
