"""Reparsing: what a newer reader or parser would change, row by row, before it is adopted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.errors import ConfigurationError, UnreadableDocument
from pipeline.flows.archive import Archive, OnStep, every_publication, unwatched
from pipeline.flows.deciding import facts
from pipeline.parsing import PARSER_VERSION, parse
from pipeline.parsing.facts import Row
from pipeline.publication import Publication
from pipeline.reading import READER_VERSION, read
from pipeline.store.batches import read_batch
from pipeline.tables import Frames, conform, frames, tables

PROVENANCE = frozenset({"reader_version", "parser_version", "log_position"})
"""Columns that tell by what the rows were made: they differ by design."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell, or one row, that would change. ``column`` is empty where a whole row is added or
    removed.
    """

    publication_id: str
    table: str
    row_id: str
    column: str
    before: object
    after: object


def chosen(archive: Archive, publication_ids: Sequence[str]) -> list[str]:
    """These publications, or where none is named every stale one.

    Raises: ConfigurationError: nothing was ever fetched under one of these names, so there is
    nothing to read.
    """
    states = archive.log.publications(publication_ids)
    if unknown := [name for name, state in states.items() if state.fetched is None]:
        raise ConfigurationError(
            f"no bytes are held of {', '.join(unknown)}: `griffier status` lists what there is, by "
            "its id"
        )
    return list(states) or stale(archive)


def stale(archive: Archive) -> list[str]:
    """Every publication that was judged on rows of another reader or parser than today's, in the
    order of their ids.
    """
    today = (READER_VERSION, PARSER_VERSION)
    judged = ((name, state.judged) for name, state in sorted(every_publication(archive).items()))
    return [
        name
        for name, last in judged
        if last is not None and (last.reader_version, last.parser_version) != today
    ]


def changes(
    archive: Archive, publication_ids: Sequence[str], on_step: OnStep = unwatched
) -> Iterator[Change]:
    """What today's reader and parser would change in the rows of these publications; nothing is
    written.
    """
    states = archive.log.publications(publication_ids)
    for done, name in enumerate(publication_ids, start=1):
        yield from _changes(
            name, _rows_held(archive, states[name]), _rows_now(archive, states[name])
        )
        on_step("compare", done, len(publication_ids))


def _rows_held(archive: Archive, state: Publication) -> Frames:
    """The rows that the last judgement was about; none where there were none."""
    if state.judged is None or state.judged.batch_sha256 is None:
        return frames({})
    batch = read_batch(archive.store, state.judged.batch_sha256)
    return {
        table: conform(table, frame.filter(publication_id=state.publication_id))
        for table, frame in batch.items()
    }


def _rows_now(archive: Archive, state: Publication) -> Frames:
    """The rows that today's code makes of the bytes that we hold."""
    if state.fetched is None:
        return frames({})
    try:
        content = archive.store.get(state.fetched.content_sha256)
        document = read(content, name=state.fetched.url, media_type=state.fetched.media_type)
    except UnreadableDocument:
        return frames({})
    return frames(parse(document, facts(state, document.text_sha256)))


def _changes(publication_id: str, held: Frames, now: Frames) -> Iterator[Change]:
    """What differs between the rows that are held and those of today, cell by cell where the row is
    in both.
    """
    for table in now:
        key = tables()[table].primary_key
        before, after = _by_key(held.get(table), key), _by_key(now[table], key)
        for row_id in sorted(before.keys() | after.keys()):
            old, new = before.get(row_id), after.get(row_id)
            if old is None or new is None:
                yield Change(publication_id, table, row_id, "", old, new)
                continue
            for column, value in new.items():
                if column not in PROVENANCE and value != old.get(column):
                    yield Change(publication_id, table, row_id, column, old.get(column), value)


def _by_key(frame: pl.DataFrame | None, key: Sequence[str]) -> dict[str, Row]:
    if frame is None:
        return {}
    return {
        " ".join(str(row[column]) for column in key): row for row in frame.iter_rows(named=True)
    }
