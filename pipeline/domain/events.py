"""Events: the facts and decisions that the log keeps permanently.

Each class is one kind of event, in the past tense, frozen, with a topic: the name under which it is
stored, which stays the same when the code moves. A stored event is never rewritten: when a class
changes, ``class_version`` goes up and an ``upcast_v1_v2`` converts the state of older events when
they are read. Facts come from outside (listed, fetched, withdrawn); decisions are the pipeline's
(accepted, quarantined) or a person's (released, rejected, corrected).

Two events are equal when their contents are; their position in the log and the time of appending
are provenance. A new event has no position yet (``PublicationFetched(publication_id=…, …)``): the
log assigns one when it appends the event.

Times are UTC. Dates are ISO 8601 strings, hashes are SHA-256 in hexadecimal.
"""

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar, TypedDict
from uuid import UUID

NO_STREAM = UUID(int=0)
"""The stream of an event that has not been appended yet."""
NO_TIME = datetime.min.replace(tzinfo=UTC)
"""The time of an event that has not been appended yet."""


class Failure(TypedDict):
    """One rule that a publication fails: the reason of a quarantine, or a warning.

    ``char_start`` and ``char_end`` are a half-open interval of its canonical text, and ``words``
    are the first words in it. They are None if the rule is not about a position in the text, and
    ``words`` also in decisions made before words were kept.
    """

    rule: str
    reason: str
    table_name: str | None
    row_id: str | None
    char_start: int | None
    char_end: int | None
    words: str | None


def paper_failure(rule: str, reason: str) -> Failure:
    """Return a failure of a paper as a whole, about no row and no position in its text."""
    return Failure(
        rule=rule,
        reason=reason,
        table_name=None,
        row_id=None,
        char_start=None,
        char_end=None,
        words=None,
    )


class ExpectationResult(TypedDict):
    """The result of one expectation on one batch.

    ``observed`` is text, so that any type of value fits. ``publication_ids`` are the publications
    with a row that failed, in order; None if the expectation is about the batch as a whole, and in
    events stored as version 1.
    """

    suite: str
    expectation_id: str
    expectation: str
    severity: str
    success: bool
    observed: str | None
    element_count: int | None
    unexpected_count: int | None
    publication_ids: list[str] | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Any event of the log: its stream, its version in that stream (from 1), its time of appending.

    ``previous_sha256`` is the hash of the event before it in its stream; empty for the first one,
    and for events of versions that kept no hash (``pipeline.log.seal``).
    """

    TOPIC: ClassVar[str]
    class_version: ClassVar[int] = 1

    originator_id: UUID = field(default=NO_STREAM, compare=False)
    previous_sha256: str = field(default="", compare=False)
    originator_version: int = field(default=0, compare=False)
    timestamp: datetime = field(default=NO_TIME, compare=False)

    @property
    def stream(self) -> str:
        """Return the readable name of the stream.

        ``pipeline.identity.stream_id`` converts it to ``originator_id``.
        """
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class PublicationEvent(Event):
    """An event about one publication; its stream is named by ``publication_id``."""

    publication_id: str

    @property
    def stream(self) -> str:
        """Return the publication id: there is one stream per publication."""
        return self.publication_id


@dataclass(frozen=True, kw_only=True)
class PublicationListed(PublicationEvent):
    """A paper in the listing of a source, with its manifestations.

    The listing is a catalogue record, or a file in a folder. ``manifestations`` maps a format (xml,
    html, pdf, txt, docx) to its address; ``record_sha256`` names the record's bytes in the content
    store. Version 2 added ``document_title``.

    Why: the kind of paper is often only in that title (a nota naar aanleiding van het verslag is
    listed under "Overige Kamerstukken").
    """

    TOPIC: ClassVar[str] = "griffier.publication-listed"
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
        """Add the title of the document, which is the last part of the full title in version 1."""
        title = state.get("title") or ""
        state["document_title"] = title.rpartition("; ")[2] or None


@dataclass(frozen=True, kw_only=True)
class IdentifierAssigned(PublicationEvent):
    """The paper has one more official name or address.

    ``scheme`` is one of the schemes in the table ``identifier``.
    """

    TOPIC: ClassVar[str] = "griffier.identifier-assigned"

    scheme: str
    value: str
    seen_on: str | None


@dataclass(frozen=True, kw_only=True)
class PublicationFetched(PublicationEvent):
    """The bytes of one manifestation, fetched and stored under ``content_sha256``."""

    TOPIC: ClassVar[str] = "griffier.publication-fetched"

    content_sha256: str
    size: int
    media_type: str
    manifestation: str
    url: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, kw_only=True)
class FetchFailed(PublicationEvent):
    """A failed fetch of one manifestation.

    ``cause`` is unavailable, gone, refused or damaged; ``reason`` is for people. ``run`` names the
    run that observed it (an Airflow run, a listing interval) and ``seen_at`` the moment, in UTC.
    Version 2 added ``seen_at``.

    Why: a paper is withdrawn when two runs at least a day apart find it gone, and a retry within
    one run does not count as a second run.
    """

    TOPIC: ClassVar[str] = "griffier.fetch-failed"
    class_version: ClassVar[int] = 2

    run: str
    url: str
    manifestation: str
    cause: str
    reason: str
    seen_at: str = field(compare=False)

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Set the moment at which version 1 was appended, just after the failure."""
        state["seen_at"] = state["timestamp"].isoformat()


@dataclass(frozen=True, kw_only=True)
class PublicationWithdrawn(PublicationEvent):
    """The removal of a paper that the source no longer has, or has under another identifier.

    Its rows leave the tables; its history stays in the log.
    """

    TOPIC: ClassVar[str] = "griffier.publication-withdrawn"

    url: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PublicationAccepted(PublicationEvent):
    """The acceptance of the rows of a text, which are in the stored batch ``batch_sha256``.

    ``warnings`` are the rules of lower severity that the text fails. Version 2 added them.

    ``corrections`` are the numbers of the corrections that the parser was given; version 3 added
    them.

    Why: warnings are left out when two events are compared, since one of them compares
    papers of one batch.
    """

    TOPIC: ClassVar[str] = "griffier.publication-accepted"
    class_version: ClassVar[int] = 3

    content_sha256: str
    text_sha256: str
    version: int
    reader_version: str
    parser_version: str
    suite_version: str
    batch_sha256: str
    warnings: list[Failure] = field(compare=False)
    corrections: list[int] = field(default_factory=list)

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Add an empty list of warnings, which version 1 did not record."""
        state["warnings"] = []

    @staticmethod
    def upcast_v2_v3(state: dict[str, Any]) -> None:
        """Set no corrections, because nobody could correct a paper in version 2."""
        state["corrections"] = []


@dataclass(frozen=True, kw_only=True)
class PublicationQuarantined(PublicationEvent):
    """A text that is held back, with the reasons.

    Its rows, if any, are in the batch ``batch_sha256``. ``warnings`` are the rules of lower
    severity that it also fails: it loads with them if a person releases it. Version 2 added them,
    and the words of each failure. ``limits`` are the limits of the process that were exceeded by
    reading or parsing it, None for every other reason; version 3 added them. ``corrections`` are as
    in ``PublicationAccepted``; version 4 added them.
    """

    TOPIC: ClassVar[str] = "griffier.publication-quarantined"
    class_version: ClassVar[int] = 4

    content_sha256: str
    text_sha256: str | None
    version: int
    reader_version: str
    parser_version: str
    suite_version: str
    batch_sha256: str | None
    failures: list[Failure]
    warnings: list[Failure] = field(compare=False)
    limits: str | None = None
    corrections: list[int] = field(default_factory=list)

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Add empty words to each failure, and an empty list of warnings, which version 1 lacks."""
        state["failures"] = [{**failure, "words": None} for failure in state["failures"]]
        state["warnings"] = []

    @staticmethod
    def upcast_v2_v3(state: dict[str, Any]) -> None:
        """Set no limits, because version 2 read every paper without them."""
        state["limits"] = None

    @staticmethod
    def upcast_v3_v4(state: dict[str, Any]) -> None:
        """Set no corrections, because nobody could correct a paper in version 3."""
        state["corrections"] = []


@dataclass(frozen=True, kw_only=True)
class PersonEvent(PublicationEvent):
    """A decision of a person about a publication; ``by`` names the person, ``why`` the reason."""

    by: str
    why: str


@dataclass(frozen=True, kw_only=True)
class QuarantineDecision(PersonEvent):
    """A decision of a person about a quarantined text."""

    content_sha256: str


@dataclass(frozen=True, kw_only=True)
class PublicationReleased(QuarantineDecision):
    """The release of a quarantined text by a person, with the reason."""

    TOPIC: ClassVar[str] = "griffier.publication-released"


@dataclass(frozen=True, kw_only=True)
class PublicationRejected(QuarantineDecision):
    """The rejection of a quarantined text by a person, with the reason."""

    TOPIC: ClassVar[str] = "griffier.publication-rejected"


@dataclass(frozen=True, kw_only=True)
class PublicationCorrected(PersonEvent):
    """A correction of the parser's reading of one text by a person, with the reason.

    ``number`` counts the corrections of the publication from 1. ``what`` names what is corrected
    (``pipeline.parsing.origin.Corrected``), ``value`` is its right value, and ``char_start`` and
    ``char_end`` are the place in the text with the hash ``text_sha256``; both are None if it is
    about the whole paper. The correction only counts for that text.
    """

    TOPIC: ClassVar[str] = "griffier.publication-corrected"

    number: int
    text_sha256: str
    what: str
    value: str
    char_start: int | None
    char_end: int | None


@dataclass(frozen=True, kw_only=True)
class CorrectionWithdrawn(PersonEvent):
    """The withdrawal of the correction with this number by a person, with the reason."""

    TOPIC: ClassVar[str] = "griffier.correction-withdrawn"

    number: int


@dataclass(frozen=True, kw_only=True)
class ListingCompleted(Event):
    """The complete listing of a source for an interval of days.

    ``since`` and ``until`` are inclusive, in Amsterdam days. ``count`` records were read,
    ``short_by`` fewer than the source announced; ``response_sha256`` names the responses in the
    content store, one hash per page; ``warnings`` are the alarms that the rules raised about this
    listing. Version 2 added ``short_by``, with which later shortages are compared.

    Why: warnings are left out when two listings are compared, since they depend on what else was
    listed before: the same responses once more are not a new event.
    """

    TOPIC: ClassVar[str] = "griffier.listing-completed"
    class_version: ClassVar[int] = 2

    source: str
    since: str
    until: str
    count: int
    short_by: int
    response_sha256: list[str]
    warnings: list[str] = field(compare=False)

    @property
    def stream(self) -> str:
        """Return the name of the stream: there is one per source and interval.

        Listing the same days again is the next event in that stream.
        """
        return f"listing:{self.source}:{self.since}:{self.until}"

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Add the shortage, which version 1 only has in the text of a warning."""
        shortages = (
            re.match(r"\[short\] .*: (\d+) records fewer came", warning)
            for warning in state["warnings"]
        )
        state["short_by"] = next((int(short[1]) for short in shortages if short), 0)


@dataclass(frozen=True, kw_only=True)
class ValidationCompleted(Event):
    """The validation of a batch, with the result of each expectation.

    The run is named by the batch's hash. Version 2 added to each result the publications that
    failed; version 3 packs the results: JSON, compressed by zlib, in base64.

    Why: no other event records which letters have a warning. Results of 130 rules, most of them
    passed, take 29 kB unpacked and 2.4 kB packed.
    """

    TOPIC: ClassVar[str] = "griffier.validation-completed"
    class_version: ClassVar[int] = 3

    batch_sha256: str
    suite_version: str
    publication_ids: list[str]
    packed_results: str

    @staticmethod
    def pack(results: Sequence[ExpectationResult]) -> str:
        """Return results in the packed form."""
        return b64encode(zlib.compress(json.dumps(results).encode(), 9)).decode()

    @property
    def results(self) -> list[ExpectationResult]:
        """Return the result of each expectation."""
        unpacked: list[ExpectationResult] = json.loads(
            zlib.decompress(b64decode(self.packed_results))
        )
        return unpacked

    @property
    def stream(self) -> str:
        """Return the name of the stream: there is one per batch."""
        return f"validation:{self.batch_sha256}"

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Add None for the publications of each result, which version 1 only counted."""
        state["results"] = [{**result, "publication_ids": None} for result in state["results"]]

    @staticmethod
    def upcast_v2_v3(state: dict[str, Any]) -> None:
        """Pack the results, which version 2 stored as they are."""
        state["packed_results"] = ValidationCompleted.pack(state.pop("results"))


@dataclass(frozen=True, kw_only=True)
class LogSealed(Event):
    """The hash of the ``count`` events behind position ``since`` up to ``until``.

    ``before_sha256`` is the hash of the seal before it, which is part of this one's.
    """

    TOPIC: ClassVar[str] = "griffier.log-sealed"
    STREAM: ClassVar[str] = "log:seals"

    since: int
    until: int
    count: int
    sha256: str
    before_sha256: str

    @property
    def stream(self) -> str:
        """Return the name of the stream: there is one for the whole log."""
        return self.STREAM


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
    LogSealed,
    PublicationCorrected,
    CorrectionWithdrawn,
)
"""Every kind of event, oldest concept first."""
