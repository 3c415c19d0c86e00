"""Reparsing: the changes by a newer reader or parser, row by row, before they are adopted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from pipeline.domain.aggregate import Publication
from pipeline.domain.events import PublicationQuarantined
from pipeline.domain.pending import made_by
from pipeline.errors import ConfigurationError
from pipeline.flows.acceptance import batches, decide_batch
from pipeline.flows.papers import Parsed, parse_papers
from pipeline.flows.stores import ProgressCallback, Stores, no_progress
from pipeline.parsing import PARSER_VERSION
from pipeline.parsing.origin import Row
from pipeline.reading import READER_VERSION
from pipeline.store.batches import read_batch, write_batch
from pipeline.tables import Frames, conform, frames, tables

PROVENANCE = frozenset({"reader_version", "parser_version", "log_position"})
"""Columns with the versions that made the rows; they are expected to differ."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell, or one row, that would change.

    ``column`` is empty if a whole row is added or removed.
    """

    publication_id: str
    table: str
    row_id: str
    column: str
    before: object
    after: object


@dataclass(slots=True)
class Comparison:
    """Some publications parsed by the present reader and parser, and the resulting changes."""

    parsed: Parsed
    changes: list[Change]


@dataclass(slots=True)
class Reparsed:
    """Results of the present reader and parser, ready to be adopted.

    ``batches`` are hashes of stored batches of rows, ``unparsed`` the quarantines of papers without
    rows, ``changes`` the number of changed cells and rows.
    """

    changes: int = 0
    batches: list[str] = field(default_factory=list)
    unparsed: list[PublicationQuarantined] = field(default_factory=list)


def chosen(stores: Stores, publication_ids: Sequence[str]) -> list[str]:
    """Return these publications, or every stale one if none is named.

    Raises:
        ConfigurationError: no bytes were ever fetched under one of these names.
    """
    states = stores.log.publications(publication_ids)
    if unknown := [name for name, state in states.items() if state.fetched is None]:
        raise ConfigurationError(
            f"no bytes are held of {', '.join(unknown)}: `griffier status` lists what there is, by "
            "its id"
        )
    return list(states) or stale(stores)


def stale(stores: Stores) -> list[str]:
    """Return all publications validated with another reader or parser, in order of id."""
    return stores.log.waiting.not_made_by(made_by(READER_VERSION, PARSER_VERSION))


def comparisons(
    stores: Stores, publication_ids: Sequence[str], on_progress: ProgressCallback = no_progress
) -> Iterator[Comparison]:
    """Parse these publications batch by batch and compare the rows with those that are held.

    Nothing is written. Publications of one stored batch are compared together, so that each batch
    is read once.
    """
    by_batch = sorted(
        stores.log.publications(publication_ids).values(),
        key=lambda state: (
            (state.judged and state.judged.batch_sha256) or "",
            state.publication_id,
        ),
    )
    held = _Held(stores)
    done = 0
    for names in batches([state.publication_id for state in by_batch]):
        states = by_batch[done : done + len(names)]
        parsed = parse_papers(stores, [state for state in states if state.fetched])
        now = parsed.frames or frames({})
        yield Comparison(parsed, list(_changes(held.rows(states), now)))
        done += len(names)
        on_progress("compare", done, len(publication_ids))


def changes(
    stores: Stores, publication_ids: Sequence[str], on_progress: ProgressCallback = no_progress
) -> Iterator[Change]:
    """Yield the changes that the present reader and parser would make to these publications.

    Nothing is written.
    """
    for comparison in comparisons(stores, publication_ids, on_progress):
        yield from comparison.changes


def keep_all(
    stores: Stores, publication_ids: Sequence[str], on_progress: ProgressCallback = no_progress
) -> Reparsed:
    """Parse and compare these publications once, and store the rows as batches.

    No event names the batches until they are adopted.
    """
    reparsed = Reparsed()
    for comparison in comparisons(stores, publication_ids, on_progress):
        reparsed.changes += len(comparison.changes)
        reparsed.unparsed += comparison.parsed.unparsed
        if comparison.parsed.frames:
            reparsed.batches.append(write_batch(stores.store, comparison.parsed.frames))
    return reparsed


def adopt(stores: Stores, reparsed: Reparsed) -> dict[str, int]:
    """Validate the stored results; return how many publications were accepted and quarantined."""
    stores.log.note(reparsed.unparsed)
    tally = Counter({"accepted": 0, "quarantined": len(reparsed.unparsed)})
    for batch in reparsed.batches:
        tally.update(decide_batch(stores, batch, data_docs=batch == reparsed.batches[-1]))
    return dict(tally)


class _Held:
    """The rows of the last decisions; each batch is read once if papers come in order of batch."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._name = ""
        self._batch: Frames = {}

    def rows(self, states: Sequence[Publication]) -> Frames:
        """Return the held rows of these publications, given in the order of their batches."""
        wanted: dict[str, list[str]] = {}
        for state in states:
            if state.judged and state.judged.batch_sha256:
                wanted.setdefault(state.judged.batch_sha256, []).append(state.publication_id)
        parts = [self._of(batch, names) for batch, names in wanted.items()]
        return (
            {name: pl.concat([part[name] for part in parts]) for name in parts[0]} if parts else {}
        )

    def _of(self, batch_sha256: str, names: Sequence[str]) -> Frames:
        if self._name != batch_sha256:
            stored = read_batch(self._stores.store, batch_sha256)
            self._name = batch_sha256
            self._batch = frames({}) | {
                name: conform(name, table_rows) for name, table_rows in stored.items()
            }
        mine = pl.col("publication_id").is_in(names)
        return {name: table_rows.filter(mine) for name, table_rows in self._batch.items()}


def _changes(held: Frames, now: Frames) -> Iterator[Change]:
    """Yield the differences between held and new rows, cell by cell if a row is in both."""
    for table, after in now.items():
        key = tables()[table].primary_key
        before = held.get(table, after.clear())
        old, new = _differing(before, after), _differing(after, before)
        rows, others = _by_key(old, key), _by_key(new, key)
        for row_id in sorted(rows.keys() | others.keys()):
            yield from _of_row(table, row_id, rows.get(row_id), others.get(row_id))


def _differing(rows: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that the other frame does not have, apart from provenance."""
    columns = [name for name in rows.columns if name not in PROVENANCE]
    there = others.select(columns).hash_rows()
    return rows.filter(~rows.select(columns).hash_rows().is_in(there.implode()))


def _of_row(table: str, row_id: str, old: Row | None, new: Row | None) -> Iterator[Change]:
    """Yield the changes in one row."""
    name = str((new or old or {}).get("publication_id"))
    if old is None or new is None:
        yield Change(name, table, row_id, "", old, new)
        return
    for column, value in new.items():
        if column not in PROVENANCE and value != old.get(column):
            yield Change(name, table, row_id, column, old.get(column), value)


def _by_key(table_rows: pl.DataFrame, key: Sequence[str]) -> Mapping[str, Row]:
    return {
        " ".join(str(row[column]) for column in key): row
        for row in table_rows.iter_rows(named=True)
    }
