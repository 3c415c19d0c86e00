"""Rows of the tables that come from the log, as pure functions of a publication or an event."""

from collections.abc import Sequence
from datetime import date, datetime

from pipeline.domain.aggregate import Publication, together
from pipeline.domain.events import ListingCompleted, PublicationListed, ValidationCompleted
from pipeline.identity import file_key, public_address
from pipeline.metadata import NOTHING, SourceMetadata, trusted
from pipeline.tables import Row, Violation

ADDRESSES = frozenset({"url", "preferred_url"})
"""The schemes of identifiers that are addresses."""


def identifier_rows(publication: Publication) -> list[Row]:
    """Return every identifier of the publication once, with the day on which it was first seen.

    Addresses on the machine that fetched it are left out: nobody else can open them.
    """
    first: dict[tuple[str, str], str | None] = {}
    for event in publication.identifiers:
        if event.scheme in ADDRESSES and not public_address(event.value):
            continue
        first.setdefault((event.scheme, event.value), event.seen_on)
    return [
        {
            "publication_id": publication.publication_id,
            "scheme": scheme,
            "value": value,
            "first_seen_on": day(seen_on),
        }
        for (scheme, value), seen_on in first.items()
    ]


def quarantine_rows(publication: Publication, refused: Sequence[Violation]) -> list[Row]:
    """Return a row for each failure of each quarantine, then for each accepted row that is refused.

    Rows are refused by the tables (``Violation``).
    """
    rows: list[Row] = []
    for quarantine in publication.quarantines:
        content = quarantine.event.content_sha256
        rows += [
            {
                "publication_id": publication.publication_id,
                "content_sha256": content,
                "ordinal": ordinal,
                **failure,
                "state": quarantine.state,
                "decided_by": quarantine.by,
                "decided_why": quarantine.why,
                "log_position": quarantine.position,
            }
            for ordinal, failure in enumerate(quarantine.event.failures, start=1)
        ]
    if publication.accepted_version and refused:
        content = publication.accepted_version.content_sha256
        known = sum(row["content_sha256"] == content for row in rows)
        rows += [
            {
                "publication_id": publication.publication_id,
                "content_sha256": content,
                "ordinal": ordinal,
                "rule": violation.rule,
                "reason": violation.reason,
                "table_name": violation.table,
                "row_id": violation.row_id,
                "char_start": None,
                "char_end": None,
                "words": None,
                "state": "open",
                "decided_by": None,
                "decided_why": None,
                "log_position": publication.accepted_version.position,
            }
            for ordinal, violation in enumerate(refused, start=known + 1)
        ]
    return rows


def version_rows(publication: Publication) -> list[Row]:
    """Return a row for each accepted text: its first decision, its latest rows.

    Why: when a newer parser reads the same text again, readers of a feed must not get it as new.
    """
    first: dict[int, Row] = {}
    for text in publication.accepted_versions:
        row = first.setdefault(
            text.version,
            {
                "publication_id": publication.publication_id,
                "version": text.version,
                "accepted_at": text.accepted_at,
                "log_position": text.position,
            },
        )
        row |= {
            "content_sha256": text.content_sha256,
            "text_sha256": text.text_sha256,
            "batch_sha256": text.batch_sha256,
            "in_force": text == publication.accepted_version,
        }
    return list(first.values())


def warning_rows(publication: Publication, refused: Sequence[Violation]) -> list[Row]:
    """Return a row for each warning about the text that is in the tables."""
    if publication.accepted_version is None or refused:
        return []
    return [
        {"publication_id": publication.publication_id, "ordinal": ordinal, **warning}
        for ordinal, warning in enumerate(publication.accepted_version.warnings, start=1)
    ]


def coverage_rows(publication: Publication, refused: Sequence[Violation]) -> list[Row]:
    """Return the status of the publication, once for every source that lists it."""
    state, reason = _standing(publication, refused)
    rows = [
        _coverage_row(publication.publication_id, listing.source, listing, state, reason)
        for listing in publication.listings
    ] or [_coverage_row(publication.publication_id, "unlisted", None, state, reason)]
    for row in rows:
        if publication.listed and row["source"] == publication.listed.source:
            # A record that changes each month does not make the paper any less long missing.
            row["since"] = day(publication.known_since)
    return rows


def quality_rows(position: int, event: ValidationCompleted) -> list[Row]:
    """Return the results of each expectation in one validation run."""
    run: Row = {
        "run_id": event.batch_sha256,
        "suite_version": event.suite_version,
        "validated_at": event.timestamp,
        "log_position": position,
    }
    return [{**run, **result} for result in event.results]


def listing_row(position: int, event: ListingCompleted) -> Row:
    """Return the row of one interval of days that a source listed completely."""
    return {
        "source": event.source,
        "listed_from": date.fromisoformat(event.since),
        "listed_until": date.fromisoformat(event.until),
        "record_count": event.count,
        "warnings": event.warnings,
        "listed_at": event.timestamp,
        "log_position": position,
    }


def source_facts(publication: Publication) -> Row:
    """Return the columns of ``publication`` that follow the source's latest listing.

    The source may change them without a change of the text.
    """
    listed = publication.listed
    if not listed:
        return {}
    row: Row = {
        "status": listed.status,
        "published_on": day(listed.published_on),
        "modified_at": listed.modified_at and datetime.fromisoformat(listed.modified_at),
    }
    return {name: value for name, value in row.items() if value is not None}


def day(stated: str | None) -> date | None:
    """Return the day that an event states in ISO 8601."""
    return date.fromisoformat(stated) if stated else None


def _standing(publication: Publication, refused: Sequence[Violation]) -> tuple[str, str | None]:
    """Return the status by the log, or quarantined if the tables refuse the accepted rows."""
    if publication.accepted_version and refused:
        return "quarantined", together([violation.reason for violation in refused])
    return publication.status


def _coverage_row(
    publication_id: str,
    source: str,
    listing: PublicationListed | None,
    state: str,
    reason: str | None,
) -> Row:
    """Return the row of one publication and one source.

    Without a listing, its values are those that the publication id implies.
    """
    key = file_key(publication_id)
    named = SourceMetadata.of_key(key)
    listed = SourceMetadata.of_listing(listing) if listing else NOTHING
    stated = trusted(listed, NOTHING, NOTHING, named)
    return {
        "source": source,
        "publication_id": publication_id,
        "chamber": stated.chamber,
        "series": listing.series if listing else key.series,
        "dossier_number": stated.dossier_number,
        "sub_number": stated.sub_number,
        "session_year": stated.session_year,
        "title": stated.document_title or stated.title,
        "month": stated.published_on and stated.published_on.replace(day=1),
        "state": state,
        "since": (listing and day(listing.modified_on)) or stated.published_on,
        "reason": reason,
    }
