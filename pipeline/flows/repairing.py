"""Repairing: restore what ``verifying`` found damaged, and remove blobs that nothing names."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from urllib.parse import unquote, urlsplit

from pipeline.domain.events import PublicationAccepted, PublicationQuarantined, ValidationCompleted
from pipeline.flows.ingesting import open_source
from pipeline.flows.papers import parse_papers
from pipeline.flows.publishing import rebuild
from pipeline.flows.stores import Stores
from pipeline.flows.verifying import Damage, Named, named_blobs
from pipeline.parsing import PARSER_VERSION
from pipeline.reading import READER_VERSION
from pipeline.source.fetch_results import Fetched, Request
from pipeline.store.batches import read_manifest, write_batch
from pipeline.warehouse.publish import clear_old

GRACE = timedelta(days=1)
"""Age below which an unnamed blob may belong to a run that has not finished."""
RESULTS = {
    "warehouse": "made again from the log",
    "log": "left as it is: it cannot be made again",
    "evidence": "left as it is: it cannot be made again",
}
"""The result for a damage of these parts, after the rebuild."""


def repair(stores: Stores, damages: Sequence[Damage]) -> Iterator[tuple[Damage, str]]:
    """Restore what can be made again, and yield each damage with the result."""
    for damage in damages:
        if damage.part == "paper" and damage.named:
            yield damage, _fetch_again(stores, damage.named)
    yield from _repair_batches(stores, [damage for damage in damages if damage.part == "batch"])
    if any(damage.part in {"warehouse", "batch"} for damage in damages):
        rebuild(stores)
    for damage in damages:
        if result := RESULTS.get(damage.part):
            yield damage, result


def _repair_batches(stores: Stores, damages: Sequence[Damage]) -> Iterator[tuple[Damage, str]]:
    """Parse the papers of damaged batches again, and yield each damage with the result."""
    batches = _parse_again(stores) if damages else {}
    for damage in damages:
        sha256 = damage.named.sha256 if damage.named else ""
        whole = stores.store.holds(sha256)
        yield damage, "made again" if whole else batches.get(sha256, "not made again")


def _fetch_again(stores: Stores, named: Named) -> str:
    """Fetch a paper again; keep it if it still has the hash in the log."""
    source = f"folder:{_folder(named.url)}" if named.url.startswith("file:") else "catalogue"
    settings = stores.settings.model_copy(update={"source": source})
    with open_source(settings) as opened:
        for _, outcome in opened.fetch_many([Request(named.url)]):
            if not isinstance(outcome, Fetched):
                return f"not made again: {outcome}"
            if hashlib.sha256(outcome.content).hexdigest() != named.sha256:
                return "not made again: the source has other bytes now (griffier ingest --recheck)"
            stores.store.put(outcome.content)
    return "fetched again"


def _folder(url: str) -> Path:
    """Return the folder of a file that was read from a folder."""
    return Path(unquote(urlsplit(url).path, errors="surrogateescape")).parent


def _parse_again(stores: Stores) -> dict[str, str]:
    """Read and parse the papers of each damaged batch as they were then; return results by hash.

    The rows have the hash of the lost ones if reader and parser are still the same.
    """
    outcomes: dict[str, str] = {}
    for position, event in stores.log.read(kinds=[ValidationCompleted]):
        if isinstance(event, ValidationCompleted) and not _is_whole(stores, event.batch_sha256):
            outcomes[event.batch_sha256] = _parse_batch(stores, event, position)
    return outcomes


def _is_whole(stores: Stores, batch_sha256: str) -> bool:
    """Return True if a batch and all of its tables are in the store."""
    if not stores.store.holds(batch_sha256):
        return False
    return all(map(stores.store.holds, read_manifest(stores.store, batch_sha256).tables.values()))


def _parse_batch(stores: Stores, event: ValidationCompleted, position: int) -> str:
    """Make one batch again from the states before the decisions about it."""
    decided = [
        place
        for name in event.publication_ids
        for place, event_of_paper in stores.log.stream(name)
        if isinstance(event_of_paper, PublicationAccepted | PublicationQuarantined)
        and event_of_paper.batch_sha256 == event.batch_sha256
    ]
    until = min(decided, default=position) - 1
    states = stores.log.publications(event.publication_ids, until=until)
    if any(state.fetched is None for state in states.values()):
        return "not made again: the log does not tell what its papers were"
    parsed = parse_papers(stores, list(states.values()))
    batch_sha256 = write_batch(stores.store, parsed.frames) if parsed.frames else ""
    if batch_sha256 == event.batch_sha256:
        return "made again"
    return (
        f"not made again: today's reader {READER_VERSION} and parser {PARSER_VERSION} give other "
        "rows; restore it from a backup, or run griffier reparse on its papers"
    )


@dataclass(frozen=True, slots=True)
class Cleared:
    """Numbers that ``clear`` removed: unnamed blobs with their bytes, and old snapshots.

    ``leftovers`` counts the folders of Data Docs that killed runs left half written.
    """

    blobs: int = 0
    bytes: int = 0
    snapshots: int = 0
    leftovers: int = 0


def clear(stores: Stores, *, grace: timedelta = GRACE) -> Cleared:
    """Remove unnamed blobs, old snapshots and leftovers of killed runs.

    Young blobs stay, because a run stores its blobs before the log names them.
    """
    oldest = datetime.now(tz=UTC) - grace
    # The blobs are listed first, so that those named by a run meanwhile are kept.
    stored_blobs = list(stores.store.blobs())
    named = named_blobs(stores)
    blobs = [blob for blob in stored_blobs if blob.sha256 not in named and blob.changed < oldest]
    for blob in blobs:
        stores.store.remove(blob.sha256)
    settings = stores.settings
    leftovers = [
        folder
        for folder in settings.home.glob(".data_docs-*")
        if datetime.fromtimestamp(folder.stat().st_mtime, tz=UTC) < oldest
    ]
    for folder in leftovers:
        rmtree(folder, ignore_errors=True)
    return Cleared(
        blobs=len(blobs),
        bytes=sum(blob.size for blob in blobs),
        snapshots=clear_old(settings.warehouse_path, settings.keep_snapshots),
        leftovers=len(leftovers),
    )
