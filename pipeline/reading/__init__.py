"""Bytes in any format to one ``Document``: the words of a letter, in order, with nothing that only the page needed."""

from __future__ import annotations

from pipeline.reading import text
from pipeline.reading.document import Document

READER_VERSION = "1"
"""Raised whenever the same bytes may give another text or other blocks than before."""


def read(content: bytes, *, name: str = "", media_type: str | None = None) -> Document:
    """The document that ``content`` holds."""
    del name, media_type
    return text.read(content)
