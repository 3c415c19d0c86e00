"""What is known of a publication before its text is read: from the catalogue, or from a file's
name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from pipeline.identity import file_key

Row = dict[str, object]
"""One row of a table in sql/tables/, by column name."""

Rows = dict[str, list[Row]]
"""Rows by table name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The columns of ``publication`` that its text need not tell. None where the source does not
    say.

    ``document_title`` and ``document_type`` are the catalogue's words for the kind of paper
    (documenttitel, subrubriek); ``version`` counts accepted texts from 1.
    """

    publication_id: str
    series: str
    content_sha256: str
    version: int = 1
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
    source_url: str | None = None

    @classmethod
    def of_file(cls, stem: str, content: bytes) -> Facts:
        """What a file's name states, without its extension, where no catalogue says more."""
        key = file_key(stem)
        return cls(
            publication_id=key.publication_id,
            series=key.series,
            content_sha256=sha256(content).hexdigest(),
            chamber=key.chamber,
            dossier_number=key.dossier_number,
            sub_number=key.sub_number,
            session_year=key.session_year,
        )
