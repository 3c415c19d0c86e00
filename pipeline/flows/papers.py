"""Tasks for the process pool that reads and parses papers, and the results of the tasks."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.aggregate import CONTENT_LOST, Publication
from pipeline.domain.events import PublicationCorrected, PublicationQuarantined, paper_failure
from pipeline.errors import ContentMismatch, UnreadableDocument
from pipeline.flows.stores import ProgressCallback, Stores, limits_of, no_progress
from pipeline.identity import public_address
from pipeline.isolation import Outcome, Task, shared_pool
from pipeline.metadata import SourceMetadata
from pipeline.parsing import PARSER_VERSION
from pipeline.parsing.origin import Correction, Origin, Row, Rows
from pipeline.quality import suite_version
from pipeline.reading import READER_VERSION
from pipeline.settings import settings
from pipeline.tables import Frames, frames

logger = logging.getLogger(__name__)

RULES = {
    "unreadable": "unreadable",
    "failed": "parser",
    "killed": "limits",
    "damaged": CONTENT_LOST,
}
"""Names of the rules that outcomes without rows break, by the kind of outcome."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Results of reading and parsing publications.

    ``frames`` holds the rows of the papers that have any, ``unparsed`` the quarantine of each of
    the others.
    """

    frames: Frames | None
    unparsed: list[PublicationQuarantined]


def parse_papers(
    stores: Stores, states: Sequence[Publication], on_progress: ProgressCallback = no_progress
) -> Parsed:
    """Read and parse the held bytes of these publications on all cores; write nothing."""
    outcomes: dict[int, Outcome] = {}
    for done, (number, outcome) in enumerate(_outcomes(stores, states), start=1):
        outcomes[number] = outcome
        on_progress("parse", done, len(states))
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    without: list[PublicationQuarantined] = []
    for number, state in enumerate(states):
        outcome = outcomes.pop(number)
        if outcome.kind != "done":
            without.append(unparsed(stores, state, outcome))
        for table, parsed in outcome.rows.items():
            rows[table] += parsed
    return Parsed(frames(rows) if rows else None, without)


def _outcomes(stores: Stores, states: Sequence[Publication]) -> Iterator[tuple[int, Outcome]]:
    """Yield the outcome of each publication by its number, in the order in which they are done."""
    numbers: list[int] = []
    lost: list[tuple[int, Outcome]] = []

    def tasks() -> Iterator[Task]:
        for number, state in enumerate(states):
            try:
                task = parse_task(stores, state)
            except ContentMismatch as error:
                lost.append((number, Outcome("damaged", reason=str(error))))
            else:
                numbers.append(number)
                yield task

    for index, outcome in stores.pool.run(tasks()):
        number = numbers[index]
        if outcome.detail:
            logger.error(
                "%s: %s\n%s", states[number].publication_id, outcome.reason, outcome.detail
            )
        yield number, outcome
    yield from lost


def parse_task(stores: Stores, state: Publication) -> Task:
    """Return the task to read and parse the held bytes of a publication.

    Raises:
        ValueError: the publication was never fetched, which is a fault of the caller.
    """
    if state.fetched is None:
        raise ValueError(f"{state.publication_id} was never fetched: there is nothing to parse")
    last = state.accepted_versions[-1] if state.accepted_versions else None
    return Task(
        stores.store.get(state.fetched.content_sha256),
        state.fetched.url,
        state.fetched.media_type,
        origin(state),
        (last.text_sha256, last.version) if last else None,
        state.first_version,
    )


def origin(state: Publication) -> Origin:
    """Return the parser's description of a paper: its ids, bytes, listing and corrections.

    Raises:
        ValueError: as ``parse_task`` does, or the publication was never listed.
    """
    listed, fetched = state.listed, state.fetched
    if listed is None or fetched is None:
        raise ValueError(
            f"{state.publication_id} was never listed and fetched: there is nothing to parse"
        )
    return Origin(
        publication_id=state.publication_id,
        series=listed.series,
        content_sha256=fetched.content_sha256,
        source_url=public_address(fetched.url),
        listing=SourceMetadata.of_listing(listed),
        corrections=tuple(map(correction, state.corrections)),
    )


def correction(event: PublicationCorrected) -> Correction:
    """Return a correction as the parser applies it."""
    return Correction(
        number=event.number,
        text_sha256=event.text_sha256,
        what=event.what,
        value=event.value,
        char_start=event.char_start,
        char_end=event.char_end,
        by=event.by,
        why=event.why,
        at=event.timestamp,
    )


def parse_file(file: Path) -> Rows:
    """Read and parse one file, given only its bytes and its name.

    Raises:
        UnreadableDocument: it has no letter that can be read within the limits.
    """
    content = file.read_bytes()
    configured = settings()
    pool = shared_pool(limits_of(configured), 1)
    outcome = pool.one(Task(content, file.name, origin=Origin.of_file(file.stem, content)))
    if outcome.kind == "failed":
        logger.error("%s: %s\n%s", file, outcome.reason, outcome.detail)
    if outcome.kind != "done":
        raise UnreadableDocument(f"{file}: {outcome.reason}")
    return outcome.rows


def unparsed(stores: Stores, state: Publication, outcome: Outcome) -> PublicationQuarantined:
    """Return the quarantine of bytes without rows, with the reason."""
    advice = "; mend it and run `griffier reparse`" if outcome.kind == "failed" else ""
    return PublicationQuarantined(
        publication_id=state.publication_id,
        content_sha256=state.fetched.content_sha256 if state.fetched else "",
        text_sha256=None,
        version=1,
        reader_version=READER_VERSION,
        parser_version=PARSER_VERSION,
        suite_version=suite_version(),
        batch_sha256=None,
        failures=[paper_failure(RULES[outcome.kind], outcome.reason + advice)],
        warnings=[],
        limits=str(stores.limits) if outcome.kind == "killed" else None,
        corrections=state.correction_numbers,
    )
