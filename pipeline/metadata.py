"""Metadata that sources state about a paper, and their order of trust.

One type is used from the catalogue record to the row: the columns that ``PublicationListed`` and
the table ``publication`` share. Every source of them (the listing, the file's own metadata, the
front page, the identifier) makes a ``SourceMetadata``, and ``trusted`` merges them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from pipeline.domain.events import PublicationListed
from pipeline.identity import Key, full_session, normal_dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMetadata:
    """The metadata of a paper from one source; a field is None if the source does not state it.

    ``document_title`` and ``document_type`` are the catalogue's words for the kind of paper
    (documenttitel, subrubriek); ``published_on`` is a day in Amsterdam, ``modified_at`` is in UTC.
    """

    chamber: str | None = None
    dossier_number: str | None = None
    sub_number: str | None = None
    session_year: str | None = None
    title: str | None = None
    dossier_title: str | None = None
    document_title: str | None = None
    document_type: str | None = None
    status: str | None = None
    published_on: date | None = None
    modified_at: datetime | None = None

    @classmethod
    def of_key(cls, key: Key | None) -> SourceMetadata:
        """Return the metadata in an identifier: ``kst-36741-B`` has dossier, letter and Chamber."""
        if key is None:
            return cls()
        return cls(
            chamber=key.chamber,
            dossier_number=key.dossier_number,
            sub_number=key.sub_number,
            session_year=key.session_year,
        )

    @classmethod
    def of_listing(cls, listing: PublicationListed) -> SourceMetadata:
        """Return the metadata of a listing in the log, with its days converted from text."""
        stated: dict[str, Any] = {name: getattr(listing, name) for name in NAMES}
        if published_on := stated["published_on"]:
            stated["published_on"] = date.fromisoformat(published_on)
        if modified_at := stated["modified_at"]:
            stated["modified_at"] = datetime.fromisoformat(modified_at)
        return cls(**stated)

    @classmethod
    def of_file(cls, stated: Mapping[str, str]) -> SourceMetadata:
        """Return the metadata of a file, from the official names that it uses."""
        dossier, years = stated.get("dossiernummer"), stated.get("vergaderjaar", "")
        digits = "".join(character for character in years if character.isdigit())
        return cls(
            dossier_number=normal_dossier(dossier) if dossier else None,
            sub_number=stated.get("ondernummer"),
            session_year=full_session(digits) if len(digits) == len("20242025") else None,
            title=stated.get("title"),
            dossier_title=stated.get("dossiertitel"),
        )

    def for_event(self) -> dict[str, Any]:
        """Return the fields of a ``PublicationListed``: the reverse of ``of_listing``."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name in NAMES
            for value in [getattr(self, name)]
        }


NOTHING = SourceMetadata()
"""The metadata of a source that states nothing."""
NAMES = tuple(field.name for field in fields(SourceMetadata))


def trusted(
    listing: SourceMetadata,
    file: SourceMetadata,
    front_page: SourceMetadata,
    identifier: SourceMetadata,
) -> SourceMetadata:
    """Return each field from the most trusted source that states it.

    The order is: the listing, the file's own metadata, the front page, the identifier. Why: the
    catalogue is kept by the publisher and corrected even years later; a file's metadata were right
    on the day it was made; the front page went through a text extraction; the identifier implies
    some fields (letters are the Eerste Kamer's) without stating them.
    """
    return SourceMetadata(
        **{
            name: getattr(listing, name)
            or getattr(file, name)
            or getattr(front_page, name)
            or getattr(identifier, name)
            or None
            for name in NAMES
        }
    )
