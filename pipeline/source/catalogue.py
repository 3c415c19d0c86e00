"""The official catalogue: a client that lists papers by the days on which they changed.

An interval is whole days in Amsterdam, as ``dt.modified`` is a date there. The catalogue fails
beyond record 10,000 (reported: 504), so a longer interval is halved by days until every part fits.

Why: the day before the interval is listed too, so that no paper is missed if a clock is off, or a
change was entered just after midnight.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

import httpx

from pipeline.errors import SourceChanged
from pipeline.settings import Settings
from pipeline.source import cql
from pipeline.source.records import Record
from pipeline.source.sru import MAX_BYTES, Page, page
from pipeline.source.transport import RetryPolicy, Transport

Collection = Literal["kst", "kv-ek", "ah-ek"]
SENATE = cql.exact("dt.creator", "Eerste Kamer der Staten-Generaal")
COLLECTIONS: dict[Collection, str] = {
    "kst": cql.both(
        SENATE, cql.exact("w.publicatienaam", "Kamerstuk"), cql.exact("dt.type", "Kamerstuk")
    ),
    "kv-ek": cql.both(SENATE, cql.exact("dt.type", "Kamervragen zonder antwoord")),
    "ah-ek": cql.both(SENATE, cql.exact("dt.type", "Aanhangsel van de Handelingen")),
}
"""Queries of the listed collections: the Senate's papers, its written questions, and their answers.

Seen: the query for papers. Questions and answers are selected by ``dt.type``, since the metadata
files that were seen agree on it and differ on ``publicatienaam``.
"""

FURTHEST = 10_000
"""Furthest record that a query may reach."""
READINGS = 2
"""Most times that an interval is read if its number of records changes meanwhile."""
OVERLAP = timedelta(days=1)
PAGE_SIZE = 500
FEW_OF = 50
"""Divisor of the requested page size: a page that is not the last has at least this part of it."""


class Catalogue:
    """Client of the catalogue that lists papers, for one run; close it at the end.

    Its methods raise ``SourceUnavailable`` if the catalogue does not answer, and ``SourceChanged``
    (with the answer as evidence) if the answer does not fit the query.
    """

    def __init__(
        self,
        settings: Settings,
        retry_policy: RetryPolicy | None = None,
        *,
        page_size: int = PAGE_SIZE,
    ) -> None:
        self._transport = Transport(settings, retry_policy)
        self._url = settings.catalogue_url
        self._page_size = page_size

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def pages(self, since: date, until: date, collection: Collection) -> Iterator[Page]:
        """Yield the papers of a collection that changed from ``since`` to ``until`` (inclusive).

        They come page by page, each paper once, even if it moves while the pages are read.
        """
        yield from self._interval(
            COLLECTIONS[collection], max(since, date.min + OVERLAP) - OVERLAP, until, set()
        )

    def attachments(self, identifier: str) -> Iterator[Page]:
        """Yield the attachments (blg-...) of one paper, page by page."""
        yield from self._listing(
            cql.in_order(cql.exact("w.hoofddocument", identifier), "dt.identifier")
        )

    def find(self, identifier: str) -> Record | None:
        """Return the catalogue's record of one paper, None if it has none."""
        first = self._page(cql.exact("dt.identifier", identifier), 1)
        return next((record for record in first.records if record.identifier == identifier), None)

    def _interval(self, collection: str, low: date, high: date, seen: set[str]) -> Iterator[Page]:
        """Yield the pages of an interval, in one query if it fits, or else in two halves.

        ``seen`` holds the identifiers of papers already yielded. If the count changes while the
        pages are read, papers moved from page to page, so they are read once more. In that case
        only the second reading reports a shortage.
        """
        query = cql.in_order(cql.both(collection, cql.modified_between(low, high)), "dt.modified")
        for left in reversed(range(READINGS)):
            counts = set()
            for answer in self._listing(query):
                if _too_long(answer, one_day=low == high):
                    yield from self._halves(collection, low, high, seen)
                    return
                _check_days(answer, low, high)
                counts.add(answer.number_of_records)
                fresh = tuple(record for record in answer.records if record.identifier not in seen)
                seen.update(record.identifier for record in fresh)
                read_again = left and len(counts) > 1
                yield replace(answer, records=fresh, short_by=0 if read_again else answer.short_by)
            if len(counts) == 1:
                return

    def _halves(self, collection: str, low: date, high: date, seen: set[str]) -> Iterator[Page]:
        """Yield the pages of an interval that is too long for one query, in two halves."""
        if low == high:
            raise SourceChanged(
                f"the catalogue lists over {FURTHEST} papers changed on {low} alone: no query may "
                "go so far"
            )
        middle = low + (high - low) // 2
        yield from self._interval(collection, low, middle, set(seen))
        yield from self._interval(collection, middle + timedelta(days=1), high, set(seen))

    def _listing(self, query: str) -> Iterator[Page]:
        """Yield the pages of one query, at the positions that the catalogue gives."""
        position: int | None = 1
        while position:
            answer = self._page(query, position)
            following = answer.next_position
            came = position - 1 + len(answer.records)
            yield replace(
                answer, short_by=max(0, answer.number_of_records - came) if following is None else 0
            )
            if following is not None:
                self._check_goes_on(answer, position, following)
            position = following

    def _check_goes_on(self, answer: Page, position: int, following: int) -> None:
        """Refuse a list that does not end within a bounded number of pages.

        Raises:
            SourceChanged: the next page starts earlier or too far on, or this one has too few
            records.
        """
        if not position < following <= FURTHEST + self._page_size:
            raise SourceChanged(
                f"after record {position} the catalogue goes on at {following}",
                evidence=answer.raw,
            )
        if len(answer.records) * FEW_OF < self._page_size:
            raise SourceChanged(
                f"the catalogue goes on after {len(answer.records)} records where "
                f"{self._page_size} were asked for: such a list would take hours",
                evidence=answer.raw,
            )

    def _page(self, query: str, position: int) -> Page:
        """Return the response to a query, from the record at ``position`` on."""
        parameters = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "query": query,
            "startRecord": str(position),
            "maximumRecords": str(self._page_size),
            "recordSchema": "gzd",
            "httpAccept": "application/xml",
        }
        answer = self._transport.get(
            str(httpx.URL(self._url).copy_merge_params(parameters)), limit=MAX_BYTES
        )
        where = f"{self._url} ({query}, record {position})"
        if answer.status != httpx.codes.OK:
            raise SourceChanged(
                f"{where} answered {answer.status}: is GRIFFIER_CATALOGUE_URL right?",
                evidence=answer.content,
            )
        return page(answer.content, where)


def _too_long(answer: Page, *, one_day: bool) -> bool:
    """Return True if a list extends beyond the furthest record that a query may reach.

    The count is an estimate, so it is not used for a single day.
    """
    goes_on = answer.next_position is not None and answer.next_position >= FURTHEST
    return goes_on or (answer.number_of_records > FURTHEST and not one_day)


def _check_days(answer: Page, low: date, high: date) -> None:
    """Check that all records changed within these days (inclusive).

    Seen in: reports of SEARCH-IGNOREDQTEXT, where the catalogue ignored a bound.

    Raises:
        SourceChanged: a record changed on another day.
    """
    outside = [
        record
        for record in answer.records
        if record.modified_on and not low <= record.modified_on <= high
    ]
    if outside:
        example = f"{outside[0].identifier} of {outside[0].modified_on}"
        raise SourceChanged(
            f"asked for changes from {low} to {high}, {len(outside)} of {len(answer.records)} "
            "records lie outside"
            f" ({example}): the catalogue ignored the bound",
            evidence=answer.raw,
        )
