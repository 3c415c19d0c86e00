"""Rules about one record of the catalogue: values and gaps that were never seen before.

Errors that make a record unreadable are found in ``gzd``.
"""

from collections.abc import Callable, Mapping
from functools import cache

from pipeline.identity import PAPER, identifier_key
from pipeline.source.records import Record
from pipeline.vocabulary import entries


def _status(record: Record) -> str | None:
    return (
        None
        if record.metadata.status in _known("status")
        else f"documentstatus {record.metadata.status!r} was never seen before"
    )


def _manifestation(record: Record) -> str | None:
    new = sorted({*record.manifestations, *record.other_forms} - _known("manifestation"))
    return f"manifestation {', '.join(new)} was never seen before" if new else None


def _unreadable(record: Record) -> str | None:
    return None if record.manifestations else "no xml, html or pdf is listed"


def _undated(record: Record) -> str | None:
    return (
        None
        if record.modified_on
        else "no day of modification, so the asked interval cannot be checked"
    )


def _unplaced(record: Record) -> str | None:
    """Return a message if a paper has no dossier or sub-number.

    Why: such a paper can only be kept under its present identifier, which may change.
    """
    homeless = record.key.series == "kst" and record.key.dossier_number is None
    return (
        "no dossiernummer and ondernummer, so its name may change unnoticed" if homeless else None
    )


def _contradiction(record: Record) -> str | None:
    stated = identifier_key(record.identifier)
    if (
        stated is None
        or not PAPER.match(record.identifier)
        or stated.publication_id == record.key.publication_id
    ):
        return None
    return (
        f"its identifier says {stated.publication_id}, its dossier and sub-number say "
        f"{record.key.publication_id}"
    )


RECORD_RULES: Mapping[str, Callable[[Record], str | None]] = {
    "status": _status,
    "manifestation": _manifestation,
    "unreadable": _unreadable,
    "undated": _undated,
    "unplaced": _unplaced,
    "contradiction": _contradiction,
}
"""Functions that return how a record breaks a rule, by the name of the rule; None if it does not.

A record without an identifier is refused before these rules (``gzd``).
"""


@cache
def _known(what: str) -> frozenset[str]:
    return frozenset(entries("catalogue")[what])
