"""Plausibility checks of a batch's texts against the log and the content store."""

import logging
from collections.abc import Mapping, Sequence

import polars as pl

from pipeline import plausibility
from pipeline.domain.aggregate import CATALOGUE, Publication
from pipeline.domain.decisions import AcceptedVersion
from pipeline.domain.events import Failure, PublicationFetched
from pipeline.errors import ContentMismatch
from pipeline.flows.stores import Stores
from pipeline.plausibility import Naming, Shape, names
from pipeline.store.batches import read_batch

logger = logging.getLogger(__name__)

COMPARED = ("publication_text", "question", "letter")
"""Tables of a batch with the questions, letters and texts of a paper."""

Batch = Mapping[str, pl.DataFrame]


def objections(stores: Stores, batch: Batch) -> dict[str, list[Failure]]:
    """Return the reasons why papers of a batch cannot be the listed ones, by publication.

    Files of a folder are exempt, because ministries' own letters print no number. So is a text that
    is accepted already.
    """
    contents = dict(batch["publication"].select("publication_id", "content_sha256").iter_rows())
    states = {
        name: state
        for name, state in stores.log.publications(contents).items()
        if _is_new_from_source(state, contents[name])
    }
    naming = {name: _naming(state, _text(batch, name)) for name, state in states.items()}
    same_bytes = _with_same_bytes(
        stores, {name: contents[name] for name in states if naming[name] == "none"}
    )
    failures_by_paper: dict[str, list[Failure]] = {}
    for name, state in states.items():
        named_before, loss = _against_version_in_force(stores, state, batch)
        failures = list(
            plausibility.objections(naming[name], named_before, same_bytes.get(name, ()), loss)
        )
        if failures:
            failures_by_paper[name] = failures
    return failures_by_paper


def _is_new_from_source(state: Publication, content_sha256: str) -> bool:
    """Return True if the official source delivered these bytes and their text is not accepted."""
    fetched, accepted_version = state.fetched, state.accepted_version
    if state.listed_by(CATALOGUE) is None or fetched is None or fetched.url.startswith("file:"):
        return False
    return accepted_version is None or accepted_version.content_sha256 != content_sha256


def _naming(state: Publication, text: str) -> Naming:
    listing = state.listed_by(CATALOGUE)
    identifiers = [
        identifier.value for identifier in state.identifiers if identifier.scheme == "official"
    ]
    return names(text, listing, identifiers) if listing else "none"


def _with_same_bytes(stores: Stores, contents: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """Return the other papers that were fetched with the same bytes, by publication.

    Attachments are left out: one attachment of two papers is listed under two numbers.
    """
    hashes = {name: sha for name, sha in contents.items() if not name.startswith("blg-")}
    if not hashes:
        return {}
    wanted = set(hashes.values())
    owners: dict[str, set[str]] = {}
    for _, event in stores.log.read(kinds=[PublicationFetched]):
        if isinstance(event, PublicationFetched) and event.content_sha256 in wanted:
            owners.setdefault(event.content_sha256, set()).add(event.publication_id)
    return {name: sorted(owners[sha] - {name}) for name, sha in hashes.items()}


def _against_version_in_force(
    stores: Stores, state: Publication, batch: Batch
) -> tuple[Naming | None, str | None]:
    """Return which paper the accepted version names, and what the new one lost of its shape."""
    if state.accepted_version is None:
        return None, None
    before = _rows_in_force(stores, state.accepted_version)
    if before is None:
        return None, None
    name = state.publication_id
    loss = plausibility.lost(_shape(batch, name), _shape(before, name))
    return _naming(state, _text(before, name)), loss


def _rows_in_force(stores: Stores, accepted_version: AcceptedVersion) -> Batch | None:
    try:
        return read_batch(stores.store, accepted_version.batch_sha256, COMPARED)
    except ContentMismatch as error:
        logger.warning("a new version is not compared with the one in force: %s", error)
        return None


def _shape(batch: Batch, name: str) -> Shape:
    questions, letters = (
        batch[table].filter(publication_id=name).height for table in ("question", "letter")
    )
    return Shape(questions, letters, len(_text(batch, name)))


def _text(batch: Batch, name: str) -> str:
    texts = batch["publication_text"].filter(publication_id=name).get_column("text")
    return str(texts[0]) if len(texts) else ""
