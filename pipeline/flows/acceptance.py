"""Acceptance: read, parse and validate held bytes, then accept or quarantine each publication."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline import metrics
from pipeline.domain import pending
from pipeline.domain.events import (
    Failure,
    PublicationAccepted,
    PublicationQuarantined,
    ValidationCompleted,
)
from pipeline.flows.batch_plausibility import objections
from pipeline.flows.papers import parse_papers
from pipeline.flows.stores import ProgressCallback, Stores, no_progress
from pipeline.parsing import PARSER_VERSION
from pipeline.quality import QualityOutcome, data_docs_due, history, validate
from pipeline.quality.history import REMEMBERED
from pipeline.reading import READER_VERSION
from pipeline.store.batches import read_batch, write_batch
from pipeline.tables import Frames, conform, frames

logger = logging.getLogger(__name__)

BATCH = 200
"""Number of publications that are parsed and validated together.

Why: a rebuild then reads few large files, and a batch still uses little memory.
"""


def plan_decisions(stores: Stores) -> list[str]:
    """Return every publication to validate, in the order of their ids.

    Their bytes or their listing changed since the last validation. A paper that exceeded the limits
    of reading is retried with a new reader, a new parser or new limits.
    """
    made_by = pending.made_by(READER_VERSION, PARSER_VERSION)
    return stores.log.waiting.to_judge(made_by, str(stores.limits))


def batches(publication_ids: Sequence[str]) -> list[list[str]]:
    """Split the publications into groups that are parsed and validated together."""
    return [
        list(publication_ids[start : start + BATCH])
        for start in range(0, len(publication_ids), BATCH)
    ]


def parse_batch(
    stores: Stores, publication_ids: Sequence[str], on_progress: ProgressCallback = no_progress
) -> str | None:
    """Read and parse these publications; return the hash of the stored batch, None without rows.

    A publication that cannot be read, on which the parser itself fails, or that exceeds the limits
    of reading, is quarantined here with the reason.
    """
    states = stores.log.publications(publication_ids)
    held = [state for state in states.values() if state.fetched]
    parsed = parse_papers(stores, held, on_progress)
    stores.log.note(parsed.unparsed)
    _tell(parsed.unparsed)
    return write_batch(stores.store, parsed.frames) if parsed.frames else None


def decide_batch(stores: Stores, batch_sha256: str, *, data_docs: bool = True) -> dict[str, int]:
    """Validate one stored batch and accept or quarantine each publication in it.

    ``data_docs`` renders Great Expectations' own pages. They show one batch, so only the last of
    several batches needs them.

    Returns:
        The number of publications accepted and quarantined.

    Raises:
        QualityFailed: an expectation raised an error; no decision is recorded.
    """
    stored = read_batch(stores.store, batch_sha256)
    batch = frames({}) | {name: conform(name, frame) for name, frame in stored.items()}
    stream = f"validation:{batch_sha256}"
    runs = stores.log.latest(ValidationCompleted, REMEMBERED + 1)
    earlier = history(
        run.results
        for _, run in runs
        if isinstance(run, ValidationCompleted) and run.stream != stream
    )
    outcome = validate(batch, earlier, stores.settings.home / "data_docs" if data_docs else None)
    refused = objections(stores, batch)
    decisions = list(_decisions(batch, batch_sha256, outcome, refused))
    validation = ValidationCompleted(
        batch_sha256=batch_sha256,
        suite_version=outcome.suite_version,
        publication_ids=[event.publication_id for event in decisions],
        packed_results=ValidationCompleted.pack(outcome.results),
    )
    stores.log.note([*decisions, validation])
    _tell(decisions)
    return dict(
        Counter(
            "accepted" if isinstance(event, PublicationAccepted) else "quarantined"
            for event in decisions
        )
    )


def _tell(decisions: Sequence[PublicationAccepted | PublicationQuarantined]) -> None:
    """Write each quarantine with its first reason to the log of the task.

    Why: whoever opens that log asks which paper was held back, and by which rule.
    """
    for decision in decisions:
        if isinstance(decision, PublicationQuarantined) and decision.failures:
            first, *others = decision.failures
            more = f", and {len(others)} more reasons" if others else ""
            logger.info(
                "%s is quarantined: %s (%s)%s",
                decision.publication_id,
                first["reason"],
                first["rule"],
                more,
            )


def decide(
    stores: Stores, publication_ids: Sequence[str], on_progress: ProgressCallback = no_progress
) -> dict[str, int]:
    """Parse and validate these publications; return how many were accepted and quarantined.

    The decisions about a batch are recorded before the next one is parsed. Data Docs are rendered
    for the last batch if those that exist are older than a day.
    """
    tally: Counter[str] = Counter()
    groups = batches(publication_ids)
    docs_due = data_docs_due(stores.settings.home / "data_docs", stores.log.now())
    for number, group in enumerate(groups, start=1):
        logger.info("batch %d of %d: %d papers", number, len(groups), len(group))
        with metrics.timed("parse"):
            batch = parse_batch(stores, group, on_progress)
        decided: Counter[str] = Counter()
        if batch:
            with metrics.timed("validate"):
                last = number == len(groups)
                decided += Counter(decide_batch(stores, batch, data_docs=docs_due and last))
        # Papers that could not be parsed were quarantined before.
        decided["quarantined"] += len(group) - decided.total()
        metrics.count_papers(decided)
        logger.info("%s", ", ".join(f"{count} {word}" for word, count in sorted(decided.items())))
        tally += decided
    return dict(tally)


def _decisions(
    batch: Frames,
    batch_sha256: str,
    outcome: QualityOutcome,
    refused: Mapping[str, Sequence[Failure]],
) -> Iterator[PublicationAccepted | PublicationQuarantined]:
    """Yield one decision per publication, in the order of its rows.

    ``refused`` holds failures of texts that cannot be the listed papers, by publication.
    """
    columns = (
        "publication_id",
        "content_sha256",
        "text_sha256",
        "version",
        "reader_version",
        "parser_version",
    )
    corrected: dict[str, list[int]] = {}
    for name, number in (
        batch["correction"].select("publication_id", "number").sort("number").rows()
    ):
        corrected.setdefault(name, []).append(number)
    once = (
        batch["publication"]
        .select(columns)
        .unique("publication_id", keep="first", maintain_order=True)
    )
    for row in once.iter_rows(named=True):
        name = row["publication_id"]
        decision = {
            **row,
            "suite_version": outcome.suite_version,
            "batch_sha256": batch_sha256,
            "warnings": list(outcome.warnings.get(name, ())),
            "corrections": corrected.get(name, []),
        }
        if failures := [*refused.get(name, ()), *outcome.failures.get(name, ())]:
            yield PublicationQuarantined(**decision, failures=failures)
        else:
            yield PublicationAccepted(**decision)
