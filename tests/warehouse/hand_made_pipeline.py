"""A real log, content store and warehouse in a temporary folder, and papers with hand-made rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from event_builders import sha

from pipeline.domain.events import Event
from pipeline.identity import file_key
from pipeline.log import EventLog, open_log
from pipeline.store.batches import write_batch
from pipeline.store.content import ContentStore
from pipeline.tables import Row, Rows, frames, tables
from pipeline.warehouse import connect
from pipeline.warehouse.build import Built, build, rebuild


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
                content_sha256=sha(text),
                text_sha256=sha(text),
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
class HandMadePipeline:
    """Log, content store and warehouse in one folder, with the steps that tests take."""

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


def new_hand_made_pipeline(folder: Path) -> HandMadePipeline:
    """Return an empty log and store in this folder; nothing is published yet."""
    return HandMadePipeline(
        open_log(f"sqlite:///{folder}/log.sqlite", ticking()),
        ContentStore((folder / "store").resolve().as_uri()),
        folder / "warehouse.duckdb",
    )
