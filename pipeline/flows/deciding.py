"""Deciding: held bytes are read, parsed and judged; each publication is accepted or quarantined on
its own.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

import polars as pl

from pipeline.errors import UnreadableDocument
from pipeline.events import (
    Failure,
    PublicationAccepted,
    PublicationQuarantined,
    ValidationCompleted,
)
from pipeline.flows.archive import Archive, OnStep, every_publication, unwatched
from pipeline.parsing import PARSER_VERSION, parse
from pipeline.parsing.facts import Facts, Row, Rows
from pipeline.publication import Publication
from pipeline.quality import Verdict, history, suite_version, validate
from pipeline.reading import READER_VERSION, read
from pipeline.store.batches import read_batch, write_batch
from pipeline.tables import conform, frames

logger = logging.getLogger(__name__)

BATCH = 200
"""Publications parsed and judged together: a rebuild reads few large files, and a batch fits in
memory many times over."""


def plan_decisions(archive: Archive) -> list[str]:
    """Every publication whose bytes, or what the source says of them, were not judged yet; in the
    order of their ids.
    """
    return sorted(
        name for name, state in every_publication(archive).items() if state.needs_judgement
    )


def batches(publication_ids: Sequence[str]) -> list[list[str]]:
    """The publications in groups that are parsed and judged together."""
    return [
        list(publication_ids[start : start + BATCH])
        for start in range(0, len(publication_ids), BATCH)
    ]


def facts(state: Publication, text_sha256: str) -> Facts:
    """What the source says of a publication whose bytes we hold, for the parser."""
    listed, fetched = state.listed, state.fetched
    if listed is None or fetched is None:
        raise ValueError(
            f"{state.publication_id} was never listed and fetched: there is nothing to parse"
        )
    return Facts(
        publication_id=state.publication_id,
        series=listed.series,
        content_sha256=fetched.content_sha256,
        version=state.version_of(text_sha256),
        chamber=listed.chamber,
        dossier_number=listed.dossier_number,
        sub_number=listed.sub_number,
        session_year=listed.session_year,
        title=listed.title,
        dossier_title=listed.dossier_title,
        document_title=listed.document_title,
        document_type=listed.document_type,
        status=listed.status,
        published_on=date.fromisoformat(listed.published_on) if listed.published_on else None,
        modified_at=datetime.fromisoformat(listed.modified_at) if listed.modified_at else None,
        source_url=None if fetched.url.startswith("file:") else fetched.url,
    )


def parse_batch(
    archive: Archive, publication_ids: Sequence[str], on_step: OnStep = unwatched
) -> str | None:
    """Read and parse these publications; returns the hash of the stored batch, None when none of
    them has rows.

    A publication that cannot be read, or on which the parser itself fails, is quarantined with the
    reason here.
    """
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    states = archive.log.publications(publication_ids)
    for done, name in enumerate(publication_ids, start=1):
        for table, parsed in _parse(archive, states[name]).items():
            rows[table] += parsed
        on_step("parse", done, len(publication_ids))
    return write_batch(archive.store, frames(rows)) if rows else None


def _parse(archive: Archive, state: Publication) -> Rows:
    """The rows of one publication; none where it cannot be read, which is then in the log."""
    if state.fetched is None:
        return {}
    content = archive.store.get(state.fetched.content_sha256)
    try:
        document = read(content, name=state.fetched.url, media_type=state.fetched.media_type)
    except UnreadableDocument as error:
        archive.log.note([_unparsed(state, "unreadable", str(error))])
        return {}
    try:
        return parse(document, facts(state, document.text_sha256))
    except (
        Exception
    ) as error:  # a fault of ours in one letter must not hold up the others: it is kept and shown
        logger.exception("the parser failed on %s", state.publication_id)
        reason = (
            f"the parser failed ({type(error).__name__}: {error}); mend it and run `griffier "
            "reparse`"
        )
        archive.log.note([_unparsed(state, "parser", reason)])
        return {}


def _unparsed(state: Publication, rule: str, reason: str) -> PublicationQuarantined:
    """The judgement of bytes that have no rows."""
    return PublicationQuarantined(
        publication_id=state.publication_id,
        content_sha256=state.fetched.content_sha256 if state.fetched else "",
        text_sha256=None,
        version=1,
        reader_version=READER_VERSION,
        parser_version=PARSER_VERSION,
        suite_version=suite_version(),
        batch_sha256=None,
        failures=[
            Failure(
                rule=rule,
                reason=reason,
                table_name=None,
                row_id=None,
                char_start=None,
                char_end=None,
                words=None,
            )
        ],
        warnings=[],
    )


def decide_batch(archive: Archive, batch_sha256: str, *, data_docs: bool = True) -> dict[str, int]:
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
    runs = archive.log.read(kinds=[ValidationCompleted])
    earlier = history(
        run.results
        for _, run in runs
        if isinstance(run, ValidationCompleted) and run.stream != stream
    )
    verdict = validate(batch, earlier, archive.settings.home / "data_docs" if data_docs else None)
    judged = list(_judgements(batch["publication"], batch_sha256, verdict))
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
    archive: Archive, publication_ids: Sequence[str], on_step: OnStep = unwatched
) -> dict[str, int]:
    """Parse and judge these publications, batch by batch; returns how many were accepted and
    quarantined.
    """
    tally: Counter[str] = Counter()
    groups = batches(publication_ids)
    for number, group in enumerate(groups, start=1):
        batch = parse_batch(archive, group, on_step)
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
    publications: pl.DataFrame, batch_sha256: str, verdict: Verdict
) -> Iterator[PublicationAccepted | PublicationQuarantined]:
    """One judgement per publication, in the order of its rows."""
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
        if failures := verdict.failures.get(name):
            yield PublicationQuarantined(**judgement, failures=list(failures))
        else:
            yield PublicationAccepted(**judgement)
