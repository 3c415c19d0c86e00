"""Accepted rows, read from the stored batches and completed with values that only the log has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.domain.aggregate import Publication
from pipeline.store.batches import read_batch
from pipeline.store.content import ContentStore
from pipeline.tables import PARSED, Frames, Row, Violation, conform, tables, violations
from pipeline.warehouse.rows import source_facts

PORTION_BYTES = 64 * 1024 * 1024
"""Size up to which batches are checked and loaded together.

Why: many small batches loaded one by one cost more than their rows.
"""


@dataclass(frozen=True, slots=True)
class Papers:
    """Accepted rows with the present columns of the tables, without those that the DDL refuses.

    ``refused`` holds the reasons by publication. Such a publication is left out and the others
    load.

    Why: a person may have released rows that the tables refuse, and the DDL may have become
    stricter since a batch was accepted.
    """

    frames: Frames
    refused: Mapping[str, list[Violation]]


def papers_in_force(store: ContentStore, publications: Iterable[Publication]) -> Iterator[Papers]:
    """Yield the accepted rows of these publications, in portions, reading each batch once.

    Raises:
        ContentMismatch: a batch is missing from the store, or damaged.
    """
    by_batch: dict[str, dict[str, Publication]] = defaultdict(dict)
    for publication in publications:
        if publication.accepted_version:
            by_batch[publication.accepted_version.batch_sha256][publication.publication_id] = (
                publication
            )
    wanted: dict[str, Publication] = {}
    pending: dict[str, list[pl.DataFrame]] = {name: [] for name in PARSED}
    size = 0
    for batch_sha256, own in sorted(by_batch.items()):
        wanted |= own
        mine = pl.col("publication_id").is_in(list(own))
        for name, stored in read_batch(store, batch_sha256, PARSED).items():
            pending[name].append(conform(name, stored.filter(mine)))
            size += int(pending[name][-1].estimated_size())
        if size > PORTION_BYTES:
            yield _judged(wanted, pending)
            wanted, pending, size = {}, {name: [] for name in PARSED}, 0
    if wanted:
        yield _judged(wanted, pending)


def _judged(
    wanted: Mapping[str, Publication], pending: Mapping[str, Sequence[pl.DataFrame]]
) -> Papers:
    """Return the rows of one portion; leave out refused publications, and those without rows."""
    frames = {name: pl.concat(parts) for name, parts in pending.items() if parts}
    frames["publication"] = frames["publication"].update(
        _facts(wanted.values()), on="publication_id"
    )
    refused: dict[str, list[Violation]] = defaultdict(list)
    for violation in (*_absent(frames, wanted), *violations(frames)):
        refused[str(violation.publication_id)].append(violation)
    taken = ~pl.col("publication_id").is_in(list(refused))
    return Papers({name: table_rows.filter(taken) for name, table_rows in frames.items()}, refused)


def _facts(publications: Iterable[Publication]) -> pl.DataFrame:
    """Return the values that the log knows better than the batch.

    These are version and position of the decision, and the latest listing of the source.
    """
    facts: list[Row] = []
    for publication in publications:
        if publication.accepted_version:
            known = {
                "version": publication.accepted_version.version,
                "log_position": publication.accepted_version.position,
            }
            facts.append(
                {"publication_id": publication.publication_id, **known, **source_facts(publication)}
            )
    schema = tables()["publication"].schema
    names = ("publication_id", "version", "log_position", "status", "published_on", "modified_at")
    return pl.DataFrame(facts, schema={name: schema[name] for name in names})


def _absent(frames: Frames, wanted: Mapping[str, Publication]) -> Iterator[Violation]:
    """Yield a violation for each publication without a row in its batch."""
    for name in sorted(wanted.keys() - set(frames["publication"]["publication_id"])):
        accepted_version = wanted[name].accepted_version
        reason = (
            f"batch {accepted_version and accepted_version.batch_sha256} holds no row of this "
            "publication: parse it again"
        )
        yield Violation(name, "publication", None, "publication.absent", reason)
