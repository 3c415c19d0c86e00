"""A small world: a real log and store in a temporary folder, and papers with hand-made rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from pipeline.domain.events import (
    CorrectionWithdrawn,
    Event,
    Failure,
    FetchFailed,
    IdentifierAssigned,
    ListingCompleted,
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
from pipeline.log import EventLog, open_log
from pipeline.store.batches import write_batch
from pipeline.store.content import ContentStore
from pipeline.tables import Row, Rows, frames, tables
from pipeline.warehouse import connect
from pipeline.warehouse.build import Built, build, rebuild

VERSIONS = {"reader_version": "1", "parser_version": "1", "suite_version": "1"}


def digest(text: str) -> str:
    """Return the SHA-256 of some words."""
    return sha256(text.encode()).hexdigest()


def row(table: str, **values: object) -> Row:
    """Return a row of a table, NULL where nothing is given."""
    unknown = values.keys() - {column.name for column in tables()[table].columns}
    assert not unknown
    return {column.name: values.get(column.name) for column in tables()[table].columns}


def paper(
    publication_id: str, text: str = "Waarom?", *, questions: int = 1, char_start: int = 0
) -> Rows:
    """Return the rows of a paper with one reply that answers so many questions; ``char_start``
    below 0 is against the DDL.
    """
    letter_id = f"{publication_id}/letter-1"
    own = {"publication_id": publication_id}
    numbers = range(1, questions + 1)
    place = {"letter_id": letter_id, "char_start": char_start, "char_end": len(text)}
    return {
        "publication": [
            row(
                "publication",
                **own,
                chamber="EK",
                kind="brief",
                series=file_key(publication_id).series,
                version=1,
                media_type="text/plain",
                content_sha256=digest(text),
                text_sha256=digest(text),
                reader_version="1",
                parser_version="1",
            )
        ],
        "publication_text": [row("publication_text", **own, text=text)],
        "letter": [
            row(
                "letter",
                **own,
                letter_id=letter_id,
                ordinal=1,
                kind="reply",
                dated_on=date(2025, 6, 17),
            )
        ],
        "question": [
            row(
                "question",
                **own,
                **place,
                question_id=f"{publication_id}/question-{n}",
                ordinal=n,
                label=str(n),
                text=text,
            )
            for n in numbers
        ],
        "answer": [
            row(
                "answer",
                **own,
                **place,
                answer_id=f"{publication_id}/answer-{n}",
                ordinal=n,
                text=f"Antwoord {n}.",
            )
            for n in numbers
        ],
        "question_answer": [
            row(
                "question_answer",
                **own,
                question_id=f"{publication_id}/question-{n}",
                answer_id=f"{publication_id}/answer-{n}",
                relation="own",
                confidence=1.0,
            )
            for n in numbers
        ],
    }


def joined(papers: Sequence[Rows]) -> Rows:
    """Return the rows of several papers as one batch has them."""
    return {name: [one for rows in papers for one in rows.get(name, ())] for name in papers[0]}


@dataclass
class InMemoryPipeline:
    """A pipeline in memory, with the steps that the tests take with it."""

    log: EventLog
    store: ContentStore
    path: Path

    def tell(self, *events: Event) -> None:
        """Append these events whatever the state is: the warehouse must cope with any history."""
        for event in events:
            stream = self.log.stream(event.stream)
            self.log.append([event], stream[-1][1].originator_version if stream else 0)

    def keep(self, *papers: Rows) -> str:
        """Store the rows of these papers as one batch and return its hash."""
        return write_batch(self.store, frames(joined(papers)))

    def build(self, until: int | None = None) -> Built:
        """Bring the warehouse up to date."""
        return build(self.log, self.store, self.path, until=until)

    def rebuild(self, path: Path, until: int | None = None) -> Built:
        """Make another warehouse from nothing."""
        return rebuild(self.log, self.store, path, until=until)

    def tables(self, path: Path | None = None) -> dict[str, list[tuple[object, ...]]]:
        """Return every row of every table of a published warehouse, in the order of the keys."""
        with connect(path or self.path) as connection:
            return {
                name: connection.execute(
                    f"FROM {name} ORDER BY {', '.join(table.primary_key)}"
                ).fetchall()
                for name, table in tables().items()
            }

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return the answer to a query of the published warehouse."""
        with connect(self.path) as connection:
            return connection.execute(query).fetchall()


def ticking() -> Callable[[], datetime]:
    """Return a clock that goes on by a second whenever it is read."""
    second = iter(range(1_750_000_000, 2_000_000_000))
    return lambda: datetime.fromtimestamp(next(second), tz=UTC)


def new_memory_pipeline(folder: Path) -> InMemoryPipeline:
    """Return an empty log and store in this folder; nothing is published yet."""
    return InMemoryPipeline(
        open_log(f"sqlite:///{folder}/log.sqlite", ticking()),
        ContentStore((folder / "store").resolve().as_uri()),
        folder / "warehouse.duckdb",
    )


def listed(
    publication_id: str, source: str = "catalogue", **facts: str | None
) -> PublicationListed:
    """Return the event of a listing of the catalogue."""
    key = file_key(publication_id)
    told: dict[str, str | None] = {
        "chamber": key.chamber,
        "dossier_number": key.dossier_number,
        "sub_number": key.sub_number,
        "session_year": "2024-2025",
        "title": None,
        "dossier_title": None,
        "document_title": f"Brief {publication_id}",
        "document_type": None,
        "status": "Opgemaakt",
        "published_on": "2025-06-20",
        "modified_on": "2025-06-21",
        "modified_at": "2025-06-21T10:00:00+00:00",
        "preferred_url": None,
        "record_sha256": None,
    } | facts
    return PublicationListed(
        publication_id=publication_id,
        source=source,
        identifier=publication_id,
        series=key.series,
        manifestations={},
        **told,
    )


def identified(publication_id: str, value: str) -> IdentifierAssigned:
    """Return the event that assigns one more name to a paper."""
    return IdentifierAssigned(
        publication_id=publication_id, scheme="official", value=value, seen_on="2025-06-21"
    )


def fetched(publication_id: str, text: str) -> PublicationFetched:
    """Return the event of a successful fetch."""
    return PublicationFetched(
        publication_id=publication_id,
        content_sha256=digest(text),
        size=len(text),
        media_type="text/plain",
        manifestation="txt",
        url="https://example.org",
        etag=None,
        last_modified=None,
    )


def failed(publication_id: str, run: str = "run") -> FetchFailed:
    """Return the event of a failed fetch."""
    return FetchFailed(
        publication_id=publication_id,
        url="https://example.org",
        manifestation="txt",
        cause="unavailable",
        reason="503",
        run=run,
        seen_at="2026-03-01T06:00:00+00:00",
    )


def failure(reason: str) -> Failure:
    """Return a rule that is not met, and its place."""
    return Failure(
        rule="question.text",
        reason=reason,
        table_name="question",
        row_id=None,
        char_start=0,
        char_end=3,
        words="Waa",
    )


def accepted(publication_id: str, text: str, batch: str) -> PublicationAccepted:
    """Return the event that accepts a paper's rows."""
    return PublicationAccepted(
        publication_id=publication_id,
        content_sha256=digest(text),
        text_sha256=digest(text),
        version=1,
        batch_sha256=batch,
        warnings=[failure("kort")],
        **VERSIONS,
    )


def quarantined(
    publication_id: str, text: str, batch: str | None, reason: str = "too short"
) -> PublicationQuarantined:
    """Return the event that quarantines a paper's rows."""
    return PublicationQuarantined(
        publication_id=publication_id,
        content_sha256=digest(text),
        text_sha256=digest(text),
        version=1,
        batch_sha256=batch,
        failures=[failure(reason), failure(reason)],
        warnings=[failure("kort")],
        **VERSIONS,
    )


def released(publication_id: str, text: str) -> PublicationReleased:
    """Return the event of a person's release."""
    return PublicationReleased(
        publication_id=publication_id, content_sha256=digest(text), by="griffie", why="klopt wel"
    )


def rejected(publication_id: str, text: str) -> PublicationRejected:
    """Return the event of a person's rejection."""
    return PublicationRejected(
        publication_id=publication_id, content_sha256=digest(text), by="griffie", why="geen brief"
    )


def corrected(publication_id: str, text: str, number: int) -> PublicationCorrected:
    """Return the event by which a person corrects the kind of the paper with this text."""
    return PublicationCorrected(
        publication_id=publication_id,
        number=number,
        text_sha256=digest(text),
        what="kind",
        value="brief",
        char_start=None,
        char_end=None,
        by="griffie",
        why="zie de titel",
    )


def uncorrected(publication_id: str, number: int) -> CorrectionWithdrawn:
    """Return the event that withdraws a correction."""
    return CorrectionWithdrawn(
        publication_id=publication_id, number=number, by="griffie", why="toch niet"
    )


def withdrawn(publication_id: str) -> PublicationWithdrawn:
    """Return the event of a withdrawal by the source."""
    return PublicationWithdrawn(
        publication_id=publication_id, url="https://example.org", reason="404 twice"
    )


def validated(
    batch: str, *, success: bool = True, publication_ids: Sequence[str] = ()
) -> ValidationCompleted:
    """Return the event of the validation of a batch."""
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
                    "element_count": 3,
                    "unexpected_count": 0,
                    "publication_ids": [],
                }
                for number in (1, 2)
            ]
        ),
    )


def listing(since: str, until: str, count: int = 3) -> ListingCompleted:
    """Return the event of a complete listing of these days by the catalogue."""
    return ListingCompleted(
        source="catalogue",
        since=since,
        until=until,
        count=count,
        short_by=0,
        response_sha256=[],
        warnings=["jump"],
    )
