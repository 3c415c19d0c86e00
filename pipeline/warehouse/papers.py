"""The rows in force, read from the stored batches that the decisions name, with what only the log knows filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from pipeline.parsing.facts import Row
from pipeline.publication import Publication
from pipeline.store.batches import read_batch
from pipeline.store.content import ContentStore
from pipeline.tables import PARSED, Frames, Violation, conform, tables, violations
from pipeline.warehouse.rows import source_facts


@dataclass(frozen=True, slots=True)
class Papers:
    """The rows in force that one stored batch holds, as the tables are today, without those that the DDL refuses.

    ``refused`` holds the reasons by publication: a person may have released what the tables cannot take, and the DDL
    may have become stricter since a batch was accepted. Such a publication is left out and the others load.
    """

    frames: Frames
    refused: Mapping[str, list[Violation]]


def papers_in_force(store: ContentStore, publications: Iterable[Publication]) -> Iterator[Papers]:
    """The rows in force of these publications, batch by batch, so that each batch is read once.

    Raises:
        ContentMismatch: a batch is not in the store as it was written.
    """
    by_batch: dict[str, dict[str, Publication]] = defaultdict(dict)
    for publication in publications:
        if publication.in_force:
            by_batch[publication.in_force.batch_sha256][publication.publication_id] = publication
    for batch_sha256, wanted in sorted(by_batch.items()):
        frames = _frames(store, batch_sha256, wanted)
        refused: dict[str, list[Violation]] = defaultdict(list)
        for violation in (*_absent(batch_sha256, frames, wanted), *violations(frames)):
            refused[str(violation.publication_id)].append(violation)
        taken = ~pl.col("publication_id").is_in(list(refused))
        yield Papers({name: found.filter(taken) for name, found in frames.items()}, refused)


def _frames(store: ContentStore, batch_sha256: str, wanted: Mapping[str, Publication]) -> Frames:
    stored = read_batch(store, batch_sha256, PARSED)
    mine = pl.col("publication_id").is_in(list(wanted))
    frames = {name: conform(name, found.filter(mine)) for name, found in stored.items()}
    frames["publication"] = frames["publication"].update(_facts(wanted.values()), on="publication_id")
    return frames


def _facts(publications: Iterable[Publication]) -> pl.DataFrame:
    """What the log knows better than the batch: version and position of the decision, and the source's last word."""
    told: list[Row] = []
    for publication in publications:
        if publication.in_force:
            known = {"version": publication.in_force.version, "log_position": publication.in_force.position}
            told.append({"publication_id": publication.publication_id, **known, **source_facts(publication)})
    schema = tables()["publication"].schema
    names = ("publication_id", "version", "log_position", "status", "published_on", "modified_at")
    return pl.DataFrame(told, schema={name: schema[name] for name in names})


def _absent(batch_sha256: str, frames: Frames, wanted: Mapping[str, Publication]) -> Iterator[Violation]:
    for name in sorted(wanted.keys() - set(frames["publication"]["publication_id"])):
        reason = f"batch {batch_sha256} holds no row of this publication: parse it again"
        yield Violation(name, "publication", None, "publication.absent", reason)
