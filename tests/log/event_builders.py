"""Events to test with: each builder gives a whole event, of which a test names only what it is
about.
"""

from typing import Any

from pipeline.domain.events import (
    CorrectionWithdrawn,
    Event,
    Failure,
    FetchFailed,
    IdentifierAssigned,
    ListingCompleted,
    LogSealed,
    PublicationAccepted,
    PublicationCorrected,
    PublicationFetched,
    PublicationListed,
    PublicationQuarantined,
    PublicationRejected,
    PublicationReleased,
    PublicationWithdrawn,
    ValidationCompleted,
)

PAPER = "kst-99999-A"
URL = "https://repository.example/kst-99999-A.xml"
CODE = {"reader_version": "1", "parser_version": "1", "suite_version": "1"}


def sha(name: str) -> str:
    """Return a hash that a reader of the test can tell from others."""
    return name.encode().hex().ljust(64, "0")


def listed(paper: str = PAPER, **facts: Any) -> PublicationListed:  # noqa: ANN401
    """Return the event of a listing by the catalogue."""
    known: dict[str, Any] = {
        "source": "catalogue",
        "identifier": paper,
        "chamber": "EK",
        "series": "kst",
        "dossier_number": "99999",
        "sub_number": "A",
        "session_year": "2025-2026",
        "title": "Brief van de minister",
        "dossier_title": "Een verzonnen dossier",
        "document_title": "Brief van de minister",
        "document_type": "Brief",
        "status": "Opgemaakt",
        "published_on": "2026-01-05",
        "modified_on": "2026-01-06",
        "modified_at": "2026-01-06T09:00:00Z",
        "manifestations": {"xml": URL},
        "preferred_url": None,
        "record_sha256": sha("record"),
    }
    return PublicationListed(publication_id=paper, **(known | facts))


def assigned(value: str, paper: str = PAPER, scheme: str = "official") -> IdentifierAssigned:
    """Return the event that assigns this name to the paper."""
    return IdentifierAssigned(
        publication_id=paper, scheme=scheme, value=value, seen_on="2026-01-06"
    )


def fetched(content: str = "one", paper: str = PAPER, **facts: Any) -> PublicationFetched:  # noqa: ANN401
    """Return the event of a successful fetch of these bytes."""
    known: dict[str, Any] = {
        "size": 3,
        "media_type": "application/xml",
        "manifestation": "xml",
        "url": URL,
        "etag": None,
        "last_modified": None,
    }
    return PublicationFetched(publication_id=paper, content_sha256=sha(content), **(known | facts))


def failed(run: str, cause: str = "gone", paper: str = PAPER) -> FetchFailed:
    """Return the failure of a run; the run of number n is on the n-th day."""
    return FetchFailed(
        publication_id=paper,
        run=run,
        url=URL,
        manifestation="xml",
        cause=cause,
        reason="404 Not Found",
        seen_at=f"2026-03-{int(run.rpartition(' ')[2]):02}T06:00:00+00:00",
    )


def withdrawn(paper: str = PAPER) -> PublicationWithdrawn:
    """Return the event of a failed fetch: the paper is gone."""
    return PublicationWithdrawn(publication_id=paper, url=URL, reason="gone")


def accepted(
    content: str = "one",
    text: str | None = None,
    paper: str = PAPER,
    **facts: Any,  # noqa: ANN401
) -> PublicationAccepted:
    """Return the event that accepts these bytes; ``text`` names the text, by default as the bytes."""
    known: dict[str, Any] = {
        "version": 1,
        "batch_sha256": sha("batch of " + content),
        "warnings": [],
        **CODE,
    }
    hashes = {"content_sha256": sha(content), "text_sha256": sha(text or content)}
    return PublicationAccepted(publication_id=paper, **(known | hashes | facts))


def quarantined(
    content: str = "one",
    text: str | None = None,
    paper: str = PAPER,
    **facts: Any,  # noqa: ANN401
) -> PublicationQuarantined:
    """Return the event that quarantines these bytes."""
    known: dict[str, Any] = {
        "version": 1,
        "batch_sha256": sha("batch of " + content),
        "failures": [failure()],
        "warnings": [],
        **CODE,
    }
    hashes = {"content_sha256": sha(content), "text_sha256": sha(text or content)}
    return PublicationQuarantined(publication_id=paper, **(known | hashes | facts))


def failure(
    rule: str = "question.text_not_empty", reason: str = "vraag 3 heeft geen tekst"
) -> Failure:
    """Return one reason to quarantine a paper."""
    return Failure(
        rule=rule,
        reason=reason,
        table_name="question",
        row_id="q3",
        char_start=10,
        char_end=12,
        words="3.",
    )


def corrected(
    text: str = "one",
    paper: str = PAPER,
    **facts: Any,  # noqa: ANN401
) -> PublicationCorrected:
    """Return the event by which a person corrects the kind of the paper."""
    known: dict[str, Any] = {
        "number": 1,
        "what": "kind",
        "value": "brief",
        "char_start": None,
        "char_end": None,
        "by": "A. Griffier",
        "why": "zie de titel",
    }
    return PublicationCorrected(publication_id=paper, text_sha256=sha(text), **(known | facts))


def uncorrected(number: int = 1, paper: str = PAPER) -> CorrectionWithdrawn:
    """Return the event by which that person withdraws the correction."""
    return CorrectionWithdrawn(
        publication_id=paper, number=number, by="A. Griffier", why="toch niet"
    )


def released(content: str = "one", paper: str = PAPER) -> PublicationReleased:
    """Return the event of a person's release of these bytes."""
    return PublicationReleased(
        publication_id=paper, content_sha256=sha(content), by="A. Griffier", why="klopt zo"
    )


def rejected(content: str = "one", paper: str = PAPER) -> PublicationRejected:
    """Return the event of a person's rejection of these bytes."""
    return PublicationRejected(
        publication_id=paper, content_sha256=sha(content), by="A. Griffier", why="verkeerde brief"
    )


def listing(count: int = 3, since: str = "2026-01-01") -> ListingCompleted:
    """Return the event of a complete listing of one week."""
    return ListingCompleted(
        source="catalogue",
        since=since,
        until="2026-01-07",
        count=count,
        short_by=0,
        response_sha256=[sha("page")],
        warnings=[],
    )


def validation() -> ValidationCompleted:
    """Return the event of the validation of a batch."""
    return ValidationCompleted(
        batch_sha256=sha("batch"),
        suite_version="1",
        publication_ids=[PAPER],
        packed_results=ValidationCompleted.pack(
            [
                {
                    "suite": "question",
                    "expectation_id": "text_not_empty",
                    "expectation": "expect_column_values_to_not_be_null",
                    "severity": "critical",
                    "success": True,
                    "observed": None,
                    "element_count": 30,
                    "unexpected_count": 0,
                    "publication_ids": [],
                }
            ]
        ),
    )


def sealed() -> LogSealed:
    """Return the seal of the first ten events."""
    return LogSealed(since=0, until=10, count=10, sha256=sha("ten events"), before_sha256="")


ONE_OF_EACH: tuple[Event, ...] = (
    listed(),
    assigned("kst-1259252"),
    fetched(),
    failed("run 1"),
    withdrawn(),
    accepted(),
    quarantined(),
    released(),
    rejected(),
    listing(),
    validation(),
    sealed(),
    corrected(),
    uncorrected(),
)
"""One event of every kind."""
