"""Origin of a paper: its identifiers, its content and the metadata of its listing."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from pipeline.identity import Key, file_key
from pipeline.metadata import NOTHING, SourceMetadata

Row = dict[str, object]
"""Row of a table in sql/tables/, by column name."""

Rows = dict[str, list[Row]]
"""Lists of rows by table name."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Identifier, content hash and listing of the paper that is parsed.

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
        """Return the origin of a file that no source lists.

        ``stem``, its name without the extension, may be an official identifier.
        """
        key: Key = file_key(stem)
        return cls(
            publication_id=key.publication_id,
            series=key.series,
            content_sha256=sha256(content).hexdigest(),
            listing=SourceMetadata.of_key(key),
        )
