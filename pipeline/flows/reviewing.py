"""Reviewing: what waits in quarantine is shown to a person, whose word lets it in or keeps it out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import DecisionRefused, UnreadableDocument
from pipeline.events import Failure, PublicationQuarantined, PublicationRejected, PublicationReleased
from pipeline.flows.archive import Archive
from pipeline.publication import Publication, Quarantine
from pipeline.reading import read

AROUND = 200
"""Characters of the letter shown on either side of a failing span."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure with the letter's own words: ``before``, the failing ``span``, and ``after``; empty without a span."""

    failure: Failure
    before: str = ""
    span: str = ""
    after: str = ""


def waiting(archive: Archive) -> list[Publication]:
    """Every publication with a judgement that waits for a person, in the order of their ids."""
    judgements = (event for _, event in archive.log.read(kinds=[PublicationQuarantined]))
    held_back = {event.publication_id for event in judgements if isinstance(event, PublicationQuarantined)}
    states = archive.log.publications(sorted(held_back))
    return [state for state in states.values() if state.open_quarantine]


def open_quarantine(archive: Archive, publication_id: str) -> Quarantine:
    """The judgement of this publication that waits for a person.

    Raises:
        DecisionRefused: nothing of it waits.
    """
    quarantine = archive.log.publication(publication_id).open_quarantine
    if quarantine is None:
        raise DecisionRefused(f"nothing of {publication_id} waits in quarantine: `griffier quarantine list` tells what does")
    return quarantine


def findings(archive: Archive, publication_id: str) -> list[Finding]:
    """Why a publication waits, each reason with the letter's own text around it.

    Raises:
        DecisionRefused: nothing of it waits.
    """
    quarantine = open_quarantine(archive, publication_id)
    text = _text(archive, archive.log.publication(publication_id), quarantine.event.content_sha256)
    return [_finding(failure, text) for failure in quarantine.event.failures]


def _text(archive: Archive, state: Publication, content_sha256: str) -> str:
    """The canonical text of the judged bytes, empty where they cannot be read."""
    fetched = state.fetched
    try:
        content = archive.store.get(content_sha256)
        return read(content, name=fetched.url if fetched else "", media_type=fetched.media_type if fetched else None).text
    except UnreadableDocument:
        return ""


def _finding(failure: Failure, text: str) -> Finding:
    start, end = failure["char_start"], failure["char_end"]
    if start is None or end is None or not text:
        return Finding(failure)
    return Finding(failure, text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])


def record(archive: Archive, publication_id: str, content_sha256: str, *, release: bool, by: str, why: str) -> None:
    """Write a person's decision: let the judged bytes in at the next publish, or keep them out for good.

    Raises:
        DecisionRefused: these bytes do not wait for a person, or have no rows that could enter.
    """
    decision = PublicationReleased if release else PublicationRejected
    archive.log.note([decision(publication_id=publication_id, content_sha256=content_sha256, by=by, why=why)])
