"""Deciding: held bytes are read, parsed and judged; each publication is accepted or quarantined on
its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pipeline.domain import pending
from pipeline.domain.events import (
    Failure,
    PublicationAccepted,
    PublicationQuarantined,
    ValidationCompleted,
)
from pipeline.flows.papers import parse_papers
from pipeline.flows.plausibility import objections
from pipeline.flows.stores import ProgressCallback, Stores, no_progress
from pipeline.parsing import PARSER_VERSION
from pipeline.quality import Verdict, history, validate
from pipeline.quality.history import REMEMBERED
from pipeline.reading import READER_VERSION
from pipeline.store.batches import read_batch, write_batch
from pipeline.tables import conform

BATCH = 200
"""Publications parsed and judged together: a rebuild reads few large files, and a batch fits in
memory many times over."""


def plan_decisions(archive: Stores) -> list[str]:
    """Return every publication whose bytes, or what the source says of them, were not judged yet;
    in the order of their ids.

    A paper that went beyond the limits of reading is tried again by a new reader or new limits.
    """
    made_by = pending.made_by(READER_VERSION, PARSER_VERSION)
    return archive.log.waiting.to_judge(made_by, str(archive.limits))


def batches(publication_ids: Sequence[str]) -> list[list[str]]:
    """The publications in groups that are parsed and judged together."""
    return [
        list(publication_ids[start : start + BATCH])
        for start in range(0, len(publication_ids), BATCH)
    ]


def parse_batch(
    archive: Stores, publication_ids: Sequence[str], on_progress: ProgressCallback = no_progress
) -> str | None:
    """Read and parse these publications; returns the hash of the stored batch, None when none of
    them has rows.

    A publication that cannot be read, on which the parser itself fails, or that goes beyond the
    limits of reading, is quarantined here with the reason.
    """
    states = archive.log.publications(publication_ids)
    held = [state for state in states.values() if state.fetched]
    parsed = parse_papers(archive, held, on_progress)
    archive.log.note(parsed.unparsed)
    return write_batch(archive.store, parsed.frames) if parsed.frames else None


def decide_batch(archive: Stores, batch_sha256: str, *, data_docs: bool = True) -> dict[str, int]:
    """Validate one stored batch and decide about each publication in it; returns how many were
    accepted and quarantined.

    ``data_docs`` renders Great Expectations' own pages, which show one batch: of several, only the
    last needs it.

    Raises:
        QualityFailed: an expectation raised; nobody is judged.
    """
    stored = read_batch(archive.store, batch_sha256)
    batch = {name: conform(name, frame) for name, frame in stored.items()}
    stream = f"validation:{batch_sha256}"
    runs = archive.log.latest(ValidationCompleted, REMEMBERED + 1)
    earlier = history(
        run.results
        for _, run in runs
        if isinstance(run, ValidationCompleted) and run.stream != stream
    )
    verdict = validate(batch, earlier, archive.settings.home / "data_docs" if data_docs else None)
    refused = objections(archive, batch)
    judged = list(_judgements(batch["publication"], batch_sha256, verdict, refused))
    validation = ValidationCompleted(
        batch_sha256=batch_sha256,
        suite_version=verdict.suite_version,
        publication_ids=[event.publication_id for event in judged],
        results=list(verdict.results),
    )
    archive.log.note([*judged, validation])
    return dict(
        Counter(
            "accepted" if isinstance(event, PublicationAccepted) else "quarantined"
            for event in judged
        )
    )


def judge(
    archive: Stores, publication_ids: Sequence[str], on_progress: ProgressCallback = no_progress
) -> dict[str, int]:
    """Parse and judge these publications, batch by batch; returns how many were accepted and
    quarantined.
    """
    tally: Counter[str] = Counter()
    groups = batches(publication_ids)
    for number, group in enumerate(groups, start=1):
        batch = parse_batch(archive, group, on_progress)
        judged = (
            Counter(decide_batch(archive, batch, data_docs=number == len(groups)))
            if batch
            else Counter()
        )
        judged["quarantined"] += (
            len(group) - judged.total()
        )  # what could not be parsed was quarantined on the way
        tally += judged
    return dict(tally)


def _judgements(
    publications: pl.DataFrame,
    batch_sha256: str,
    verdict: Verdict,
    refused: Mapping[str, Sequence[Failure]],
) -> Iterator[PublicationAccepted | PublicationQuarantined]:
    """Yield one decision per publication, in the order of its rows.

    ``refused`` holds why texts cannot be the papers that the source lists.
    """
    columns = (
        "publication_id",
        "content_sha256",
        "text_sha256",
        "version",
        "reader_version",
        "parser_version",
    )
    once = publications.select(columns).unique("publication_id", keep="first", maintain_order=True)
    for row in once.iter_rows(named=True):
        name = row["publication_id"]
        judgement = {
            **row,
            "suite_version": verdict.suite_version,
            "batch_sha256": batch_sha256,
            "warnings": list(verdict.warnings.get(name, ())),
        }
        if failures := [*refused.get(name, ()), *verdict.failures.get(name, ())]:
            yield PublicationQuarantined(**judgement, failures=failures)
        else:
            yield PublicationAccepted(**judgement)
