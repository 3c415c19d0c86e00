"""Origin of a paper: its identifiers, its content, its listing and a person's corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from pipeline.identity import Key, file_key
from pipeline.metadata import NOTHING, SourceMetadata

Row = dict[str, object]
"""Row of a table in sql/tables/, by column name."""
Rows = dict[str, list[Row]]
"""Lists of rows by table name."""
Corrected = Literal["kind", "label", "question", "answer", "neither", "askers", "minister"]
"""Subjects of corrections by a person (``pipeline.corrections``)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction: ``value`` is what ``text[char_start:char_end]`` is.

    The place is None if it is about the whole paper. It counts for the text with this hash only.
    ``by``, ``why`` and ``at`` are who made it, the reason and the moment.

    Example: ``what="question"`` with ``value="VVD 1a"`` is the question with that party and label.
    """

    number: int
    text_sha256: str
    what: str
    value: str
    char_start: int | None
    char_end: int | None
    by: str
    why: str
    at: datetime

    @property
    def span(self) -> tuple[int, int]:
        """Return the place as a half-open interval, empty at 0 if there is none."""
        return self.char_start or 0, self.char_end or 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Identifier, hash, listing, corrections of a paper; ``version`` counts accepted texts."""

    publication_id: str
    series: str
    content_sha256: str
    version: int = 1
    source_url: str | None = None
    listing: SourceMetadata = NOTHING
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def of_file(cls, stem: str, content: bytes) -> Origin:
        """Return the origin of an unlisted file; ``stem`` may be an official identifier."""
        key: Key = file_key(stem)
        return cls(
            publication_id=key.publication_id,
            series=key.series,
            content_sha256=sha256(content).hexdigest(),
            listing=SourceMetadata.of_key(key),
        )
