"""Which paper and file are parsed, and what the source lists them as."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from pipeline.identity import Key, file_key
from pipeline.metadata import NOTHING, SourceMetadata

Row = dict[str, object]
"""One row of a table in sql/tables/, by column name."""

Rows = dict[str, list[Row]]
"""Rows by table name."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The paper that is parsed: the name it is kept under, the bytes, and its listing.

    ``version`` counts accepted texts from 1; ``source_url`` is None for a file of a folder.
    """

    publication_id: str
    series: str
    content_sha256: str
    version: int = 1
    source_url: str | None = None
    listing: SourceMetadata = NOTHING

    @classmethod
    def of_file(cls, stem: str, content: bytes) -> Origin:
        """Return the origin of a file that no source lists: its name, without the extension, may be
        an official identifier.
        """
        key: Key = file_key(stem)
        return cls(
            publication_id=key.publication_id,
            series=key.series,
            content_sha256=sha256(content).hexdigest(),
            listing=SourceMetadata.of_key(key),
        )
