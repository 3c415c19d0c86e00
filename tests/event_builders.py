"""Events for tests: one builder per event, of which a test names only the fields it is about.

Every builder of an event about bytes takes the text that they hold first and the paper second.
"""

from collections.abc import Sequence
from hashlib import sha256
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
from pipeline.identity import file_key

PAPER = "kst-99999-A"
URL = "https://repository.example/kst-99999-A.xml"
CODE = {"reader_version": "1", "parser_version": "1", "suite_version": "1"}


def sha(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def listed(paper: str = PAPER, **facts: Any) -> PublicationListed:  # noqa: ANN401
    """Return the event of a listing by the catalogue."""
    key = file_key(paper)
    known: dict[str, Any] = {
        "source": "catalogue",
        "identifier": paper,
        "chamber": key.chamber,
        "series": key.series,
        "dossier_number": key.dossier_number,
        "sub_number": key.sub_number,
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


def failed(run: str = "run 1", cause: str = "gone", paper: str = PAPER) -> FetchFailed:
    """Return the failed fetch of a run; run number n is on the n-th day of March."""
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
        "warnings": [failure("question.length", "kort")],
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
        "warnings": [failure("question.length", "kort")],
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
    number: int = 1,
    **facts: Any,  # noqa: ANN401
) -> PublicationCorrected:
    """Return the event by which a person corrects the kind of the paper with this text."""
    known: dict[str, Any] = {
        "number": number,
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


def listing(
    since: str = "2026-01-01", until: str = "2026-01-07", count: int = 3
) -> ListingCompleted:
    """Return the event of a complete listing of these days by the catalogue."""
    return ListingCompleted(
        source="catalogue",
        since=since,
        until=until,
        count=count,
        short_by=0,
        response_sha256=[sha("page")],
        warnings=["jump"],
    )


def validated(
    batch: str = sha("batch"), *, success: bool = True, publication_ids: Sequence[str] = (PAPER,)
) -> ValidationCompleted:
    """Return the event of the validation of a batch, with the results of two expectations."""
    return ValidationCompleted(
        batch_sha256=batch,
        suite_version="1",
        publication_ids=list(publication_ids),
        packed_results=ValidationCompleted.pack(
            [
                {
                    "suite": "question",
                    "expectation_id": f"text_{number}",
                    "expectation": "expect_column_values_to_not_be_null",
                    "severity": "critical",
                    "success": success,
                    "observed": None,
                    "element_count": 30,
                    "unexpected_count": 0,
                    "publication_ids": [],
                }
                for number in (1, 2)
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
    validated(),
    sealed(),
    corrected(),
    uncorrected(),
)
"""One event of every kind."""
