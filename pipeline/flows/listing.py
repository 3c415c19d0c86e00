"""Listing: convert the records of a source to events, one interval of days at a time."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from pipeline.domain.events import (
    IdentifierAssigned,
    ListingCompleted,
    PublicationEvent,
    PublicationListed,
    PublicationWithdrawn,
)
from pipeline.errors import SourceChanged
from pipeline.flows.brake import Brake
from pipeline.flows.rekeying import Moves, withdrawal
from pipeline.flows.stores import ProgressCallback, Stores, held_papers, no_progress
from pipeline.identity import identifier_key
from pipeline.source import anomaly_checks
from pipeline.source.catalogue import COLLECTIONS, Catalogue
from pipeline.source.folder import Folder
from pipeline.source.records import Record

logger = logging.getLogger(__name__)

GROUP = 500
"""Records written to the log at once, as many as on a page of the catalogue."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Result of one listing: its publications in the order of first mention, and its alarms."""

    publication_ids: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def list_catalogue(
    stores: Stores,
    catalogue: Catalogue,
    since: date,
    until: date,
    on_progress: ProgressCallback = no_progress,
) -> Listing:
    """List every collection for an interval of Amsterdam days (both inclusive).

    Each page is written to the log before the next is requested, until one moves a held paper to
    another identifier: that page and those after it are written last, if few enough papers move.

    Raises:
        SourceUnavailable: the catalogue does not answer.
        SourceChanged: its answer no longer has the known shape, or a rule of
            ``pipeline.source.anomaly_checks`` rejects it; the answer is in the content store, and
            the message names it. Or more held papers leave their identifier than
            GRIFFIER_BRAKE_SHARE allows.
    """
    identifiers: dict[str, None] = {}
    warnings: list[str] = []
    moves = Moves(stores.log)
    for collection in COLLECTIONS:
        evidence: list[str] = []
        listed = anomaly_checks.Listed(collection, since, until)
        writer = _Writer(stores, moves, Brake(stores.settings.brake_share))
        try:
            for page in catalogue.pages(since, until, collection):
                evidence.append(stores.store.put(page.raw))
                listed = listed.with_page(page)
                identifiers.update(dict.fromkeys(writer.write(page.records)))
                if stores.settings.attachments:
                    attached = _attachments(catalogue, page.records)
                    identifiers.update(dict.fromkeys(writer.write(attached)))
                on_progress("list", len(identifiers), None)
            writer.finish()
            listing_warnings = anomaly_checks.warnings_or_stop(
                anomaly_checks.alarms(listed, _past(stores, listed))
            )
        except SourceChanged as error:
            evidence_hash = (
                stores.store.put(error.evidence)
                if error.evidence
                else ", ".join(evidence) or "none"
            )
            raise SourceChanged(
                f"{error} (evidence in the content store: {evidence_hash})", evidence=error.evidence
            ) from error
        completed = ListingCompleted(
            source=collection,
            since=since.isoformat(),
            until=until.isoformat(),
            count=listed.count,
            short_by=listed.short_by,
            response_sha256=evidence,
            warnings=listing_warnings,
        )
        stores.log.note([completed])
        for warning in listing_warnings:
            logger.warning("%s", warning)
        warnings += listing_warnings
    return Listing(tuple(identifiers), tuple(warnings))


def _attachments(catalogue: Catalogue, records: Sequence[Record]) -> list[Record]:
    """Return the records of the attachments of these papers, by one query per paper."""
    papers = (record.identifier for record in records if record.attachments)
    return [
        record
        for identifier in papers
        for page in catalogue.attachments(identifier)
        for record in page.records
    ]


def _past(stores: Stores, listed: anomaly_checks.Listed) -> list[anomaly_checks.Past]:
    """Return earlier listings of the same collection, the latest of each interval.

    The listing of the same interval is left out.
    """
    past: dict[str, anomaly_checks.Past] = {}
    for _, event in stores.log.read(kinds=[ListingCompleted]):
        if isinstance(event, ListingCompleted) and event.source == listed.collection:
            days = date.fromisoformat(event.since), date.fromisoformat(event.until)
            past[event.stream] = anomaly_checks.Past(*days, event.count, event.short_by)
    return [
        listing
        for listing in past.values()
        if (listing.since, listing.until) != (listed.since, listed.until)
    ]


def list_folder(
    stores: Stores, folder: Folder, on_progress: ProgressCallback = no_progress
) -> Listing:
    """List the files of a folder.

    No interval is recorded as complete, because a folder has no days and is never known to be
    complete.
    """
    records = tuple(folder.records())
    ids = []
    writer = _Writer(stores, Moves(stores.log), Brake(share=1))
    for start in range(0, len(records), GROUP):
        ids += writer.write(records[start : start + GROUP])
        on_progress("list", len(ids), len(records))
    return Listing(tuple(ids))


@dataclass(slots=True)
class _Writer:
    """The writer of one collection's records to the log.

    From the first page on which a held paper leaves its identifier, pages are ``postponed`` until
    it is known how many do.
    """

    stores: Stores
    moves: Moves
    brake: Brake
    postponed: list[Sequence[Record]] = field(default_factory=list)

    def write(self, records: Sequence[Record]) -> list[str]:
        """Write the new events of these records, or postpone them; return their publications."""
        events = self._events(records)
        left = [event.publication_id for event in events if isinstance(event, PublicationWithdrawn)]
        if self.brake.counts_moves(self.stores.log.publications(left).values()):
            self.postponed.append(records)
        else:
            self.stores.log.note(events)
        return list(dict.fromkeys(record.key.publication_id for record in records))

    def finish(self) -> None:
        """Write what was postponed.

        Raises:
            SourceChanged: more held papers move than the brake allows; nothing is written.
        """
        if self.brake.trips(partial(held_papers, self.stores)):
            raise self.brake.error()
        for records in self.postponed:
            self.stores.log.note(self._events(records))

    def _events(self, records: Sequence[Record]) -> list[PublicationEvent]:
        """Return the events of these records, withdrawals of former identifiers first.

        Why: two papers can exchange their identifiers.
        """
        claimed = [claim for record in records for claim in claims(self.stores, record)]
        listings = [claim for claim in claimed if isinstance(claim, PublicationListed)]
        return [*self.moves.away(listings), *claimed]


def claims(stores: Stores, record: Record) -> Iterator[PublicationEvent]:
    """Yield the events that a record leads to.

    These are the listing of its publication, one event per identifier and address, and the
    withdrawal of a former publication id that is no longer in use.
    """
    name = record.key.publication_id
    seen_on = record.modified_on.isoformat() if record.modified_on else None
    listing = PublicationListed(
        publication_id=name,
        source=record.source,
        identifier=record.identifier,
        series=record.key.series,
        modified_on=seen_on,
        manifestations=dict(record.manifestations),
        preferred_url=record.preferred_url,
        record_sha256=stores.store.put(record.raw) if record.raw else None,
        **record.metadata.for_event(),
    )
    yield listing
    scheme = "file" if record.source == "folder" else "official"
    yield IdentifierAssigned(
        publication_id=name, scheme=scheme, value=record.identifier, seen_on=seen_on
    )
    for url in record.manifestations.values():
        if not url.startswith("file:"):  # a path on this machine does not identify the paper
            yield IdentifierAssigned(publication_id=name, scheme="url", value=url, seen_on=seen_on)
    if record.preferred_url:
        yield IdentifierAssigned(
            publication_id=name, scheme="preferred_url", value=record.preferred_url, seen_on=seen_on
        )
    own = identifier_key(record.identifier)
    if own and own.strength < record.key.strength:
        # If its dossier was missing before, the paper was kept under an id that is no longer used.
        yield withdrawal(own.publication_id, listing)
