"""Correcting: record what a person states of a paper, and read the paper again with it.

A correction is about the text of the latest validation. Recorded, it waits like new bytes do: the
next build reads the paper with it, and ``read_again`` does so at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.corrections.statements import Statement, state
from pipeline.domain.aggregate import Publication
from pipeline.domain.deduplication import new_events
from pipeline.domain.events import CorrectionWithdrawn, Event, PublicationCorrected
from pipeline.errors import ConfigurationError, DecisionRefused
from pipeline.flows import publishing, reparsing
from pipeline.flows.reviewing import check_signed
from pipeline.flows.stores import Stores, open_stores
from pipeline.parsing.origin import Rows
from pipeline.settings import Settings
from pipeline.store.batches import read_batch
from pipeline.tables import conform, frames


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a paper as they were validated last, and the hash of their text."""

    publication: Publication
    text_sha256: str
    rows: Rows


def reading(stores: Stores, name: str) -> Reading:
    """Return the last reading of a paper, found by its id or by any identifier it ever had.

    Raises:
        ConfigurationError: nothing in the log has that name.
        DecisionRefused: the paper is withdrawn, or could not be read.
    """
    publication = stores.log.publication(name)
    if publication.position == 0 and (owners := stores.log.waiting.named(name)):
        publication = stores.log.publication(owners[0])
    if publication.position == 0:
        raise ConfigurationError(
            f"nothing in the log is called {name}: `griffier status` lists what is there"
        )
    judged, name = publication.judged, publication.publication_id
    if publication.withdrawn:
        raise DecisionRefused(f"{name} is withdrawn: there is nothing to correct")
    if judged is None or judged.batch_sha256 is None or judged.text_sha256 is None:
        raise DecisionRefused(
            f"{name} has no text that was read, so there is nothing to correct: "
            f"`griffier status {name}` tells why"
        )
    stored = read_batch(stores.store, judged.batch_sha256)
    mine = pl.col("publication_id") == name
    rows_by_table = frames({}) | {table: conform(table, frame) for table, frame in stored.items()}
    rows = {table: frame.filter(mine).to_dicts() for table, frame in rows_by_table.items()}
    return Reading(publication, judged.text_sha256, rows)


def correct(
    stores: Stores, known: Reading, statement: Statement, *, by: str, why: str
) -> PublicationCorrected:
    """Record a correction of this reading; return it, or the equal one that was recorded before.

    Raises:
        DecisionRefused: ``by`` or ``why`` is empty, or another text was validated since.
    """
    name = known.publication.publication_id
    check_signed(name, by, why)

    def event(publication: Publication) -> PublicationCorrected:
        return PublicationCorrected(
            publication_id=name,
            number=publication.correction_count + 1,
            text_sha256=known.text_sha256,
            what=statement.what,
            value=statement.value,
            char_start=statement.char_start,
            char_end=statement.char_end,
            by=by.strip(),
            why=why.strip(),
        )

    def decide(publication: Publication) -> Sequence[Event]:
        judged = publication.judged
        if publication.withdrawn or judged is None or judged.text_sha256 != known.text_sha256:
            raise DecisionRefused(f"the text of {name} changed meanwhile: look at it again")
        return new_events(publication, event(publication))

    stores.log.record(name, decide)
    return next(
        correction
        for correction in reversed(stores.log.publication(name).corrections)
        if (correction.what, correction.value, correction.char_start, correction.char_end)
        == (statement.what, statement.value, statement.char_start, statement.char_end)
    )


def state_and_correct(
    stores: Stores, known: Reading, *parts: str, by: str, why: str
) -> PublicationCorrected:
    """Record what a person typed: what is corrected, its value, and where it begins and ends.

    Raises:
        DecisionRefused: as for ``state`` and ``correct``.
    """
    check_signed(known.publication.publication_id, by, why)
    return correct(stores, known, state(known.rows, *parts), by=by, why=why)


def withdraw(stores: Stores, name: str, number: int, *, by: str, why: str) -> None:
    """Record that a person takes back the correction with this number.

    Raises:
        DecisionRefused: there is no such correction, or ``by`` or ``why`` is empty.
    """
    check_signed(name, by, why)
    numbers = stores.log.publication(name).correction_numbers
    if number not in numbers:
        known = ", ".join(map(str, numbers)) or "none"
        raise DecisionRefused(f"{name} has no correction {number} to withdraw; it has {known}")
    event = CorrectionWithdrawn(publication_id=name, number=number, by=by.strip(), why=why.strip())
    stores.log.note([event])


def read_again(stores: Stores, name: str) -> list[reparsing.Change]:
    """Read one paper with its corrections, validate and publish it; return the changes in its rows.

    The latest rows that were validated are compared, whether they are in the tables or not.
    """
    changes = list(reparsing.changes(stores, [name]))
    reparsing.adopt(stores, reparsing.keep_all(stores, [name]))
    publishing.publish(stores)
    return changes


def record_form(
    publication_id: str, person: str, fields: Mapping[str, str], configured: Settings | None = None
) -> int:
    """Record a correction, or a withdrawal of one, from the form of the page; return its number.

    Raises:
        DecisionRefused: as for ``state``, ``correct`` and ``withdraw``, or the text of the paper is
            no longer the one that the person saw.
    """
    with open_stores(configured) as stores:
        known = reading(stores, publication_id)
        name = known.publication.publication_id
        if known.text_sha256 != fields["text_sha256"]:
            raise DecisionRefused(f"the text of {name} changed meanwhile: look at it again")
        if fields["withdraw"].isdecimal():
            number = int(fields["withdraw"])
            withdraw(stores, name, number, by=person, why=fields["why"])
            return number
        parts = (fields[part] for part in ("what", "value", "begin", "end"))
        return state_and_correct(stores, known, *parts, by=person, why=fields["why"]).number
